import BaoShuModel
import BaoShuText
import Foundation
import Testing

@testable import BaoShuWriting

@Suite struct JSONWriterTests {
    @Test func contractExample() {
        let expected = #"""
            {"schema":"baoshu/1","id":"sample#1","offsets":"codepoint","source":{"name":"sample.txt","format":"page","encoding":"UTF-8"},
            "title":"服务外包稳步增长","date":"2024-05-30","language":"zh-Hans",
            "text":"服务外包稳步增长\n2023年青岛市服务外包执行额148.3亿美元，增长11.9%。",
            "blocks":[{"role":"headline","start":0,"end":8,"source":[[2,10]]},{"role":"body","start":9,"end":41,"source":[[12,44]]}],
            "sentences":[[0,8],[9,41]],
            "mentions":[
            {"id":"m1","type":"date","start":9,"end":14,"text":"2023年","source":[[12,17]],"value":"2023","from":"2023-01-01","to":"2024-01-01","rule":"date.year"},
            {"id":"m2","type":"place","start":14,"end":17,"text":"青岛市","source":[[17,20]],"entity":"e1","codes":{"gbt2260":"370200"},"rule":"place.division"},
            {"id":"m3","type":"quantity","kind":"money","start":24,"end":32,"text":"148.3亿美元","source":[[27,35]],"value":"14830000000",
            "unit":{"code":"USD","system":"iso4217","text":"美元"},"parts":{"number":{"start":24,"end":30,"value":"14830000000"},"unit":{"start":30,"end":32}},"rule":"quantity.money"},
            {"id":"m4","type":"quantity","kind":"percent","start":35,"end":40,"text":"11.9%","source":[[38,43]],"value":"11.9",
            "unit":{"code":"%","system":"ucum","text":"%"},"parts":{"number":{"start":35,"end":39,"value":"11.9"},"unit":{"start":39,"end":40}},"rule":"quantity.percent"}],
            "facts":[
            {"id":"f1","quantity":"m3","value":"14830000000","unit":"USD","indicator":{"text":"服务外包执行额","start":17,"end":24},
            "subject":{"text":"青岛市","mention":"m2"},"time":{"value":"2023","mention":"m1"},"rule":"fact.measure"},
            {"id":"f2","quantity":"m4","value":"11.9","unit":"%","change":"up","basis":"yoy","indicator":{"text":"服务外包执行额","start":17,"end":24},
            "subject":{"text":"青岛市","mention":"m2"},"time":{"value":"2023","mention":"m1"},"rule":"fact.change"}],
            "generator":{"version":"0.1.0","rules":"sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","icu":"72.1"},"diagnostics":[]}
            """#
        #expect(line(exampleDocument(), source: OffsetTable(exampleSource, unit: .codepoint)) == expected.replacing("\n", with: "") + "\n")
    }

    /// Words from two places have the places of both.
    @Test func wordsFromTwoPlaces() {
        var document = exampleDocument()
        document.facts[0].indicator = .init(heads: [TextSpan(17, 19)], span: TextSpan(21, 24))
        #expect(line(document).contains(#""indicator":{"text":"服务执行额","spans":[[17,19],[21,24]]}"#))
    }

    @Test func oddities() throws {
        let expected = #"""
            {"schema":"baoshu/1","id":"奇/\"1\"","offsets":"codepoint","source":{"name":"-","format":"jsonl","encoding":"GB18030"},
            "language":"zh-Hant","text":"𠮷野\"市\"长\\沙琦\t\u0007约3成😀�达1:2",
            "blocks":[{"role":"body","start":0,"end":20,"source":[[0,20]],"dateline":{"text":"𠮷野","start":0,"end":2,"mention":"m1"}}],
            "sentences":[],"tokens":[[0,2]],"mentions":[
            {"id":"m1","type":"place","start":0,"end":2,"text":"𠮷野","source":[[0,2]],"entity":"e2","rule":"place.name"},
            {"id":"m2","type":"person","start":7,"end":9,"text":"沙琦","source":[[7,9]],"title":{"text":"市","start":3,"end":4},
            "affiliation":{"text":"𠮷野","start":0,"end":2,"mention":"m1"},"famous":false,"rule":"person.title"},
            {"id":"m3","type":"quantity","start":12,"end":14,"text":"3成","source":[[12,14]],"value":"30","mod":"approx",
            "unit":{"code":"%","system":"ucum"},"parts":{"cue":{"start":11,"end":12}},"rule":"quantity.tenths"},
            {"id":"m4","type":"ratio","start":17,"end":20,"text":"1:2","source":[[17,20]],"terms":["1","2"],"rule":"ratio.colon"}],
            "facts":[{"id":"f1","quantity":"m3","value":"3/10","mod":"approx","unit":"%","target":true,"time":{"value":"1999/.."},
            "share_of":{"text":"𠮷野","mention":"m1"},"rule":"fact.share"},{"id":"f2","quantity":"m4","terms":["1","2"],"rule":"fact.ratio"}],
            "generator":{"version":"0.1.0","rules":"sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","icu":"72.1"},
            "diagnostics":[{"code":"ambiguous","message":"two rules match","start":12,"end":14},
            {"code":"lone_surrogate","message":"lone surrogate written as U+FFFD","start":15,"end":16}]}
            """#
        #expect(line(oddDocument()) == expected.replacing("\n", with: "") + "\n")
    }

    /// In every unit the offsets cut the written text into the written words.
    @Test(arguments: OffsetUnit.allCases)
    func offsets(unit: OffsetUnit) throws {
        for document in [exampleDocument(), oddDocument()] {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line(document, unit).utf8)) as? [String: Any])
            #expect(object["offsets"] as? String == unit.rawValue)
            let text = try #require(object["text"] as? String)
            let mentions = try #require(object["mentions"] as? [[String: Any]])
            #expect(mentions.count == 4)
            for mention in mentions {
                let start = try #require(mention["start"] as? Int)
                let end = try #require(mention["end"] as? Int)
                let words =
                    switch unit {
                    case .codepoint: String(String.UnicodeScalarView(Array(text.unicodeScalars)[start..<end]))
                    case .utf16: String(decoding: Array(text.utf16)[start..<end], as: UTF16.self)
                    case .utf8: String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
                    }
                #expect(words == mention["text"] as? String)
            }
        }
    }

    @Test func sourceHasItsOwnOffsets() {
        let source = Array("𠮷𠮷青岛".utf16)
        var map = SourceMap()
        map.append(start: UTF16Offset(0), source: UTF16Offset(4), length: 2)
        var document = AnnotatedDocument(
            id: "1", source: SourceDescription(name: "a.txt", format: "page"), text: Array("青岛".utf16), sourceMap: map)
        document.blocks = [Block(role: .body, span: TextSpan(0, 2))]
        #expect(line(document, source: OffsetTable(source, unit: .codepoint)).contains(#""start":0,"end":2,"source":[[2,4]]"#))
        #expect(line(document, .utf8, source: OffsetTable(source, unit: .utf8)).contains(#""start":0,"end":6,"source":[[8,14]]"#))
        #expect(line(document, .utf16, source: OffsetTable(source, unit: .utf16)).contains(#""start":0,"end":2,"source":[[4,6]]"#))
    }

    @Test func failure() {
        var buffer = JSONBuffer()
        JSONWriter(generator: generator).append(
            ReadingError(id: "a\nb", code: "invalid_json", message: "line 3: \"x\" is not JSON"), to: &buffer)
        let bytes = buffer.take()
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"schema":"baoshu/1","id":"a\nb","error":{"code":"invalid_json","message":"line 3: \"x\" is not JSON"}}"# + "\n")
    }

    /// Strings of every unit, with surrogates in every order and across the writer's stretches, read back by another reader.
    @Test func stringsReadBack() throws {
        var text = (0...0xFFFF).map { UInt16($0) }
        for i in 0..<9000 { text += [UInt16(0xD83D), UInt16(0xDE00 + i % 64)] + (i % 7 == 0 ? [0xDC00, 0xD800, 0x41] : []) }
        var buffer = JSONBuffer(capacity: 1)
        let damage = text.withUnsafeBufferPointer { buffer.append(text: $0) }
        let bytes = buffer.take()
        let back = try #require(try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) as? String)
        let expected = String(decoding: text, as: UTF16.self)
        #expect(Array(back.utf8) == Array(expected.utf8))
        buffer.append(json: expected)
        #expect(buffer.take() == bytes)
        #expect(damage.first == 0xD800)
        // D800…DBFE and DC01…DFFF stand alone, DBFF and DC00 are a pair.
        #expect(damage.lone == 2046 + 2 * 1286)
    }

    @Test func numbers() {
        var buffer = JSONBuffer(capacity: 1)
        var numbers = [-5, Int.min, Int.max, Int(UInt32.max), Int(UInt32.max) + 1]
        for power in 0...18 { for digit in [1, 9] { numbers += [-1, 0, 1].map { digit * Int(pow(10.0, Double(power))) + $0 } } }
        for number in numbers {
            buffer.append(number: number)
            buffer.append(" ")
        }
        #expect(String(decoding: buffer.take(), as: UTF8.self) == numbers.map { "\($0) " }.joined())
    }
}
