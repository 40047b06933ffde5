import BaoShuText

extension RuleCompiler {
    /// Reads the characters that count as others.
    func foldTables(_ files: [RuleFile]) {
        var pairs = FoldPairs()
        for case .fold(let declaration) in files.lazy.flatMap(\.statements) {
            for pair in declaration.pairs { add(Array(pair.from.name.utf16), to: Array(pair.to.name.utf16), source(pair.from.place), &pairs) }
            for file in declaration.files {
                guard let bytes = tableBytes(file) else { continue }
                bytes.withUnsafeBufferPointer { bytes in
                    var reader = TableReader(bytes)
                    func place() -> SourcePlace { SourcePlace(file: file.name, line: reader.line, column: 1) }
                    guard reader.advance(), reader.texts[0] == "surface" else {
                        report(.badLexiconRow, place(), "no header line", suggestion: "begin with: surface<TAB>simplified")
                        return
                    }
                    while reader.advance() {
                        guard reader.cells.count == 2 else {
                            report(
                                .badLexiconRow, place(), reader.cells.count == 1 ? "one cell, but a pair has 2" : "\(reader.cells.count) cells, but a pair has 2",
                                suggestion: "write a character, a tab and what it counts as")
                            continue
                        }
                        add(reader.units(ofCell: 0), to: reader.units(ofCell: 1), place(), &pairs)
                    }
                }
            }
        }
        // One step only is taken: what counts as a character that counts as another is never found.
        for pair in pairs.pairs {
            guard let next = pairs.index[pair.to] else { continue }
            let (from, to, last) = (Self.shown(pair.from), Self.shown(pair.to), Self.shown(pairs.pairs[next].to))
            let other = Diagnostic.Label(place: pairs.pairs[next].place, message: "here")
            report(
                .typeMismatch, pair.place, "`\(from)` counts as `\(to)`, which itself counts as `\(last)`", other: other,
                suggestion: last == from ? "take one of them out" : "let it count as `\(last)`")
        }
    }

    private struct FoldPairs {
        var pairs: [(from: UInt16, to: UInt16, place: SourcePlace)] = []
        /// By the character that counts as another.
        var index: [UInt16: Int] = [:]
    }

    private func add(_ from: [UInt16], to: [UInt16], _ place: SourcePlace, _ pairs: inout FoldPairs) {
        func shown(_ units: [UInt16]) -> String { String(decoding: units, as: UTF16.self) }
        guard from.count == 1, !to.isEmpty else {
            let message =
                to.isEmpty
                ? "`\(shown(from))` counts as nothing" : from.isEmpty ? "no character stands before `\(shown(to))`" : "`\(shown(from))` is more than one character, and only one can count as another"
            report(.typeMismatch, place, message, suggestion: "write a character and what it counts as: \"萬\" \"万\"")
            return
        }
        if let first = pairs.index[from[0]], to.count != 1 || pairs.pairs[first].to != to[0] {
            let other = Diagnostic.Label(place: pairs.pairs[first].place, message: "first here")
            report(.duplicateName, place, "`\(shown(from))` counts as `\(Self.shown(pairs.pairs[first].to))` already, and here as `\(shown(to))`", other: other, suggestion: "take one out")
            return
        }
        if to.count == 1, from != to {
            pairs.index[from[0]] = pairs.pairs.count
            pairs.pairs.append((from[0], to[0], place))
        }
        parts.fold.add(from, to: to)
    }

    private static func shown(_ unit: UInt16) -> String { String(decoding: [unit], as: UTF16.self) }
}
