import BaoShuModel
import BaoShuReading
import Foundation

/// The text that is measured with, as JSON Lines in a file of its own and as documents in memory.
struct BenchText {
    /// The file it came from.
    var name: String
    var repeated = false
    var documents: [[UInt16]] = []
    /// UTF-8 of the documents' texts.
    var bytes = 0
    /// The unpacked JSON Lines.
    var file: String

    init(quick: Bool) throws {
        let manager = FileManager.default
        let asked = ProcessInfo.processInfo.environment["BAOSHU_BENCH_DUMP"].flatMap { $0.isEmpty ? nil : $0 }
        let beside = "../shared/dumps/broadcast-news.jsonl.gz"
        file = manager.temporaryDirectory.appendingPathComponent("baoshu-bench-\(ProcessInfo.processInfo.processIdentifier).jsonl").path
        var lines: [UInt8] = []
        let most = quick ? 1_000_000 : Int.max
        if let dump = asked ?? (manager.fileExists(atPath: beside) ? beside : nil) {
            name = URL(fileURLWithPath: dump).lastPathComponent
            let options = ReadingOptions(format: .jsonl)
            let reader = RecordReader(inputs: [dump], options: options)
            let decoder = RecordDecoder(options: options)
            while bytes < most, let record = reader.next() {
                guard case .success(let document) = decoder.decode(record) else { continue }
                lines += record.bytes + [0x0A]
                add(document.text)
            }
            if documents.isEmpty { throw BenchError("\(dump) has no documents that can be read") }
        } else {
            name = "Corpus/pages"
            repeated = true
            var paragraphs: [String] = []
            for page in try manager.contentsOfDirectory(atPath: name).sorted() {
                paragraphs += try String(contentsOfFile: name + "/" + page, encoding: .utf8).split(separator: "\n").map(String.init)
            }
            // Documents of about the length of an article.
            let articles = stride(from: 0, to: paragraphs.count, by: 12).map { paragraphs[$0..<min($0 + 12, paragraphs.count)].joined(separator: "\n") }
            while bytes < min(most, 6_000_000) {
                for article in articles {
                    let object: [String: String] = ["id": String(documents.count), "text": article]
                    lines += try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]) + [0x0A]
                    add(Array(article.utf16))
                }
            }
        }
        try Data(lines).write(to: URL(fileURLWithPath: file))
    }

    private mutating func add(_ text: [UInt16]) {
        documents.append(text)
        bytes += String(decoding: text, as: UTF16.self).utf8.count
    }

    /// Writes the same documents, but every few of them joined to one, up to 32: short ones with long ones here and there.
    func writeUneven(to file: String) throws {
        let joined = [1, 1, 2, 1, 1, 8, 1, 1, 1, 4, 1, 32, 1, 1, 16]
        var lines: [UInt8] = []
        var start = 0, number = 0
        while start < documents.count {
            let end = min(start + joined[number % joined.count], documents.count)
            let text = documents[start..<end].map { String(decoding: $0, as: UTF16.self) }.joined(separator: "\n")
            lines += try JSONSerialization.data(withJSONObject: ["id": String(number), "text": text, "date": "2024-06-01"], options: [.sortedKeys]) + [0x0A]
            (start, number) = (end, number + 1)
        }
        try Data(lines).write(to: URL(fileURLWithPath: file))
    }

    func remove() { try? FileManager.default.removeItem(atPath: file) }

    /// The first documents, of `size` bytes together.
    func beginning(_ size: Int) -> [String] {
        var texts: [String] = []
        var sum = 0
        for document in documents where sum < size {
            let text = String(decoding: document, as: UTF16.self)
            texts.append(text)
            sum += text.utf8.count
        }
        return texts
    }
}
