extension RuleCompiler {
    func check(_ cell: String, _ column: LexiconColumn, at place: @autoclosure () -> SourcePlace) {
        guard !cell.isEmpty, cell != "-" else { return }
        switch column.type {
        case .decimal where !Self.isDecimal(cell):
            report(.badCell, place(), "`\(cell)` is no decimal, which column `\(column.name)` needs", suggestion: "write digits with an optional point, or a/b")
        case .choice(let values) where !values.contains(cell):
            report(.badCell, place(), "`\(cell)` is none of \(values.joined(separator: ", ")), which column `\(column.name)` needs", suggestion: Suggestion.text(cell, among: values))
        case .choices(let values):
            for part in cell.split(separator: ",") where !values.contains(String(part)) {
                report(.badCell, place(), "`\(part)` is none of \(values.joined(separator: ", ")), which column `\(column.name)` needs", suggestion: Suggestion.text(String(part), among: values))
            }
        case .flag where !["0", "1", "true", "false", "yes", "no"].contains(cell):
            report(.badCell, place(), "`\(cell)` is no flag, which column `\(column.name)` needs", suggestion: "write 1 or leave it empty")
        default: break
        }
    }

    static func isDecimal(_ text: String) -> Bool {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return false }
        return halves.allSatisfy { half in
            let digits = half.hasPrefix("-") ? half.dropFirst() : half
            let places = digits.split(separator: ".", omittingEmptySubsequences: false)
            return places.count <= 2 && places.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
        }
    }
}
