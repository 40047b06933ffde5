import BaoShu
import Testing

/// What is read of a line's beginning.
@Suite struct LineHeadTests {
    @Test(arguments: [
        (#"{"schema":"baoshu/1","id":"a","offsets":"codepoint","source":{"name":"s","format":"page","encoding":"UTF-8"},"text":"""#, "a", "s page", false),
        (#"{"schema":"baoshu/1","id":"a\"\\中\u4e2d","offsets":"utf8","source":{"name":"\/\n","format":"text","#, "a\"\\中中", "/\n text", false),
        (#"{"schema":"baoshu/1","id":"a","error":{"code":"c","message":"m"}}"#, "a", nil, true),
        // Lines that are cut off.
        (#"{"schema":"baoshu/1","id":"a","offsets":"codepoint","source":{"name":"s"#, "a", nil, false), (#"{"schema":"baoshu/1","id":"a""#, "a", nil, false),
    ]) func ofLines(_ line: String, _ id: String, _ source: String?, _ isFailure: Bool) throws {
        let head = try #require(LineHead(line.utf8))
        #expect(head.id == id && head.isFailure == isFailure)
        #expect(head.source.map { "\($0.name) \($0.format)" } == source)
    }

    @Test(arguments: ["", "{}", #"{"schema":"baoshu/2","id":"a"}"#, #"{"schema":"baoshu/1","id":5}"#, #"{"schema":"baoshu/1","id":"a"#, #"{"schema":"baoshu/1","id":"\x""#])
    func ofOtherLines(_ line: String) { #expect(LineHead(line.utf8) == nil) }
}
