import Foundation
import Synchronization

/// What changed between two outputs over the same texts: mentions and facts added, removed, moved, with another value, and blocks of
/// another role.
package struct OutputComparison: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case added, removed
        /// Other words of the same place.
        case moved
        /// Other fields on the same words.
        case changed
        case factAdded = "fact added"
        case factRemoved = "fact removed"
        /// The same quantity with another indicator, subject, time, ….
        case factChanged = "fact changed"
        /// Another role or extent of a block.
        case blockChanged = "block changed"
    }

    package struct Change: Sendable, Hashable {
        package var kind: Kind
        /// The rule responsible: that of what is new, or of what is gone. For blocks `layout`.
        package var rule: String
        package var document: String
        /// In the document's text, in the unit of its line.
        package var offset: Int
        /// The words with up to 12 characters on each side, the words in ⟦⟧.
        package var context: String
        /// What became of it: a value, or `before → after`.
        package var detail: String
    }

    package private(set) var changes: [Change] = []
    /// Documents compared.
    package internal(set) var documents = 0
    /// Documents that only one of the outputs has: those of the first, and behind them those of the second.
    package var unpaired: [String] { onlyBefore + onlyAfter }
    private var onlyBefore: [String] = []
    private var onlyAfter: [String] = []

    init() {}

    /// Compares two outputs whose texts may stand in another order.
    ///
    /// - Parameters: JSON Lines of the contract `baoshu/1`.
    /// - Throws: ``OutputError`` where a line is none.
    /// - Complexity: O(*n*); lines that are the same but for the generator are not parsed. All cores work on the others.
    package init(before: [UInt8], after: [UInt8]) throws {
        let (old, new) = Self.differing(Self.lines(before), Self.lines(after), same: &documents)
        let gone = try Self.parse(old)
        let come: [OutputDocument]
        do {
            come = try Self.parse(new)
        } catch let error as OutputError {
            throw OutputError(line: error.line, isAfter: true)
        }
        var groups: [String: (before: [OutputDocument], after: [OutputDocument])] = [:]
        var order: [String] = []
        for document in gone {
            if groups[document.origin] == nil { order.append(document.origin) }
            groups[document.origin, default: ([], [])].before.append(document)
        }
        for document in come {
            if groups[document.origin] == nil { order.append(document.origin) }
            groups[document.origin, default: ([], [])].after.append(document)
        }
        for origin in order {
            guard let group = groups[origin] else { continue }
            compare(group.before, group.after)
        }
    }

    package var isEmpty: Bool { changes.isEmpty && unpaired.isEmpty }

    // MARK: Lines

    private static func lines(_ output: [UInt8]) -> [OutputLine] {
        output.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().lazy.filter { !$0.element.isEmpty }.map { OutputLine(number: $0.offset + 1, bytes: $0.element) }
    }

    /// A line by all but its generator, which names the rules.
    private struct Trunk: Hashable {
        let bytes: ArraySlice<UInt8>
        static func == (a: Self, b: Self) -> Bool { a.bytes.elementsEqual(b.bytes) }
        func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }

    /// The lines of each output that the other has not.
    static func differing(_ before: [OutputLine], _ after: [OutputLine], same: inout Int) -> ([OutputLine], [OutputLine]) {
        if before.count == 1, after.count == 1, trunk(before[0].bytes) == trunk(after[0].bytes) {
            same += 1
            return ([], [])
        }
        var waiting: [Trunk: [Int]] = [:]
        for (index, line) in before.enumerated() { waiting[trunk(line.bytes), default: []].append(index) }
        var come: [OutputLine] = []
        var isPaired = Array(repeating: false, count: before.count)
        for line in after {
            if let other = waiting[trunk(line.bytes)]?.popLast() {
                isPaired[other] = true
                same += 1
            } else {
                come.append(line)
            }
        }
        return (before.indices.filter { !isPaired[$0] }.map { before[$0] }, come)
    }

    private static let generatorMark = Array(#","generator":{"#.utf8)

    private static func trunk(_ line: ArraySlice<UInt8>) -> Trunk {
        line.withUnsafeBufferPointer { bytes in
            var i = bytes.count - generatorMark.count
            while i > 0 {
                if bytes[i] == 0x2C, bytes[i + 2] == 0x67, bytes[i..<(i + generatorMark.count)].elementsEqual(generatorMark) { return Trunk(bytes: line.prefix(i)) }
                i -= 1
            }
            return Trunk(bytes: line)
        }
    }

    /// In the order of the lines, by all cores.
    static func parse(_ lines: [OutputLine]) throws -> [OutputDocument] {
        let share = 64
        let parsed = Mutex<[Int: Result<[OutputDocument], any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: (lines.count + share - 1) / share) { part in
            let range = part * share..<min(lines.count, (part + 1) * share)
            let result = Result { try range.map { try OutputDocument(lines[$0]) } }
            parsed.withLock { $0[part] = result }
        }
        let parts = parsed.withLock { $0 }
        return try parts.keys.sorted().flatMap { try parts[$0]!.get() }
    }

    // MARK: One text

    /// Something of one output with the document that has it.
    private struct Held {
        var item: OutputDocument.Item
        var document: OutputDocument
    }

    mutating func compare(_ before: [OutputDocument], _ after: [OutputDocument]) {
        let isOnlyOneFailed = before.allSatisfy(\.isFailure) != after.allSatisfy(\.isFailure)
        if before.isEmpty || after.isEmpty || isOnlyOneFailed {
            // An article more or less on a page whose others are the same is told by its mentions.
            let ids = Set((before + after).map(\.id)).sorted()
            if before.isEmpty { onlyAfter += ids } else { onlyBefore += ids }
            return
        }
        documents += after.count
        func held(_ documents: [OutputDocument], _ items: (OutputDocument) -> [OutputDocument.Item]) -> [Held] {
            documents.flatMap { document in items(document).map { Held(item: $0, document: document) } }
        }
        compareMentions(held(before, \.mentions), held(after, \.mentions))
        compareFacts(held(before, \.facts), held(after, \.facts))
        compareBlocks(held(before, \.blocks), held(after, \.blocks))
    }

    private struct Place: Hashable {
        var start: Int
        var end: Int
        var value: String

        init(_ item: OutputDocument.Item, _ value: String = "") {
            start = item.start
            end = item.end
            self.value = value
        }
    }

    private mutating func add(_ kind: Kind, _ held: Held, _ detail: String) {
        changes.append(Change(kind: kind, rule: held.item.rule, document: held.document.id, offset: held.item.ownStart, context: held.document.context(held.item), detail: detail))
    }

    /// Takes out what both have at the same place with the same key.
    private static func rest(_ before: [Held], _ after: [Held], by key: (OutputDocument.Item) -> String) -> (before: [Held], after: [Held], pairs: [(Held, Held)]) {
        var open: [Place: [Int]] = [:]
        for index in after.indices.reversed() { open[Place(after[index].item, key(after[index].item)), default: []].append(index) }
        var gone: [Held] = []
        var pairs: [(Held, Held)] = []
        var isTaken = Array(repeating: false, count: after.count)
        for old in before {
            if let index = open[Place(old.item, key(old.item))]?.popLast() {
                isTaken[index] = true
                pairs.append((old, after[index]))
            } else {
                gone.append(old)
            }
        }
        return (gone, after.indices.filter { !isTaken[$0] }.map { after[$0] }, pairs)
    }

    private static func overlap(_ a: OutputDocument.Item, _ b: OutputDocument.Item) -> Bool { a.start < b.end && b.start < a.end }

    private mutating func compareMentions(_ before: [Held], _ after: [Held]) {
        var (gone, come, _) = Self.rest(before, after) { $0.value }
        let pairs: [(Held, Held)]
        (gone, come, pairs) = Self.rest(gone, come) { _ in "" }
        for (old, new) in pairs { add(.changed, new, "\(old.item.value) → \(new.item.value)\(Self.taken(old, new))") }
        for old in gone {
            let index = come.firstIndex { $0.item.type == old.item.type && Self.overlap($0.item, old.item) } ?? come.firstIndex { Self.overlap($0.item, old.item) }
            guard let index else {
                add(.removed, old, old.item.value)
                continue
            }
            let new = come.remove(at: index)
            add(.moved, new, "from \"\(old.document.words(old.item))\"" + (new.item.value == old.item.value ? "" : ", \(old.item.value) → \(new.item.value)") + Self.taken(old, new))
        }
        for new in come { add(.added, new, new.item.value) }
    }

    /// The rule that had it before, where it was another.
    private static func taken(_ old: Held, _ new: Held) -> String { old.item.rule == new.item.rule ? "" : " (was by \(old.item.rule))" }

    private mutating func compareFacts(_ before: [Held], _ after: [Held]) {
        let (gone, open, _) = Self.rest(before, after) { $0.value }
        var come = open
        for old in gone {
            guard let index = come.firstIndex(where: { Self.overlap($0.item, old.item) }) else {
                add(.factRemoved, old, old.item.value)
                continue
            }
            let new = come.remove(at: index)
            add(.factChanged, new, "\(old.item.value) → \(new.item.value)\(Self.taken(old, new))")
        }
        for new in come { add(.factAdded, new, new.item.value) }
    }

    private mutating func compareBlocks(_ before: [Held], _ after: [Held]) {
        let (gone, open, _) = Self.rest(before, after) { $0.type }
        var come = open
        for old in gone {
            guard let index = come.firstIndex(where: { Self.overlap($0.item, old.item) }) else {
                add(.blockChanged, old, "\(old.item.type) gone")
                continue
            }
            let new = come.remove(at: index)
            add(.blockChanged, new, old.item.type == new.item.type ? "\(new.item.type), other words" : "\(old.item.type) → \(new.item.type)")
        }
        for new in come { add(.blockChanged, new, "\(new.item.type) new") }
    }
}
