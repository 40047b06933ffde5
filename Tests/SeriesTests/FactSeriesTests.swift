import BaoShuWriting
import Foundation
import TestSupport
import Testing

@testable import BaoShuSeries

struct FactSeriesTests {
    /// An output line with one fact.
    private func line(_ id: String, value: String, time: String = "2023", subject: String = "青岛市", code: String = "370200") -> String {
        """
        {"schema":"baoshu/1","id":"\(id)","offsets":"codepoint","source":{"name":"\(id).txt","format":"text","encoding":"UTF-8"},"date":"2024-05-31","language":"zh-Hans","text":"\(subject)执行额\(value)美元。后文。","blocks":[],"sentences":[[0,\(subject.count + value.count + 6)]],"mentions":[{"id":"m1","type":"place","start":0,"end":\(subject.count),"text":"\(subject)","codes":{"gbt2260":"\(code)"},"rule":"r"},{"id":"m2","type":"quantity","start":\(subject.count + 3),"end":\(subject.count + 5 + value.count),"text":"\(value)美元","rule":"r"}],"facts":[{"id":"f1","quantity":"m2","value":"\(value)","unit":"USD","indicator":{"text":"执行额","start":3,"end":6},"subject":{"text":"\(subject)","mention":"m1"},"time":{"value":"\(time)"},"rule":"fact.measure"}],"diagnostics":[]}
        """
    }

    private func series(_ lines: [String]) throws -> [FactSeries] { FactSeries.group(try lines.flatMap { try #require(FactReader.facts(ofLine: Array($0.utf8))) }) }

    private func rendered(_ series: [FactSeries], _ style: SeriesRendering.Style) -> String {
        let rendering = SeriesRendering(style)
        var bytes = rendering.head
        for (number, one) in series.enumerated() { rendering.append(one, isFirst: number == 0, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func seriesOverTime() throws {
        let series = try series([line("a", value: "148", time: "2023"), line("b", value: "132", time: "2022")])
        #expect(series.count == 1)
        #expect(series[0].points.map(\.time) == ["2022", "2023"])
        #expect(series[0].points[1].readings[0].first.sentence == "青岛市执行额148美元。")
    }

    @Test func oneFactOfTwoArticles() throws {
        let series = try series([line("a", value: "148"), line("b", value: "148.0", subject: "青岛")])
        #expect(series.count == 1)
        #expect(series[0].points.count == 1)
        #expect(series[0].points[0].readings[0].documents == ["a", "b"])
        #expect(!series[0].points[0].disagrees)
    }

    @Test func disagreementIsShown() throws {
        let series = try series([line("a", value: "148"), line("b", value: "149")])
        #expect(series[0].points.count == 1)
        #expect(series[0].points[0].disagrees)
        #expect(rendered(series, .text(sentences: true)).split(separator: "\n").filter { $0.hasPrefix("≠") }.count == 2)
    }

    /// By its beginning, a year before the parts of it that begin with it.
    @Test func timesComeInOrder() throws {
        let times = ["2023-12", "2023-H1", "2023-Q1", "2024-01", "2023-01", "2023", "2022-H2", "2023-07"]
        let series = try series(times.map { line($0, value: "148", time: $0) })
        #expect(series[0].points.map(\.time) == ["2022-H2", "2023", "2023-H1", "2023-Q1", "2023-01", "2023-07", "2023-12", "2024-01"])
    }

    /// A bound is a part of what is said: what agrees in the number alone is another line, no disagreement, but where the bounds exclude each other.
    @Test(arguments: [(["", "approx", ""], [["0", "2"], ["1"]], false), (["more_than", ""], [["0"], ["1"]], false), (["more_than", "less_than"], [["0"], ["1"]], true)])
    func bounds(mods: [String], documents: [[String]], disagrees: Bool) throws {
        let series = try series(mods.enumerated().map { line("\($0)", value: "148").replacingOccurrences(of: #""unit":"USD""#, with: $1.isEmpty ? #""unit":"USD""# : #""mod":"\#($1)","unit":"USD""#) })
        #expect(series[0].points.flatMap(\.readings).map(\.documents) == documents)
        #expect(series[0].points.allSatisfy { $0.disagrees == disagrees })
    }

    @Test func placesOfOneNameStayApart() throws {
        #expect(try series([line("a", value: "1", subject: "朝阳区", code: "110105"), line("b", value: "1", subject: "朝阳区", code: "220104")]).count == 2)
    }

    /// Whatever zeros stand behind the point, and in the order in which the values came.
    @Test func equalFiguresAreOneReading() throws {
        let series = try series([line("a", value: "148"), line("b", value: "149.50"), line("c", value: "148.00"), line("d", value: "149.5"), line("e", value: "1480")])
        #expect(series[0].points[0].readings.map(\.documents) == [["a", "c"], ["b", "d"], ["e"]])
    }

    @Test func timeGrowsWithTheFactsAlone() throws {
        let growth = ProcessorTime.growth(from: 300) { count in
            (0..<count).flatMap { FactReader.facts(ofLine: Array(line("\($0)", value: "\($0)").utf8)) ?? [] }
        } _: {
            _ = FactSeries.group($0)
        }
        #expect(growth < ProcessorTime.linear)
    }

    @Test func tableForPrograms() throws {
        let rows = rendered(try series([line("a", value: "148"), line("b", value: "148")]), .table(TableFormat(.csv))).split(separator: "\n")
        #expect(rows.count == 2)
        #expect(rows[1] == "青岛市,执行额,2023,148,,,,,USD,,,,,,a; b,a.txt 2024-05-31; b.txt 2024-05-31,青岛市执行额148美元。")
    }

    @Test(arguments: ["{\"a\":1}", "[1]", "no json", "", #"{"schema":"baoshu/1","id":"a","text":"","mentions":[],"facts":5}"#, #"{"schema":"baoshu/2","id":"a","text":"","mentions":[],"facts":[]}"#])
    func otherLines(_ line: String) {
        #expect(FactReader.facts(ofLine: Array(line.utf8)) == nil)
    }

    /// What is read of some files, and what is said of the rest.
    private func read(_ files: [(name: String, text: String)], only document: String? = nil) throws -> (documents: [String], lines: Int, failures: [String]) {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.file(name, text) }
        var inputs = FactInputs([folder.path])
        var failures: [String] = []
        let facts = inputs.facts {
            document == nil || $0.document == document
        } failed: {
            failures.append($0.replacing(folder.path + "/", with: ""))
        }
        #expect(inputs.failures >= failures.count)
        return (facts.map(\.document), inputs.documents, failures)
    }

    @Test func otherLinesAreTold() throws {
        let told = "no document of baoshu/1; give files that `baoshu extract` wrote as JSON"
        // A file of something else is told of once, each of several.
        let others = try read([("x", "{\"a\":1}\n"), ("y", "[1]\nno json\n")])
        #expect(others.failures == ["x:1: \(told)", "y:1: \(told)"] && others.lines == 0)
        // The lines around one that is broken are read; empty lines count.
        let whole = line("a", value: "148")
        let one = try read([("x", "\(whole)\n\n\(whole.dropLast(9))\n\(whole)\n")])
        #expect(one.failures == ["x:3: \(told)"] && one.lines == 2 && one.documents == ["a", "a"])
        let late = try read([("x", "[1]\n[2]\n\(whole)\n[3]\n")])
        #expect(late.failures == ["x:1: \(told)", "x:2: \(told)", "x:4: \(told)"] && late.documents == ["a"])
        let empty = try read([("x", ""), ("y", whole)])
        #expect(empty.failures == ["x: the file is empty; there is nothing to read"] && empty.documents == ["a"])
    }

    @Test func manyLinesComeInOrder() throws {
        let names = (0..<700).map { "\($0)" }
        let files = [("x", names[..<300]), ("y", names[300...])].map { ($0.0, $0.1.map { line($0, value: "148") }.joined(separator: "\n")) }
        #expect(try read(files).documents == names)
        #expect(try read(files, only: "512").documents == ["512"])
    }
}
