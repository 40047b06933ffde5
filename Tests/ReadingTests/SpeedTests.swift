import Foundation
import Testing

@testable import BaoShuReading

/// Reads the files named in `BAOSHU_READING_BENCH` (by `:`) and prints what they give and how fast; run by hand, in release.
@Suite struct SpeedTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["BAOSHU_READING_BENCH"] != nil))
    func speed() throws {
        for path in (ProcessInfo.processInfo.environment["BAOSHU_READING_BENCH"] ?? "").split(separator: ":").map(String.init) {
            let options = Samples.options
            var best = Double.infinity
            var documents = 0, errors = 0, units = 0, bytes = 0, damaged = 0
            for _ in 0..<3 {
                documents = 0; errors = 0; units = 0; bytes = 0; damaged = 0
                let start = clock()
                let reader = RecordReader(inputs: [path], options: options)
                let decoder = RecordDecoder(options: options)
                while let record = reader.next() {
                    bytes += record.bytes.count
                    switch decoder.decode(record) {
                    case .success(let document): documents += 1; units += document.text.count; damaged += document.damaged.count
                    case .failure(let error): errors += 1; if errors <= 3 { print("  \(error.code) \(error.message)") }
                    }
                }
                best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
            }
            print("\(path): \(documents) documents, \(errors) errors, \(damaged) damaged, \(units) code units, \(Double(bytes) / 1e6) MB in \(best) s CPU, \(Double(bytes) / 1e6 / best) MB/s")
            #expect(documents > 0)
        }
    }
}

extension SpeedTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["BAOSHU_READING_BENCH"] != nil))
    func speedOfHTML() {
        let pages = HTMLPages.templates.flatMap { template in Story.all.map { Array(template.page($0).utf8) } }
        let decoder = RecordDecoder(options: Samples.options)
        let start = clock()
        var bytes = 0
        for _ in 0..<100 {
            for page in pages {
                bytes += page.count
                if case .failure = decoder.decode(RawRecord(path: "p", kind: .html, bytes: page)) { Issue.record("a page failed") }
            }
        }
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        print("\(pages.count * 100) pages of HTML: \(Double(bytes) / 1e6) MB in \(seconds) s CPU, \(Double(bytes) / 1e6 / seconds) MB/s")
    }
}
