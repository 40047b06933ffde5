internal import CXML

/// Markup as a flat tree in document order, parsed by libxml2 (`cxml_parse.h`); gone with this object.
final class MarkupTree {
    private let handle: OpaquePointer
    let nodes: UnsafeBufferPointer<cxml_node>
    private let attributes: UnsafePointer<cxml_attribute>?
    private let pool: UnsafePointer<UInt8>

    enum Failure: Error { case tooDeep, noMemory }

    private init(_ handle: OpaquePointer) throws(Failure) {
        self.handle = handle
        var count: Int32 = 0
        let first = cxml_nodes(handle, &count)
        nodes = UnsafeBufferPointer(start: first, count: Int(count))
        attributes = cxml_attributes(handle)
        pool = cxml_pool(handle)
        switch cxml_status(handle) {
        case Int32(CXML_OK): break
        case Int32(CXML_TOO_DEEP): throw .tooDeep
        default: throw .noMemory
        }
    }

    deinit { cxml_free(handle) }

    /// - Parameter bytes: UTF-8 without control characters, below 1 GB.
    static func xml(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) throws(Failure) -> MarkupTree {
        guard bytes.count < 1 << 30, let handle = cxml_parse_xml(bytes.baseAddress, Int32(bytes.count), Int32(maximumDepth)) else { throw .noMemory }
        return try MarkupTree(handle)
    }

    static func html(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) throws(Failure) -> MarkupTree {
        guard bytes.count < 1 << 30, let handle = cxml_parse_html(bytes.baseAddress, Int32(bytes.count), Int32(maximumDepth)) else { throw .noMemory }
        return try MarkupTree(handle)
    }

    /// The first mistake in XML: its line in the piece that was parsed, and libxml2's words for it.
    var mistake: (line: Int, message: String)? {
        let line = Int(cxml_error_line(handle))
        return line == 0 ? nil : (line, String(cString: cxml_error_message(handle)))
    }

    func isElement(_ index: Int) -> Bool { nodes[index].kind == Int32(CXML_ELEMENT) }
    func isText(_ index: Int) -> Bool { nodes[index].kind == Int32(CXML_TEXT) }
    func isComment(_ index: Int) -> Bool { nodes[index].kind == Int32(CXML_COMMENT) }

    /// The bytes of an element's name, a text or a comment.
    func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: pool + Int(nodes[index].start), count: Int(nodes[index].length))
    }

    func string(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

    /// The number of an element's name that `ElementName.key` gives for the same name.
    func nameKey(_ index: Int) -> UInt64 { ElementName.key(bytes(index)) }

    /// The first node behind a node and all that is in it.
    func end(_ index: Int) -> Int { Int(nodes[index].end) }
    func parent(_ index: Int) -> Int { Int(nodes[index].parent) }

    /// An attribute's value; the name in lower case.
    func attribute(_ index: Int, _ name: StaticString) -> String? {
        attributeBytes(index, name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of an attribute's value.
    func attributeBytes(_ index: Int, _ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        let node = nodes[index]
        guard node.kind == Int32(CXML_ELEMENT), let attributes else { return nil }
        for k in Int(node.first_attribute)..<Int(node.first_attribute + node.attribute_count) where Int(attributes[k].name_length) == name.utf8CodeUnitCount {
            let found = UnsafeBufferPointer(start: pool + Int(attributes[k].name_start), count: name.utf8CodeUnitCount)
            if found.elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)) {
                return UnsafeBufferPointer(start: pool + Int(attributes[k].value_start), count: Int(attributes[k].value_length))
            }
        }
        return nil
    }

    /// The first element of a name inside of a node's range.
    func first(_ name: StaticString, in range: Range<Int>) -> Int? {
        let key = ElementName.key(name)
        return range.first { isElement($0) && nameKey($0) == key }
    }

    /// The first of an element's children that has a name.
    func child(_ name: StaticString, of index: Int) -> Int? {
        let key = ElementName.key(name)
        var child = index + 1
        while child < end(index) {
            if isElement(child), nameKey(child) == key { return child }
            child = end(child)
        }
        return nil
    }

    /// All words under a node, as they stand.
    func text(under index: Int) -> [UInt16] {
        if !isElement(index) { return UTF8Text.decode(bytes(index)).text }
        if end(index) == index + 2, isText(index + 1) { return UTF8Text.decode(bytes(index + 1)).text }
        var result: [UInt16] = []
        for k in index + 1..<max(end(index), index + 1) where isText(k) { result += UTF8Text.decode(bytes(k)).text }
        return result
    }

    /// The words under a node without blanks around them, and no longer than a field may be.
    func field(under index: Int?) -> String? {
        guard let index else { return nil }
        let words = Blanks.collapsed(text(under: index)).filter { $0 != DamageMarks.start && $0 != DamageMarks.end }
        return words.isEmpty || words.count > 4096 ? nil : UTF8Text.string(words)
    }
}

/// Names of elements as numbers (FNV-1a, 64 bits), so that nothing is allocated for each element of a page.
enum ElementName {
    @inline(__always)
    static func key(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = seed
        for byte in bytes { add(byte, to: &hash) }
        return hash
    }

    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    static func add(_ byte: UInt8, to hash: inout UInt64) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    static func key(_ name: StaticString) -> UInt64 { key(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)) }

    static func key(_ name: String) -> UInt64 { Array(name.utf8).withUnsafeBufferPointer { key($0) } }
}
