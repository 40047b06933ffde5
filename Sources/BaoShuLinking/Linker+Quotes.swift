internal import BaoShuText

/// Whose the figures of a quotation are: of those for whom somebody speaks behind it (“我们种了500亩。”合作社理事长王振华说).
extension Linker {
    /// Most code units of a quotation before its speaker.
    private static let longestQuote = 240

    /// Where the quotations begin that end right before a speaker, with the link that names him, in the order of the text.
    func quotes() -> [(start: UTF16Offset, link: Int)] {
        links.indices.compactMap { index in
            guard links[index].isSet(.speaks), let start = openingQuote(before: links[index].start.value) else { return nil }
            return (start, index)
        }
    }

    /// Where the quotation opens in the paragraph that ends right before a place.
    private func openingQuote(before position: Int) -> UTF16Offset? {
        guard position > 0, isClosing(article.text[position - 1]) else { return nil }
        var (depth, i) = (1, position - 2)
        while i >= max(0, position - Self.longestQuote) {
            switch article.text[i] {
            case 0x0A: return nil
            case let unit where isClosing(unit): depth += 1
            case let unit where isOpening(unit):
                depth -= 1
                if depth == 0 { return UTF16Offset(i) }
            default: break
            }
            i -= 1
        }
        return nil
    }

    /// “ or 「
    private func isOpening(_ unit: UInt16) -> Bool { unit == 0x201C || unit == 0x300C }

    /// ” or 」
    private func isClosing(_ unit: UInt16) -> Bool { unit == 0x201D || unit == 0x300D }
}
