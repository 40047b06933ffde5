import BaoShuText

/// The mentions of a document, sorted by start: a collection of ``Mention``s.
///
/// They are kept as one tape in a few flat arrays, so that an article of thousands of them takes three pieces of memory; a `Mention` is
/// made of it when it is asked for, which costs its fields. Programs that go through all mentions take each of them once.
public struct Mentions: Sendable {
    package var heads: [MentionHead]
    package var cells: [MentionCell]
    /// The strings of values, and ``padding``.
    package var bytes: [UInt8]
    /// The strings that all documents of a program share: names of types, rules and fields; and ``padding``.
    package let names: [UInt8]

    /// Bytes behind the last string, so that a short one can be read by one wide load.
    package static let padding = 16

    package init(heads: [MentionHead], cells: [MentionCell], bytes: [UInt8], names: [UInt8]) {
        self.heads = heads
        self.cells = cells
        self.bytes = bytes
        self.names = names
    }

    /// - Complexity: O(*n*) in the mentions and their fields.
    public init(_ mentions: some Sequence<Mention>) {
        var builder = MentionsBuilder()
        for mention in mentions { builder.append(mention) }
        self = builder.finish()
    }

    /// No mentions.
    public init() { self.init(heads: [], cells: [], bytes: [], names: []) }

    /// Takes out the mentions that touch one of some spans.
    ///
    /// - Complexity: O(*m* + *s* log *s*) for *m* mentions and *s* spans.
    package mutating func removeAll(overlapping spans: [TextSpan]) {
        var rest = spans.sorted { $0.lowerBound < $1.lowerBound }[...]
        heads.removeAll { head in
            while let span = rest.first, span.upperBound <= head.span.lowerBound { rest.removeFirst() }
            return rest.first?.overlaps(head.span) ?? false
        }
    }

    /// Whether a mention touches a span.
    ///
    /// - Complexity: O(log *m*)
    package func contains(overlapping span: TextSpan) -> Bool {
        let next = first(from: span.upperBound)
        return next > 0 && heads[next - 1].span.overlaps(span)
    }

    // MARK: One thing of a mention

    package func span(of index: Int) -> TextSpan { heads[index].span }

    /// The first mention that begins at an offset or behind it; the count where there is none.
    ///
    /// - Complexity: O(log *m*)
    package func first(from offset: UTF16Offset) -> Int {
        var low = 0
        var high = heads.count
        while low < high {
            let middle = (low + high) / 2
            if heads[middle].start < offset.value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether a mention is of a type.
    package func type(of index: Int, is name: StaticString) -> Bool { equals(heads[index].type, name) }

    /// The text of a field, or of a unit its code; nil where the mention has none of that name.
    package func text(_ name: StaticString, of index: Int) -> String? {
        guard let cell = cell(name, of: index) else { return nil }
        switch cells[cell].kind {
        case .text: return string(cells[cell].text)
        case .unit: return string(cells[cell + 1].text)
        default: return nil
        }
    }

    /// The cell of a field.
    package func cell(_ name: StaticString, of index: Int) -> Int? {
        var cell = Int(heads[index].firstCell)
        let end = Int(heads[index].firstPart)
        while cell < end {
            if !cells[cell].isRemoved, equals(cells[cell].name, name) { return cell }
            cell += Int(cells[cell].size)
        }
        return nil
    }

    private func equals(_ string: TapeString, _ name: StaticString) -> Bool {
        guard string.count == name.utf8CodeUnitCount else { return false }
        let bytes = string.isShared ? names : bytes
        for i in 0..<string.count where bytes[string.offset + i] != name.utf8Start[i] { return false }
        return true
    }

    package func string(_ string: TapeString) -> String {
        let bytes = string.isShared ? names : bytes
        return String(decoding: bytes[string.offset..<(string.offset + string.count)], as: UTF8.self)
    }
}

/// How many mentions of each type there are in documents of one ``MentionsBuilder``. There are few types, so that a look at each is
/// quicker than a hash of its name.
package struct MentionCounts {
    private var counts: [(type: TapeString, count: Int)] = []
    private var names: [UInt8] = []

    package init() {}

    package mutating func add(_ mentions: Mentions) {
        names = mentions.names
        for head in mentions.heads where head.type.isShared {
            var slot = 0
            while slot < counts.count, counts[slot].type != head.type { slot += 1 }
            if slot == counts.count { counts.append((head.type, 0)) }
            counts[slot].count += 1
        }
    }

    /// By the names of the types.
    package var byType: [String: Int] {
        let named = Mentions(heads: [], cells: [], bytes: [], names: names)
        return Dictionary(counts.map { (named.string($0.type), $0.count) }, uniquingKeysWith: +)
    }
}

extension Mentions: RandomAccessCollection {
    /// Always 0.
    public var startIndex: Int { 0 }
    /// How many there are.
    public var endIndex: Int { heads.count }

    /// - Complexity: O(*f*) in the mention's fields.
    public subscript(index: Int) -> Mention {
        let head = heads[index]
        var parts: [Part] = []
        var cell = Int(head.firstPart)
        while cell < head.endCell {
            let end = cell + Int(cells[cell].size)
            parts.append(Part(string(cells[cell].name), cells[cell].span, fields(in: (cell + 1)..<end)))
            cell = end
        }
        return Mention(
            type: string(head.type), span: head.span, fields: fields(in: Int(head.firstCell)..<Int(head.firstPart)), parts: parts, rule: string(head.rule),
            entity: head.entity > 0 ? Int(head.entity) : nil)
    }

    private func fields(in range: Range<Int>) -> [Field] {
        var fields: [Field] = []
        forEachCell(in: range) { fields.append(Field(string(cells[$0].name), value(at: $0))) }
        return fields
    }

    /// The value of a cell.
    package func value(at index: Int) -> FieldValue {
        let cell = cells[index]
        let inside = (index + 1)..<(index + Int(cell.size))
        switch cell.kind {
        case .removed: return .list([])
        case .text: return .text(string(cell.text))
        case .flag: return .flag(cell.first != 0)
        case .words, .part: return .words(cell.span)
        case .unit: return .unit(UnitValue(code: string(cells[index + 1].text), system: string(cells[index + 2].text), text: string(cells[index + 3].text)))
        case .object: return .object(fields(in: inside))
        case .list:
            var values: [FieldValue] = []
            forEachCell(in: inside) { values.append(value(at: $0)) }
            return .list(values)
        }
    }

    private func forEachCell(in range: Range<Int>, _ body: (Int) -> Void) {
        var cell = range.lowerBound
        while cell < range.upperBound {
            if !cells[cell].isRemoved { body(cell) }
            cell += Int(cells[cell].size)
        }
    }
}

extension Mentions: ExpressibleByArrayLiteral {
    /// Mentions in the order in which they are written.
    public init(arrayLiteral mentions: Mention...) { self.init(mentions) }
}

extension Mentions: Hashable {
    /// Whether both have the same mentions with the same fields, however they are kept.
    ///
    /// - Complexity: O(*n*) in the mentions and their fields.
    public static func == (a: Mentions, b: Mentions) -> Bool { a.elementsEqual(b) }
    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { for mention in self { hasher.combine(mention) } }
}
