import BaoShuModel
import Foundation
import TestSupport
import Testing

@testable import BaoShuWriting

/// The schema accepts what the writer writes, and refuses what the contract rules out.
@Suite struct SchemaTests {
    @Test func written() throws {
        var lines = ""
        for unit in OffsetUnit.allCases { lines += line(exampleDocument(), unit) + line(oddDocument(), unit) }
        lines += line(AnnotatedDocument(id: "", source: .init(name: "-", format: "text"), text: [], sourceMap: .init()))
        var buffer = JSONBuffer()
        JSONWriter(generator: generator).append(ReadingError(id: "x", code: "not_text", message: "x: not text"), to: &buffer)
        lines += String(decoding: buffer.take(), as: UTF8.self)
        guard let remarks = try SchemaValidator.remarks(on: lines) else { return }
        #expect(remarks == [])
    }

    /// Each change of a valid line that the schema must refuse.
    @Test func refused() throws {
        let changes: [(String, String)] = [
            (#""schema":"baoshu/1""#, #""schema":"baoshu/2""#),
            (#""offsets":"codepoint""#, #""offsets":"byte""#),
            (#""date":"2024-05-30""#, #""date":"30 May 2024""#),
            (#""role":"headline""#, #""role":"heading""#),
            (#""start":9"#, #""start":-9"#),
            (#"[[0,8],[9,41]]"#, #"[[0,8],[9]]"#),
            (#""value":"11.9""#, #""value":"1.19e1""#),
            (#""value":"11.9""#, #""value":11.9"#),
            (#""value":"2023","from""#, #""value":"last year","from""#),
            (#""from":"2023-01-01","#, ""),
            (#""system":"iso4217""#, #""system":"iso""#),
            (#""code":"USD""#, #""code":"美元""#),
            (#""entity":"e1""#, #""entity":"e0""#),
            (#""id":"m2""#, #""id":"2""#),
            (#""change":"up""#, #""change":"rise""#),
            (#""basis":"yoy""#, #""basis":"year""#),
            (#""quantity":"m3","value":"14830000000","#, #""quantity":"m3","#),
            (#","rule":"fact.change""#, ""),
            (#","diagnostics":[]"#, ""),
            (#""diagnostics":[]"#, #""diagnostics":[{"code":"X Y","message":"m"}]"#),
            (#""diagnostics":[]"#, #""diagnostics":[],"error":{"code":"x","message":"m"}"#),
            ("sha256:0a", "md5:0a"),
        ]
        let valid = line(exampleDocument())
        var lines = ""
        for (old, new) in changes {
            let range = try #require(valid.range(of: old), "\(old) is not in the line")
            lines += valid.replacingCharacters(in: range, with: new)
        }
        guard let remarks = try SchemaValidator.remarks(on: lines) else { return }
        let refused = Set(remarks.compactMap { Int($0.prefix { $0 != ":" }) })
        for (number, change) in changes.enumerated() { #expect(refused.contains(number + 1), "accepted: \(change.1)") }
    }
}
