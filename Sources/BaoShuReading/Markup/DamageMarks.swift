internal import BaoShuModel
internal import BaoShuText

/// Damage on its way through a parser: noncharacters (the Unicode Standard, 23.7) stand around a damaged stretch and are taken out again
/// when the text is put together.
enum DamageMarks {
    static let start: UInt16 = 0xFDD0
    static let end: UInt16 = 0xFDD1

    /// A decoded text as UTF-8 that a parser can take: marks around damaged stretches, control characters as spaces, no noncharacters
    /// but the marks.
    static func utf8(_ decoded: DecodedText) -> [UInt8] {
        if decoded.damaged.isEmpty {
            var found: UInt16 = 0
            for unit in decoded.text {
                found |= unit < 0x20 && unit != 0x0A && unit != 0x0D && unit != 0x09 || unit >= 0xFDD0 && unit <= 0xFDEF || unit >= 0xFFFE ? 1 : 0
            }
            if found == 0 { return UTF8Text.encode(decoded.text) }
        }
        var units: [UInt16] = []
        units.reserveCapacity(decoded.text.count + 2 * decoded.damaged.count)
        var position = 0
        func copy(to end: Int) {
            for unit in decoded.text[position..<end] {
                if unit < 0x20, unit != 0x0A, unit != 0x0D, unit != 0x09 {
                    units.append(0x20)
                } else if unit >= 0xFDD0, unit <= 0xFDEF || unit >= 0xFFFE {
                    units.append(0xFFFD)
                } else {
                    units.append(unit)
                }
            }
            position = end
        }
        for span in decoded.damaged where decoded.text[span.indices].contains(where: { $0 != 0xFFFD }) {
            // A mark must not fall into a tag: broken bytes there are no damage to the text.
            if decoded.text[span.indices].contains(where: { $0 == 0x3C || $0 == 0x3E }) { continue }
            copy(to: span.lowerBound.value)
            units.append(start)
            copy(to: span.upperBound.value)
            units.append(end)
        }
        copy(to: decoded.text.count)
        return UTF8Text.encode(units)
    }
}

/// Puts a document together from blocks: their texts joined by line feeds, marks of damage turned into spans.
struct DocumentAssembler {
    private(set) var text: [UInt16] = []
    private(set) var blocks: [Block] = []
    private(set) var damaged: [TextSpan] = []

    /// Adds a block; one of blanks is left out.
    mutating func append(_ role: BlockRole, _ words: [UInt16]) {
        let words = role == .tableRow || role == .tableHeader ? words : Blanks.trimmed(words)
        guard words.contains(where: { !Blanks.isEdge($0) && $0 != DamageMarks.start && $0 != DamageMarks.end }) else { return }
        if !blocks.isEmpty { text.append(0x0A) }
        let start = text.count
        if !words.contains(DamageMarks.start), !words.contains(DamageMarks.end) {
            text += words
            blocks.append(Block(role: role, span: TextSpan(start, text.count)))
            return
        }
        var mark: Int?
        for unit in words {
            switch unit {
            case DamageMarks.start: mark = text.count
            case DamageMarks.end:
                if let from = mark, from < text.count { damaged.append(TextSpan(from, text.count)) }
                mark = nil
            default: text.append(unit)
            }
        }
        if let from = mark, from < text.count { damaged.append(TextSpan(from, text.count)) }
        blocks.append(Block(role: role, span: TextSpan(start, text.count)))
    }

    func document(id: String, source: SourceDescription) -> SourceDocument {
        var document = SourceDocument(id: id, source: source, text: text, content: .blocks(blocks))
        document.damaged = Damage.merged(damaged + Damage.replaced(in: text))
        return document
    }
}
