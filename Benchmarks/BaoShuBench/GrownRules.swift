import BaoShuRules
import Foundation

/// Rule files made larger, to see what more words and more rules cost.
struct GrownRules {
    private let files: RuleFiles
    /// The lexicons that numerals are made of: other words in them would be other numerals.
    private var numeralLexicons: Set<String> = []
    private var foldFiles: Set<String> = []

    init(_ files: RuleFiles) {
        self.files = files
        for statement in statements() {
            if statement.keyword == "number" {
                let words = statement.lines.joined(separator: "\n").matches(of: /(digits|scale|latin|vague) <(\w+)>/).map { String($0.output.2) }
                numeralLexicons.formUnion(words)
            }
            if statement.keyword == "fold" { foldFiles.formUnion(statement.files) }
        }
    }

    // MARK: More words

    /// Every lexicon with `times` as many rows. The new words have the lengths of the old ones and are made of their characters at random, so that
    /// they begin and go on in the text as words do; new words of one character are rare characters.
    func withMoreWords(_ times: Int) -> RuleFiles {
        var maker = WordMaker(surfaces: statements().flatMap { surfaces(of: $0) })
        var result = files
        var done: Set<String> = foldFiles
        for (path, all) in statementsByFile() {
            var lines: [String] = []
            for statement in all {
                lines += statement.lines
                guard statement.keyword == "lexicon" else { continue }
                if numeralLexicons.contains(statement.name) {
                    done.formUnion(statement.files)
                    continue
                }
                for row in statement.rows { for _ in 1..<times { lines.append(Self.changed(row: row, plain: !statement.hasColumns) { maker.word(like: $0) }) } }
                for file in statement.files where done.insert(file).inserted {
                    guard let bytes = files.files[file] else { continue }
                    var table = String(decoding: bytes, as: UTF8.self)
                    if !table.hasSuffix("\n") { table += "\n" }
                    for row in Self.tableRows(table) { for _ in 1..<times { table += Self.changed(tableRow: row) { maker.word(like: $0) } + "\n" } }
                    result.files[file] = Array(table.utf8)
                }
            }
            result.files[path] = Array(lines.joined(separator: "\n").utf8)
        }
        return result
    }

    // MARK: More rules

    /// Every rule a second time, with its patterns, classes and lexicons, all under other names and with other words of the same lengths.
    ///
    /// - Parameter texts: where some are given, each character of the words becomes one that is as frequent in them, so that the new words of one
    ///   character stand as often in the text as the old ones; else it becomes any other character of the rules.
    func doubled(likeFrequenciesIn texts: [String] = []) -> RuleFiles {
        let swaps = CharacterSwaps(rules: files, texts: texts)
        var result = files
        var lexicons: Set<String> = [], named: Set<String> = [], rules: Set<String> = []
        for statement in statements() {
            if statement.keyword == "lexicon" { lexicons.formUnion([statement.name] + statement.classes) }
            if statement.keyword == "pattern" || statement.keyword == "chars" { named.insert(statement.name) }
            if statement.keyword == "rule" || statement.keyword == "link" { rules.insert(statement.name) }
        }
        for (path, all) in statementsByFile() {
            var lines: [String] = []
            for statement in all where !["stages", "fold", "type", "number"].contains(statement.keyword) {
                switch statement.keyword {
                case "lexicon":
                    lines.append(statement.headWithNames(lexicons))
                    lines += statement.rows.map { Self.changed(row: $0, plain: !statement.hasColumns) { swaps.word($0, withLetters: true) } }
                    for file in statement.files {
                        guard let bytes = files.files[file] else { continue }
                        let header = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { !$0.hasPrefix("#") } ?? ""
                        let rows = Self.tableRows(String(decoding: bytes, as: UTF8.self)).map { Self.changed(tableRow: $0) { swaps.word($0, withLetters: true) } }
                        result.files["second/" + file] = Array(([String(header)] + rows).joined(separator: "\n").utf8)
                    }
                case "stage": lines += statement.lines
                default:
                    lines += statement.lines.filter { $0.prefixMatch(of: /\s+(test|reject|todo)\b/) == nil }
                        .map { Self.renamed($0, lexicons: lexicons, named: named, rules: rules, isHead: !$0.hasPrefix(" "), swaps) }
                }
                lines.append("")
            }
            result.files["second/" + path] = Array(lines.joined(separator: "\n").utf8)
        }
        return result
    }

    /// A line with names of the second set outside quotes and other words within.
    private static func renamed(_ line: String, lexicons: Set<String>, named: Set<String>, rules: Set<String>, isHead: Bool, _ swaps: CharacterSwaps) -> String {
        var result = ""
        // A quote inside quotes parts nothing.
        for (index, piece) in line.replacing(#"\""#, with: "\u{E000}").split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { result += "\"" }
            if index % 2 == 1 {
                result += swaps.word(String(piece), withLetters: false)
                continue
            }
            result += piece.replacing(/(<?)([A-Za-z_][\w.]*)/) { match in
                let name = String(match.output.2)
                if !match.output.1.isEmpty { return "<" + (lexicons.contains(name) ? name + "_2" : name) }
                if named.contains(name) { return name + "_2" }
                return isHead && (name.contains(".") || rules.contains(name)) ? "second." + name : name
            }
        }
        return result.replacing("\u{E000}", with: #"\""#)
    }

    // MARK: Reading

    private struct Statement {
        var lines: [String]
        var keyword: String { String(lines[0].prefix { $0.isLetter }) }
        var name: String { lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? "" }
        var rows: [String] { lines.dropFirst().filter { $0.contains { !$0.isWhitespace } && $0.firstMatch(of: /^\s*#/) == nil } }
        var hasColumns: Bool { lines[0].contains("{") }
        var files: [String] {
            guard let from = lines[0].range(of: " from ") else { return [] }
            return lines[0][from.upperBound...].matches(of: /"([^"]+)"/).map { String($0.output.1) }
        }
        var classes: [String] {
            guard let match = lines[0].firstMatch(of: /^lexicon \w+ *: *([\w, ]+?) *(?:block|\{|from|$)/) else { return [] }
            return match.output.1.split { $0 == "," || $0 == " " }.map(String.init)
        }

        /// The head of a lexicon under the names of the second set, its tables beside the first's.
        func headWithNames(_ lexicons: Set<String>) -> String {
            let head = lines[0].replacing(/from .*/, with: "")
            let end = head.firstIndex(of: "{") ?? head.endIndex
            let names = head[..<end].replacing(/\w+/) { match in lexicons.contains(String(match.output)) ? match.output + "_2" : match.output }
            return names + head[end...] + (files.isEmpty ? "" : "from " + files.map { "\"second/\($0)\"" }.joined(separator: ", "))
        }
    }

    private func statementsByFile() -> [(path: String, statements: [Statement])] {
        files.files.keys.filter { $0.hasSuffix(".rules") }.sorted().map { path in
            var all: [Statement] = []
            for line in String(decoding: files.files[path] ?? [], as: UTF8.self).split(separator: "\n") {
                if line.hasPrefix("#") { continue }
                if line.hasPrefix(" ") || line == "}" { all[all.count - 1].lines.append(String(line)) } else { all.append(Statement(lines: [String(line)])) }
            }
            return (path, all)
        }
    }

    private func statements() -> [Statement] { statementsByFile().flatMap(\.statements) }

    private static func tableRows(_ table: String) -> [String] { table.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map(String.init) }

    /// A row of a lexicon in a rule file with other words in place of its surfaces; in a `plain` one all words are surfaces.
    private static func changed(row: String, plain: Bool, _ change: (String) -> String) -> String {
        var cells = row.split(separator: " ").map(String.init)
        let all = plain || cells[0] == "block"
        for i in cells.indices where (all || i == 0) && !(i == 0 && cells[0] == "block") { cells[i] = Self.each(cells[i], change) }
        return "  " + cells.joined(separator: " ")
    }

    private static func changed(tableRow row: String, _ change: (String) -> String) -> String {
        guard let end = row.firstIndex(of: "\t") else { return each(row, change) }
        return each(String(row[..<end]), change) + row[end...]
    }

    private static func each(_ surfaces: String, _ change: (String) -> String) -> String { surfaces.split(separator: "|").map { change(String($0)) }.joined(separator: "|") }

    private func surfaces(of statement: Statement) -> [String] {
        guard statement.keyword == "lexicon" else { return [] }
        var cells = statement.rows.compactMap { $0.split(separator: " ").first }
        for file in statement.files { cells += Self.tableRows(String(decoding: files.files[file] ?? [], as: UTF8.self)).compactMap { $0.split(separator: "\t").first } }
        var result: [String] = []
        for cell in cells { result += cell.split(separator: "|").map(String.init) }
        return result
    }
}

/// Makes words that are in no lexicon.
private struct WordMaker {
    private var taken: Set<String>
    /// The characters of all words of two and more, each as often as it is there.
    private let characters: [Character]
    private var rare: [Character]
    private var random = SplitMix(state: 20240530)

    init(surfaces: [String]) {
        taken = Set(surfaces)
        characters = surfaces.filter { $0.count > 1 }.joined().filter(Self.isHan)
        let known = Set(surfaces.joined())
        rare = (0x3400..<0x9FA6).filter { !(0x4DB6..<0x4E00).contains($0) }.compactMap { Unicode.Scalar($0).map(Character.init) }.filter { !known.contains($0) }
    }

    mutating func word(like word: String) -> String {
        if word.count == 1, let character = rare.popLast() { return String(character) }
        for attempt in 0... {
            var result = ""
            for character in word {
                if Self.isHan(character) {
                    result.append(characters[Int(random.next() % UInt64(characters.count))])
                } else if character.isLetter {
                    result.append(Character(Unicode.Scalar(UInt8(0x61 + random.next() % 26))))
                } else {
                    result.append(character)
                }
            }
            // Of signs and single letters there are no others: they become longer.
            if attempt > 5 { for _ in 0...attempt / 6 { result.append(characters[Int(random.next() % UInt64(characters.count))]) } }
            if taken.insert(result).inserted { return result }
        }
        return word
    }

    static func isHan(_ character: Character) -> Bool { character.unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false }
}

/// Another Han character of the rules for each of them: the next one by frequency in some texts, or the one that stands half of them farther by
/// number.
private struct CharacterSwaps {
    private var other: [Character: Character] = [:]

    init(rules: RuleFiles, texts: [String]) {
        var counts: [Character: Int] = [:]
        for bytes in rules.files.values { for character in String(decoding: bytes, as: UTF8.self) where WordMaker.isHan(character) { counts[character] = 0 } }
        for text in texts { for character in text { if let count = counts[character] { counts[character] = count + 1 } } }
        let ranked = counts.keys.sorted { (counts[$0]!, $0) > (counts[$1]!, $1) }
        for (rank, character) in ranked.enumerated() {
            other[character] = texts.isEmpty ? ranked[(rank + ranked.count / 2) % ranked.count] : ranked[min(rank ^ 1, ranked.count - 1)]
        }
    }

    /// Letters go thirteen on in the alphabet, where they are words and not codes; digits, signs and escapes stay.
    func word(_ word: String, withLetters: Bool) -> String {
        if word.contains("\\") { return word }
        return String(
            word.map { character in
                if let other = other[character] { return other }
                guard withLetters, let ascii = character.asciiValue, character.isLetter else { return character }
                let first: UInt8 = character.isUppercase ? 0x41 : 0x61
                return Character(Unicode.Scalar((ascii - first + 13) % 26 + first))
            })
    }
}
