/// A record as it stands in its input: cut out, not yet decoded. Readers hand these out one after the other; workers decode them.
package struct RawRecord: Sendable {
    package enum Kind: Sendable {
        /// A line of JSON, or an element of an array of JSON.
        case json(InputFormat)
        case page
        case text
        /// A page of HTML.
        case html
        /// One record of XML, of a vocabulary that is known.
        case xml(XMLDialect)
        /// A row of a table.
        case row(TableHeader)
        /// Text of a crawl.
        case crawl
        /// A record that could not be cut out.
        case failure(code: String, message: String)
    }

    /// The path of the file as it was given or found, followed by the path inside of an archive; `-` for standard input.
    package var path: String
    /// The path under the folder or in the archive that was given, or the file's name where the file itself was given.
    package var label: String
    package var kind: Kind
    /// The line on which the record begins, from 1; 0 where lines say nothing.
    package var line: Int
    /// The place of the record among those that begin on its line, from 1.
    package var placeInLine = 1
    /// The place of the record in its file, from 1; 0 where the file is one record.
    package var number: Int
    /// The encoding that the file is in, where it is known before the record is decoded.
    package var encoding: String?
    /// The encoding of the file, where the bytes here have passed from it to UTF-8.
    package var original: String?
    /// What the record has from what stands around it: the feed's title, the address of a crawl; by the names of `RecordField` and `charset`.
    package var inherited: [String: String]
    package var bytes: [UInt8]

    package init(
        path: String, label: String? = nil, kind: Kind, line: Int = 0, number: Int = 0, encoding: String? = nil,
        original: String? = nil, inherited: [String: String] = [:], bytes: [UInt8] = []
    ) {
        self.path = path
        self.label = label ?? Self.name(of: path)
        self.kind = kind
        self.line = line
        self.number = number
        self.encoding = encoding
        self.original = original
        self.inherited = inherited
        self.bytes = bytes
    }

    /// The file's name without its folder, and without the ending of a compressed file.
    package var name: String { Self.name(of: label) }

    static func name(of path: String) -> String {
        path.utf8.contains(UInt8(ascii: "/")) ? path.split(separator: "/").last.map(String.init) ?? path : path
    }

    /// The id of a record that has none of its own: its file, and its line or number where the file has several; behind the line its
    /// place there from the second record on (`dump.xml:1.2`).
    package var ownID: String {
        switch kind {
        case .page, .text: label
        default: line > 0 ? "\(label):\(line)" + (placeInLine > 1 ? ".\(placeInLine)" : "") : number > 0 ? "\(label):\(number)" : label
        }
    }

    /// The path and the line, or the number and the address of a crawl's record, for messages.
    package var place: String {
        if line > 0 { return "\(path) line \(line)" + (placeInLine > 1 ? " record \(placeInLine)" : "") }
        return number > 0 ? "\(path) record \(number)" + (inherited["url"].map { " (\($0.prefix(200)))" } ?? "") : path
    }
}
