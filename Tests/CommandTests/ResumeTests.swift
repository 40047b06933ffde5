import Foundation
import TestSupport
import Testing

/// `baoshu extract --resume`, and what else becomes of a file that is written.
@Suite struct ResumeTests {
    /// Records of all kinds: those of `manyLines` more than once, so that several megabytes come of them.
    private static func manyRecords(_ folder: TemporaryFolder) throws -> String {
        try folder.file("many.jsonl", String(repeating: ExtractTests.manyLines, count: 4))
    }

    private static func interrupt(_ arguments: [String], output: String, at size: Int) throws {
        let run = try UnfinishedRun(arguments, output: output, until: size)
        #expect(run.kill())
    }

    @Test(arguments: [("1", "3"), ("3", "1")])
    func goesOnAfterKill(jobs: (before: String, after: String)) throws {
        let folder = try TemporaryFolder()
        let input = try Self.manyRecords(folder)
        let whole = try Program.baoshu("extract", input)
        let path = folder.path + "/out.jsonl"
        // Twice, since a run that goes on may be killed as well.
        try Self.interrupt(["--jobs", jobs.before, input], output: path, at: whole.output.count / 4)
        let first = try folder.bytes("out.jsonl.partial").count
        try Self.interrupt(["--jobs", jobs.before, "--resume", input], output: path, at: first + 100_000)
        #expect(try folder.names() == ["many.jsonl", "out.jsonl.partial"])
        let run = try Program.baoshu("extract", input, "-o", path, "--resume", "--jobs", jobs.after)
        #expect(run.status == whole.status && run.errors.contains(" failed stood there before; what follows is without them\n"), "\(run.errors.suffix(600))")
        #expect(run.errors.contains("\(path): 5,936 articles, 64 failed\n"), "\(run.errors.suffix(600))")
        #expect(try folder.bytes("out.jsonl") == whole.output)
        #expect(try folder.names() == ["many.jsonl", "out.jsonl"])
    }

    /// Wherever the lines end: within the first, behind the last, within a page, where a page has no article at all.
    @Test func anyLengthOfPartialFile() throws {
        let folder = try TemporaryFolder()
        for copy in ["a", "c"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: Repository.path("Corpus/pages")) {
                try folder.file("in/\(copy)/\(name)", try Repository.text("Corpus/pages/" + name))
            }
        }
        try folder.file("in/b/blank.txt", "<br>\n<br>\n")
        try folder.file("in/b/empty.txt", "")
        let input = folder.path + "/in"
        let whole = try Program.baoshu("extract", input, "--from", "page")
        #expect(whole.status == 1 && whole.output.count > 400_000)
        let path = folder.path + "/out.jsonl"
        let ends = whole.output.indices.filter { whole.output[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        var lengths = [0, 1, ends[0], whole.output.count - 1, whole.output.count]
        for i in stride(from: 3, to: ends.count, by: 8) { lengths += [ends[i] - 1, ends[i], ends[i] + 30] }
        for length in lengths where length <= whole.output.count {
            try folder.file("out.jsonl.partial", whole.output.prefix(length))
            let run = try Program.baoshu("extract", input, "--from", "page", "-o", path, "--resume", "--quiet", "--jobs", "2")
            #expect(run.status == 1, "\(length): \(run.errors)")
            #expect(try folder.bytes("out.jsonl") == whole.output, "\(length)")
            try folder.remove("out.jsonl")
        }
    }

    /// Where the lines are not those of this run it says what differs, and leaves them.
    @Test func otherInputs() throws {
        let folder = try TemporaryFolder()
        let input = try Self.manyRecords(folder)
        let path = folder.path + "/out.jsonl"
        let whole = try Program.baoshu("extract", input).output
        let end = try #require(whole.prefix(300_000).lastIndex(of: UInt8(ascii: "\n"))) + 1
        let partial = Array(whole.prefix(end))
        let lines = ExtractTests.manyLines.split(separator: "\n")
        let others = try [
            folder.file("gap.jsonl", (lines[..<3] + lines[4...]).joined(separator: "\n")),
            folder.file("short.jsonl", lines[..<4].joined(separator: "\n")),
            folder.file("mended.jsonl", (lines[..<5] + [#"{"id":"5","text":"增长3%"}"#] + lines[6...]).joined(separator: "\n")),
        ]
        let more = "; repeat the command of the run that was interrupted, or leave --resume out to begin anew\n"
        let cases: [([String], String)] = [
            ([others[0]], "goes on with `3` where the inputs have `4`"),
            ([others[1]], "goes on with `4` where the inputs end"),
            ([others[2]], "has another line for `5` than this run"),
            ([input, "--tokens"], "has another line for `"),
            ([input, "--offsets", "utf16"], "has another line for `0` than this run: inputs, options or rules are others"),
        ]
        for (arguments, reason) in cases {
            try folder.file("out.jsonl.partial", partial)
            let run = try Program(Program.baoshuPath, ["extract", "-o", path, "--resume", "--quiet"] + arguments)
            #expect(run.status == 2 && run.errors.hasPrefix("error: \(path).partial \(reason)") && run.errors.hasSuffix(more), "\(arguments): \(run.errors)")
            #expect(run.errors.filter { $0 == "\n" }.count == 1)
            #expect(try folder.bytes("out.jsonl.partial") == partial)
        }
        try folder.file("out.jsonl.partial", "id,text\n")
        #expect(try Program.baoshu("extract", input, "-o", path, "--resume").errors.hasPrefix("error: \(path).partial has a line that is no output of extract; "))
    }

    @Test func nothingToGoOnWith() throws {
        let folder = try TemporaryFolder()
        let input = try folder.file("a.txt", "增长3%。\n")
        let path = folder.path + "/out.jsonl"
        #expect(try Program.baoshu("extract", input, "-o", path, "--resume", "--quiet").status == 0)
        let made = try folder.bytes("out.jsonl")
        #expect(made == (try Program.baoshu("extract", input).output))
        let again = try Program.baoshu("extract", input, "-o", path, "--resume")
        #expect(again.status == 0 && again.errors == "\(path) is whole; there is nothing to go on with. Without --resume it is made anew\n")
        #expect(try folder.bytes("out.jsonl") == made)
        for (arguments, message) in [
            ([], "--resume goes on with a file; name it with -o."), (["-o", "-"], "--resume goes on with a file; name it with -o."),
            (["-o", path, "--to", "csv"], "--resume is for json: a table does not tell which articles it is of. Leave --resume out."),
            (["-o", "/dev/null"], "/dev/null is no regular file; --resume cannot go on with it"),
        ] {
            let run = try Program(Program.baoshuPath, ["extract", input, "--resume"] + arguments)
            #expect(run.status == 2 && run.errors.hasPrefix("error: \(message)\n"), "\(run.errors)")
        }
    }

    /// The second of two runs to one file is refused, and the first ends well.
    @Test func twoRunsAtOnce() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/out.jsonl"
        let first = try UnfinishedRun(["--jobs", "1", "-"], output: path, input: Array(ExtractTests.manyLines.utf8))
        for option in [["--quiet"], ["--resume"]] {
            let second = try Program(Program.baoshuPath, ["extract", "Corpus/pages", "-o", path] + option)
            #expect(second.status == 2 && second.errors == "error: \(path) is being written by another run; wait for its end, or name another file to write\n", "\(second.errors)")
        }
        #expect(try first.finish() == 1)
        #expect(try folder.bytes("out.jsonl") == (try Program.baoshu("extract", "-", input: Array(ExtractTests.manyLines.utf8)).output))
        #expect(try folder.names() == ["out.jsonl"])
    }

    /// What was there stays where no input can be opened.
    @Test func nothingOpened() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("good.jsonl", "good\n")
        let run = try Program.baoshu("extract", "typo.txt", "-o", path)
        #expect(run.status == 2)
        #expect(run.errors == "error: typo.txt: there is no such file; check the path [no_such_file]\nerror: \(path) is not written, since no input could be opened\n", "\(run.errors)")
        #expect(try folder.bytes("good.jsonl") == Array("good\n".utf8))
        #expect(try folder.names() == ["good.jsonl"])
    }

    /// Links stay, whether there is something behind them or not.
    @Test(arguments: [true, false])
    func link(exists: Bool) throws {
        let folder = try TemporaryFolder()
        if exists { try folder.file("data/real.jsonl", "before\n") } else { try folder.file("data/other", "") }
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/data/second", withDestinationPath: "real.jsonl")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/out.jsonl", withDestinationPath: "data/second")
        let run = try Program(Program.baoshuPath, ["extract", "--quiet", "--rules", Repository.path("Rules"), "-", "-o", "out.jsonl"], input: Array("增长3%".utf8), folder: folder.path)
        #expect(run.status == 0, "\(run.errors)")
        for link in ["/out.jsonl", "/data/second"] { #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path + link)) != nil) }
        #expect(try folder.bytes("data/real.jsonl").starts(with: Array("{\"schema\"".utf8)))
    }
}
