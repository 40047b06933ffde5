import BaoShuText

/// Makes ``Mentions``: writes a tape into memory that is used again for the next document.
///
/// A mention is begun, then come its fields, then its parts with their fields. What has an inside (a list, an object, a part) is opened,
/// filled and closed.
package struct MentionsBuilder: ~Copyable {
    private var heads = Tape<MentionHead>()
    private var cells = Tape<MentionCell>()
    private var bytes = Tape<UInt8>()
    private var names: [UInt8] = []

    package init() {}

    /// Begins a document.
    package mutating func clear() {
        heads.count = 0
        cells.count = 0
        bytes.count = 0
    }

    /// What was built.
    ///
    /// - Complexity: O(*n*): the memory is copied.
    package mutating func finish() -> Mentions {
        let count = bytes.count
        bytes.append(repeating: 0, count: Mentions.padding)
        defer { bytes.count = count }
        return Mentions(heads: heads.copy, cells: cells.copy, bytes: bytes.copy, names: names)
    }

    package var count: Int { heads.count }

    // MARK: Strings

    /// A string that all documents of this builder share, from now on.
    package mutating func share(_ name: String) -> TapeString {
        let utf8 = Array(name.utf8)
        names.removeLast(min(names.count, Mentions.padding))
        let offset = names.count
        names += utf8
        names += Array(repeating: 0x61, count: Mentions.padding)
        return TapeString(offset: offset, count: utf8.count, isShared: true, isPlain: names.withUnsafeBytes { Self.isPlain($0.baseAddress.unsafelyUnwrapped + offset, utf8.count) })
    }

    /// A string of this document.
    package mutating func string(_ text: String) -> TapeString {
        let found = text.utf8.withContiguousStorageIfAvailable { string($0) }
        return found ?? Array(text.utf8).withUnsafeBufferPointer { string($0) }
    }

    package mutating func string(_ text: UnsafeBufferPointer<UInt8>) -> TapeString {
        let offset = bytes.count
        // Words are read whole: what lies behind the last of them must be plain.
        bytes.reserve(text.count + 8)
        bytes.append(text)
        UnsafeMutableRawPointer(bytes.base + bytes.count).storeBytes(of: 0x6161_6161_6161_6161, as: UInt64.self)
        return TapeString(offset: offset, count: text.count, isShared: false, isPlain: Self.isPlain(UnsafeRawPointer(bytes.base + offset), text.count))
    }

    private static func isPlain(_ start: UnsafeRawPointer, _ count: Int) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var found: UInt64 = 0
        var place = 0
        while place < count {
            let word = (start + place).loadUnaligned(as: UInt64.self)
            let quote = word ^ 0x2222_2222_2222_2222
            let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
            found |= ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- 0x2020_2020_2020_2020) & ~word)
            place += 8
        }
        return found & 0x8080_8080_8080_8080 == 0
    }

    /// A string that `write` puts straight into the memory, of ASCII letters, digits and the like; nil where it writes none.
    ///
    /// - Parameter capacity: The most bytes that it writes.
    package mutating func string(capacity: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int?) -> TapeString? {
        bytes.reserve(capacity)
        let offset = bytes.count
        guard let count = write(bytes.base + offset) else { return nil }
        bytes.count += count
        return TapeString(offset: offset, count: count, isShared: false, isPlain: true)
    }

    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in text where byte < 0x20 || byte == 0x22 || byte == 0x5C { return false }
        return true
    }

    /// Calls `body` with the bytes of a string; they may not be kept.
    package borrowing func withBytes<Result>(of string: TapeString, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if string.isShared { return names.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[string.offset..<(string.offset + string.count)])) } }
        return body(UnsafeBufferPointer(start: bytes.base + string.offset, count: string.count))
    }

    // MARK: Mentions

    /// Begins the next mention.
    package mutating func begin(type: TapeString, rule: TapeString, span: TextSpan) {
        let cell = Int32(cells.count)
        heads.append(
            MentionHead(
                type: type, rule: rule, start: Int32(span.lowerBound.value), end: Int32(span.upperBound.value), entity: 0, firstCell: cell, firstPart: cell, endCell: cell))
    }

    /// Ends the fields of the mention; what follows are its parts.
    package mutating func endFields() {
        heads.base[heads.count - 1].firstPart = Int32(cells.count)
        heads.base[heads.count - 1].endCell = Int32(cells.count)
    }

    /// Ends the parts of the mention.
    package mutating func endParts() { heads.base[heads.count - 1].endCell = Int32(cells.count) }

    package mutating func set(entity: Int, of mention: Int) { heads.base[mention].entity = Int32(entity) }

    package mutating func append(_ mention: Mention) {
        begin(type: string(mention.type), rule: string(mention.rule), span: mention.span)
        for field in mention.fields { append(string(field.name), field.value) }
        endFields()
        for part in mention.parts {
            let cell = openPart(string(part.name), part.span)
            for field in part.fields { append(string(field.name), field.value) }
            close(cell)
        }
        endParts()
        if let entity = mention.entity { set(entity: entity, of: heads.count - 1) }
    }

    // MARK: Cells

    package var cellCount: Int { cells.count }

    package mutating func append(_ name: TapeString, text: TapeString) { cell(name, .text, text.place, text.length) }
    package mutating func append(_ name: TapeString, flag: Bool) { cell(name, .flag, flag ? 1 : 0) }
    package mutating func append(_ name: TapeString, words: TextSpan) {
        cell(name, .words, UInt32(truncatingIfNeeded: words.lowerBound.value), UInt32(truncatingIfNeeded: words.upperBound.value))
    }

    package mutating func append(_ name: TapeString, unit: UnitValue) { append(name, unit: string(unit.code), string(unit.system), string(unit.text)) }

    package mutating func append(_ name: TapeString, unit code: TapeString, _ system: TapeString, _ text: TapeString) {
        cell(name, .unit, size: 4)
        for string in [code, system, text] { append(.empty, text: string) }
    }

    package mutating func append(_ name: TapeString, _ value: FieldValue) {
        switch value {
        case .text(let text): append(name, text: string(text))
        case .flag(let flag): append(name, flag: flag)
        case .words(let span): append(name, words: span)
        case .unit(let unit): append(name, unit: unit)
        case .list(let values):
            let cell = openList(name)
            for value in values { append(.empty, value) }
            close(cell)
        case .object(let fields):
            let cell = openObject(name)
            for field in fields { append(string(field.name), field.value) }
            close(cell)
        }
    }

    /// Opens a list, an object or a part; ``close(_:)`` takes the number that is given.
    package mutating func openList(_ name: TapeString) -> Int {
        cell(name, .list)
        return cells.count - 1
    }

    package mutating func openObject(_ name: TapeString) -> Int {
        cell(name, .object)
        return cells.count - 1
    }

    package mutating func openPart(_ name: TapeString, _ span: TextSpan) -> Int {
        cell(name, .part, UInt32(truncatingIfNeeded: span.lowerBound.value), UInt32(truncatingIfNeeded: span.upperBound.value))
        return cells.count - 1
    }

    package mutating func close(_ cell: Int) { cells.base[cell].size = Int32(cells.count - cell) }

    /// Takes a cell with its inside out again.
    package mutating func remove(_ cell: Int) { cells.base[cell].kind = .removed }

    package func cell(_ index: Int) -> MentionCell { cells.base[index] }

    package mutating func set(text: TapeString, of cell: Int) {
        cells.base[cell].first = text.place
        cells.base[cell].second = text.length
    }

    private mutating func cell(_ name: TapeString, _ kind: MentionCell.Kind, _ first: UInt32 = 0, _ second: UInt32 = 0, size: Int32 = 1) {
        cells.append(MentionCell(name: name, kind: kind, size: size, first: first, second: second))
    }
}

/// Memory of one element type that grows and is kept for the next document.
private struct Tape<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private var capacity = 256
    var count = 0

    init() { base = .allocate(capacity: capacity) }

    deinit { base.deallocate() }

    var copy: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: count + 1) }
        (base + count).initialize(to: element)
        count += 1
    }

    @inline(__always)
    mutating func append(_ elements: UnsafeBufferPointer<Element>) {
        if count + elements.count > capacity { grow(to: count + elements.count) }
        if let start = elements.baseAddress { (base + count).initialize(from: start, count: elements.count) }
        count += elements.count
    }

    mutating func append(repeating element: Element, count: Int) {
        reserve(count)
        (base + self.count).initialize(repeating: element, count: count)
        self.count += count
    }

    /// Makes room for so many elements more.
    mutating func reserve(_ room: Int) { if count + room > capacity { grow(to: count + room) } }

    @inline(never)
    private mutating func grow(to count: Int) {
        capacity = max(capacity * 2, count)
        let old = base
        base = .allocate(capacity: capacity)
        base.initialize(from: old, count: self.count)
        old.deallocate()
    }
}
