import BaoShuModel
import BaoShuText
import BaoShuValues
import TestSupport
import Testing

/// Numerals and quantities in all their written forms, with the values that the annotation guide gives them: `Corpus/phrases/numerals.tsv`.
struct FormTests {
    /// One mention that a text states.
    struct Wanted {
        var words: String
        var type: String
        /// A value, `low..high`, or the terms of a ratio with colons between.
        var value: String
        var unit: String
        var mod: String
        /// The value in the SI base unit and that unit; empty where it is not asked for.
        var base: String
    }

    struct Row {
        var form: String
        var text: String
        var wanted: [Wanted]
    }

    /// The table; a line without a form states a further mention of the text above it.
    static func rows() throws -> [Row] {
        var rows: [Row] = []
        for line in try Repository.text("Corpus/phrases/numerals.tsv").split(separator: "\n").dropFirst() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(cells.count == 8, "\(line)")
            if !cells[0].isEmpty { rows.append(Row(form: cells[0], text: cells[1], wanted: [])) }
            rows[rows.count - 1].wanted.append(Wanted(words: cells[2], type: cells[3], value: cells[4], unit: cells[5], mod: cells[6], base: cells[7]))
        }
        return rows
    }

    @Test func thereAreThreeHundred() throws {
        let rows = try Self.rows()
        #expect(rows.count >= 300)
        #expect(Set(rows.map(\.text)).count == rows.count)
        let forms: Set = [
            "arabic", "chinese", "mixed", "formal", "full-width", "grouped", "decimal", "fraction", "tenths", "half", "negative", "scale", "latin", "vague", "range",
            "ratio", "ordinal", "multiple", "percent", "money", "measure", "physical", "age", "information", "modifier", "traditional",
        ]
        #expect(forms.isSubset(of: rows.map(\.form)))
    }

    @Test func areReadByTheGuide() throws {
        let rows = try Self.rows()
        for (row, found) in zip(rows, try NumberReader().read(lines: rows.map(\.text))) {
            let units = Array(row.text.utf16)
            let isRight = found.count == row.wanted.count && zip(found, row.wanted).allSatisfy { Self.states($0, $1, in: units) }
            #expect(isRight, "\(row.form): \(row.text) is read as \(found.map(\.described))")
        }
    }

    private static func states(_ mention: Mention, _ wanted: Wanted, in text: [UInt16]) -> Bool {
        guard mention.type == wanted.type, String(decoding: text[mention.span.indices], as: UTF16.self) == wanted.words else { return false }
        guard mention.text("unit") ?? "" == wanted.unit, mention.text("mod") ?? "" == wanted.mod else { return false }
        if !wanted.base.isEmpty {
            guard case .object(let fields)? = mention["base"], case .text(let value)? = fields.first?.value, case .text(let unit)? = fields.last?.value else { return false }
            let parts = wanted.base.split(separator: " ")
            guard ExactNumber(value) == ExactNumber(String(parts[0])), unit == parts[1] else { return false }
        }
        let numbers: [String?]
        switch mention["terms"] {
        case .list(let terms)?: numbers = terms.map { if case .text(let text) = $0 { text } else { nil } }
        default: numbers = mention["value"] != nil ? [mention.text("value")] : [mention.text("low"), mention.text("high")]
        }
        let separated = wanted.type == "ratio" ? wanted.value.split(separator: ":").map(String.init) : wanted.value.replacing("..", with: " ").split(separator: " ").map(String.init)
        return numbers.map { $0.flatMap { ExactNumber($0) } } == separated.map { ExactNumber($0) } && !numbers.contains(nil)
    }
}
