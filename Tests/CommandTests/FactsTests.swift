import Foundation
import TestSupport
import Testing

/// `baoshu facts` on outputs that are not whole.
@Suite struct FactsTests {
    @Test func brokenOutputs() throws {
        let folder = try TemporaryFolder()
        let line = try Program.baoshu("extract", "--from", "text", "-", input: Array("全市产值6亿元。".utf8)).output
        let whole = try folder.file("whole.jsonl", line)
        let broken = try folder.file("broken.jsonl", line + Array("{\"schema\":".utf8))
        let table = try Program.baoshu("facts", whole)
        #expect(table.status == 0 && table.text.contains("600000000 CNY"))
        let run = try Program.baoshu("facts", broken, folder.path + "/none.jsonl")
        #expect(run.status == 1 && run.output == table.output)
        let advice = "give files that `baoshu extract` wrote as JSON"
        #expect(run.errors == "error: \(broken):2: no document of baoshu/1; \(advice)\nerror: \(folder.path)/none.jsonl: there is no such file; check the path\n")
        #expect(try Program.baoshu("facts", folder.path + "/none.jsonl").status == 2)
        // Packed, in a folder, from standard input.
        try folder.file("packed/a.jsonl", line)
        #expect(try Program("/usr/bin/env", ["gzip", folder.path + "/packed/a.jsonl"]).status == 0)
        #expect(try Program.baoshu("facts", folder.path + "/packed").output == table.output)
        #expect(try Program.baoshu("facts", "-", input: line).output == table.output)
        #expect(try Program.baoshu("facts", "--indicator", "人口", whole).output.isEmpty)
        #expect(try Program.baoshu("facts", "--indicator", "产值", whole).output == table.output)
        #expect(try Program.baoshu("facts", "--indicator", "产值", "--subject", "青岛", whole).output.isEmpty)
        // The output is not written over what is read.
        #expect(try Program.baoshu("facts", whole, "-o", whole).status == 2)
        #expect(try folder.bytes("whole.jsonl") == line)
    }
}
