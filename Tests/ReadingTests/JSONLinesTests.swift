import BaoShuModel
import Foundation
import TestSupport
import Testing

@testable import BaoShuReading

private func one(_ line: String, _ options: ReadingOptions = ReadingOptions()) -> Result<SourceDocument, ReadingError> {
    RecordDecoder(options: options).decode(RawRecord(path: "d/news.jsonl", kind: .json(.jsonl), line: 7, bytes: Array(line.utf8)))
}

@Suite struct JSONLinesTests {
    @Test func theUsualFields() throws {
        let document = try one(#"{"id":"a1","title":"标题","date":"2024-05-30","source":"新华社","text":"第一段\n第二段","url":"http://x/","n":{"text":"no","a":[1,{"b":null}]}}"#).get()
        #expect(document.id == "a1")
        #expect(document.title == "标题")
        #expect(document.date == "2024-05-30")
        #expect(document.source == SourceDescription(name: "新华社", format: "jsonl"))
        #expect(document.string == "第一段\n第二段")
        #expect(document.metadata == ["url": "http://x/"])
        guard case .text = document.content else { Issue.record("not text"); return }
    }

    @Test func theNamesOfNews2016zh() throws {
        let document = try one(#"{"news_id": "610130831", "keywords": "导游", "title": "故宫", "desc": "近日", "source": "新华网", "time": "03-22 12:00", "content": "近日，微博网友"}"#).get()
        #expect(document.id == "610130831")
        #expect(document.date == "XXXX-03-22")
        #expect(document.string == "近日，微博网友")
    }

    @Test func textGoesBeforeContentWhateverTheirOrder() throws {
        #expect(one(#"{"content":"b","text":"a"}"#).text == "a")
        #expect(one(#"{"text":"a","content":"b"}"#).text == "a")
        #expect(one(#"{"text":null,"content":"b"}"#).text == "b")
    }

    @Test func mappedNames() {
        let options = ReadingOptions(fieldMap: ["正文": "text", "nr": "id"])
        let result = one(#"{"正文":"甲","text":"乙","nr":12}"#, options)
        #expect(result.text == "甲")
        #expect(result.document?.id == "12")
    }

    @Test(arguments: [
        (#""a\"b\\\/\b\f\n\r\t""#, "a\"b\\/\u{8}\u{C}\n\r\t"),
        (#""\u4e2d\u6587 \ud83d\ude00""#, "中文 😀"),
        (#""中\u0041文""#, "中A文"),
        (#""\ud83d""#, "\u{FFFD}"),
        (#""\ude00x\ud83dx\ud83d\u0041""#, "\u{FFFD}x\u{FFFD}x\u{FFFD}A"),
        (#""""#, ""),
    ])
    func strings(_ literal: String, _ expected: String) {
        #expect(one("{\"text\":\(literal)}").text == expected)
    }

    @Test func escapesInNames() { #expect(one(#"{"te\u0078t":"a"}"#).text == "a") }

    @Test func loneSurrogatesAreMarked() throws {
        let document = try one(#"{"text":"甲\ud83d乙"}"#).get()
        #expect(document.damaged == [.init(1, 2)])
        #expect(document.diagnostics.map(\.code) == ["lone_surrogate", "damaged"])
    }

    @Test(arguments: [
        (#"{"text":"a""#, 12, "expected ',' or '}' after a value"),
        (#"{"text":"a"#, 9, "a string is not closed"),
        (#"{"text":"中文","x":tru}"#, 18, "expected true"),
        (#"{"text":"a",}"#, 13, "expected a string"),
        (#"{"text" "a"}"#, 9, "expected ':'"),
        (#"{"text":01}"#, 10, "expected ',' or '}'"),
        (#"{"text":"\x"}"#, 10, "a backslash begins no escape"),
        (#"{"text":"\u12G4"}"#, 10, "\\u needs four hexadecimal digits"),
        ("{\"text\":\"a\tb\"}", 11, "a control character"),
        (#"{"text":"a"} {"#, 14, "something stands behind"),
        (#"{"text":}"#, 9, "expected a value"),
        (#"not json"#, 1, "expected an object"),
        (#"["text"]"#, 1, "expected an object"),
        (#"{"text":1.}"#, 11, "expected a digit"),
        (#"{"text":-}"#, 10, "expected a digit"),
        (#"{"a":[1,2}"#, 10, "expected ',' or ']'"),
    ])
    func invalidLines(_ line: String, _ column: Int, _ message: String) throws {
        let error = try #require(one(line).error)
        #expect(error.code == "invalid_json")
        #expect(error.id == "news.jsonl:7")
        #expect(error.message.hasPrefix("d/news.jsonl line 7 column \(column): \(message)"), "\(error.message)")
    }

    @Test func anIdBeforeTheMistakeIsKept() { #expect(one(#"{"id":"x9","text":"a"#).error?.id == "x9") }

    @Test(arguments: [
        (#"{"id":true,"text":"a"}"#, "wrong_type"), (#"{"text":12}"#, "wrong_type"), (#"{"text":["a"]}"#, "wrong_type"), (#"{"title":"a"}"#, "missing_text"),
        (#"{"text":null}"#, "missing_text"), (#"{}"#, "missing_text"),
    ])
    func recordsWithoutText(_ line: String, _ code: String) { #expect(one(line).error?.code == code) }

    @Test func fieldsOfWrongTypesAreLeftOutAndSaid() throws {
        let document = try one(#"{"text":"a","title":["b"],"date":20240530,"author":null}"#).get()
        #expect(document.title == nil)
        #expect(document.date == "2024-05-30")
        #expect(document.diagnostics.map(\.code) == ["wrong_type"])
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(one("{\"a\":\(deep)").error?.code == "too_deep")
        let fine = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(one("{\"a\":\(fine),\"text\":\"x\"}").text == "x")
    }

    /// Foundation's reader and this one agree on what is JSON.
    @Test func agreesWithFoundationOnMutatedLines() {
        let seed = Array(#"{"id":"1","text":"中\n文\u4e2d","a":[1,-2.5e3,{"b":true,"c":null}],"d":{}}"#.utf8)
        var random = SeededGenerator(seed: 11)
        let signs = Array(#"{}[]",:\u0123456789eE+-.truefalsn "#.utf8)
        for _ in 0..<3000 {
            var bytes = seed
            for _ in 0...random.below(3) {
                switch random.below(3) {
                case 0: bytes[random.below(bytes.count)] = random.one(of: signs)
                case 1: bytes.remove(at: random.below(bytes.count))
                default: bytes.insert(random.one(of: signs), at: random.below(bytes.count))
                }
            }
            guard let words = String(validating: bytes, as: UTF8.self) else { continue }
            // Foundation takes a comma before a closing brace, which RFC 8259 does not.
            if words.contains(/,\s*[}\]]/) { continue }
            let foundation = (try? JSONSerialization.jsonObject(with: Data(bytes))) is [String: Any]
            let own = RecordDecoder(options: ReadingOptions()).decode(RawRecord(path: "x", kind: .json(.jsonl), line: 1, bytes: bytes))
            // Foundation refuses lone surrogates, which are read here.
            if own.error?.code == "invalid_json", foundation { Issue.record("refused: \(words) \(own.error!.message)") }
            if own.error?.code != "invalid_json", !foundation, !words.contains("\\u") {
                Issue.record("taken: \(words)")
            }
        }
    }
}
