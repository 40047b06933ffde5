import BaoShu
import Foundation

/// Measures what the project promises, everything in one run, so that figures of one machine and one hour are compared.
///
///     BaoShuBench [--quick]
///
/// Ends with 1 where memory or the time for a strange text falls short of its bound, and with 2 where it cannot measure.
///
/// The text is the JSON Lines dump `$BAOSHU_BENCH_DUMP` (it may be packed), or a dump of broadcast news where one lies beside the
/// project, else the pages of the corpus, repeated. The command measured is `baoshu` beside this program.
@main
enum Bench {
    static func main() {
        do {
            if try !run() { exit(1) }
        } catch RuleSetError.invalid(let folder, let errors) {
            print("error: the rules in \(folder) have \(errors.count) errors, the first: \(errors.prefix(30).map(\.description).joined(separator: "\n"))")
            exit(2)
        } catch {
            print("error: \(error)")
            exit(2)
        }
    }

    /// - Returns: Whether memory and strange texts stay within their bounds; the others depend on the machine and are shown only.
    private static func run() throws -> Bool {
        let quick = CommandLine.arguments.contains("--quick")
        guard let folder = RuleFolder.find(asked: nil) else { throw BenchError("no folder Rules here") }
        let text = try BenchText(quick: quick)
        defer { text.remove() }
        print("\(text.name): \(text.documents.count) documents, \(figure(Double(text.bytes) / 1e6)) MB of UTF-8\(text.repeated ? ", the pages repeated" : "")")
        let holdsMemory = try speed(text, folder: folder, rounds: quick ? 1 : 5)
        try loading(folder: folder)
        try scaling(text, folder: folder, quick: quick)
        let isLinear = try linearity(text, folder: folder, size: quick ? 100_000 : 1_000_000)
        return holdsMemory && isLinear
    }

    /// The whole command against a pass of ICU over the same text, in turns, medians.
    ///
    /// - Returns: Whether the command's memory stays within its bound.
    private static func speed(_ text: BenchText, folder: String, rounds: Int) throws -> Bool {
        let pass = try WordBreakPass(text.documents)
        var breaking: [Double] = [], extracting: [Double] = []
        var memory = 0
        let output = text.file + ".out", uneven = text.file + ".uneven"
        defer { for file in [output, uneven] { try? FileManager.default.removeItem(atPath: file) } }
        func extract(_ file: String) throws -> ChildRun {
            try ChildRun(["extract", "--from", "jsonl", "--jobs", "1", "--quiet", "--rules", folder, file, "-o", output])
        }
        for _ in 0..<rounds {
            breaking.append(pass.run())
            let child = try extract(text.file)
            extracting.append(child.seconds)
            memory = max(memory, child.peak)
        }
        let (icu, whole) = (median(breaking), median(extracting))
        print("bare ICU word break                 \(figure(icu)) s CPU")
        print("extract --from jsonl --jobs 1       \(figure(whole)) s CPU, \(figure(whole / icu)) of it", verdict(whole / icu, limit: 2.0))
        print("peak memory of extract              \(memory / 1024) MB", verdict(Double(memory) / 1024, limit: mostMemory))
        try text.writeUneven(to: uneven)
        let unevenMemory = try extract(uneven).peak
        print("  of documents of all lengths       \(unevenMemory / 1024) MB", verdict(Double(unevenMemory) / 1024, limit: mostMemory))
        return Double(max(memory, unevenMemory)) / 1024 <= mostMemory
    }

    private static func loading(folder: String) throws {
        var seconds: [Double] = []
        for _ in 0..<5 {
            let start = processorSeconds()
            let rules = try RuleSet(folder: folder)
            seconds.append(processorSeconds() - start)
            precondition(!rules.typeNames.isEmpty)
        }
        print("rules loaded                        \(figure(median(seconds) * 1000)) ms CPU", verdict(median(seconds) * 1000, limit: 100))
    }

    /// What ten times the words and twice the rules cost.
    private static func scaling(_ text: BenchText, folder: String, quick: Bool) throws {
        let scaling = try Scaling(folder: folder, texts: text.beginning(quick ? 200_000 : 1_500_000), rounds: quick ? 1 : 5)
        print("matching with \(scaling.entries.1) words for \(scaling.entries.0)  \(figure(scaling.moreWords)) of it", verdict(scaling.moreWords, limit: 1.2))
        print("matching with \(scaling.rules.1) rules for \(scaling.rules.0)      \(figure(scaling.moreRules)) of it", verdict(scaling.moreRules, limit: 1.5))
        print("  with words as frequent in the text \(figure(scaling.moreFrequentRules)) of it")
    }

    /// Megabytes that the command may take, and how many times as long as the news a strange text may for each byte.
    private static let (mostMemory, mostForByte) = (150.0, 3.0)

    /// Time for each byte of strange texts, as a multiple of that of the news.
    ///
    /// - Returns: Whether all of them stay within their bound.
    private static func linearity(_ text: BenchText, folder: String, size: Int) throws -> Bool {
        let pipeline = Pipeline(rules: try RuleSet(folder: folder))
        let news = text.beginning(size)
        _ = pipeline.seconds(texts: news)
        let bytes = news.reduce(0) { $0 + $1.utf8.count }
        let ordinary = median((0..<3).map { _ in pipeline.seconds(texts: news) }) / Double(bytes)
        print("ordinary news                       \(figure(ordinary * 1e9)) ns/byte of CPU, in the process")
        var isLinear = true
        for strange in StrangeText.all(size: size, news: text) {
            let time = median((0..<3).map { _ in pipeline.seconds([strange.document]) }) / Double(strange.bytes)
            let label = "\(strange.name), \(figure(Double(strange.bytes) / 1e6)) MB"
            print("  " + label + String(repeating: " ", count: max(1, 34 - width(label))) + "\(figure(time / ordinary)) of it", verdict(time / ordinary, limit: mostForByte))
            if time / ordinary > mostForByte { isLinear = false }
        }
        return isLinear
    }

    private static func verdict(_ value: Double, limit: Double) -> String { value <= limit ? "(limit \(figure(limit)))" : "FALLS SHORT of \(figure(limit))" }

    private static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) } }
}

struct BenchError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}

/// With two digits behind the point, without them where there are more than three before it.
func figure(_ value: Double) -> String {
    if value >= 1000 { return String(Int(value.rounded())) }
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100)." + String(String(100 + hundredths % 100).dropFirst())
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// The processor time of this process so far, in seconds, by `clock_gettime(2)`.
func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
