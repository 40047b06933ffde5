internal import BaoShuText
internal import BaoShuWriting
internal import Foundation

/// A line of an output, read back: what those share who read outputs.
package struct WrittenDocument {
    /// The fields of the line, by the contract's names.
    package let fields: [String: Any]
    package let id: String
    package var sourceName: String { (fields["source"] as? [String: Any])?["name"] as? String ?? "" }
    package var isFailure: Bool { fields["error"] != nil }
    package var mentions: [[String: Any]] { fields["mentions"] as? [[String: Any]] ?? [] }
    package var facts: [[String: Any]] { fields["facts"] as? [[String: Any]] ?? [] }
    /// Made anew each time.
    package var text: WrittenText { WrittenText(fields["text"] as? String ?? "", unit: fields["offsets"] as? String ?? OffsetUnit.codepoint.rawValue) }

    /// nil where the line is none of the contract `baoshu/1`.
    package init?(_ line: some Sequence<UInt8>) {
        guard let fields = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], fields["schema"] as? String == JSONWriter.schema, let id = fields["id"] as? String else { return nil }
        (self.fields, self.id) = (fields, id)
    }
}

/// A text by the offsets of the output that it stands in.
package struct WrittenText {
    private let scalars: [Unicode.Scalar]
    /// Where each scalar begins; empty where offsets count scalars.
    private let starts: [Int]

    init(_ text: String, unit: String) {
        scalars = Array(text.unicodeScalars)
        guard unit != OffsetUnit.codepoint.rawValue else {
            starts = []
            return
        }
        var (starts, end) = ([Int](), 0)
        starts.reserveCapacity(scalars.count)
        for scalar in scalars {
            starts.append(end)
            end += unit == OffsetUnit.utf8.rawValue ? UTF8.width(scalar) : UTF16.width(scalar)
        }
        self.starts = starts
    }

    /// The words between two offsets.
    package subscript(start: Int, end: Int) -> String { string(index(start), index(end)) }

    /// Up to `count` characters before an offset, and behind one.
    package func before(_ offset: Int, _ count: Int) -> String { string(index(offset) - count, index(offset)) }
    package func behind(_ offset: Int, _ count: Int) -> String { string(index(offset), index(offset) + count) }

    private func index(_ offset: Int) -> Int { starts.isEmpty ? offset : starts.partitioningIndex { $0 >= offset } }

    private func string(_ start: Int, _ end: Int) -> String {
        let from = min(max(0, start), scalars.count)
        return String(String.UnicodeScalarView(scalars[from..<min(max(from, end), scalars.count)]))
    }
}
