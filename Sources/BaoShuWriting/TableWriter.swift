import BaoShuModel
import BaoShuText

/// Writes the facts or the mentions of annotated documents as a table, one row each.
///
/// Values are the exact decimal strings of the contract; offsets count in the writer's unit. The same document gives the same bytes.
package struct TableWriter: Sendable {
    package enum Content: String, Sendable, CaseIterable { case facts, mentions }

    package let content: Content
    package let format: TableFormat
    package let offsets: OffsetUnit

    package init(_ content: Content, format: TableFormat, offsets: OffsetUnit = .codepoint) {
        self.content = content
        self.format = format
        self.offsets = offsets
    }

    /// The names of the columns, in order. Within `baoshu/1`, columns are only added at the end.
    package var columns: [String] {
        switch content {
        case .facts:
            [
                "document", "date", "source", "fact", "indicator", "subject", "time", "value", "low", "high", "terms", "mod", "unit", "change",
                "basis", "share_of", "target", "rule", "text", "start", "end", "sentence", "indicator_start", "indicator_end",
            ]
        case .mentions:
            [
                "document", "date", "source", "mention", "type", "kind", "text", "value", "low", "high", "terms", "mod", "unit", "unit_system",
                "from", "to", "entity", "title", "affiliation", "codes", "rule", "start", "end", "role",
            ]
        }
    }

    /// The first row, with the byte order mark where the format has one.
    package func appendHeader(to output: inout [UInt8]) {
        if format.hasByteOrderMark { output += [0xEF, 0xBB, 0xBF] }
        format.append(row: columns, to: &output)
    }

    /// Appends the rows of a document.
    ///
    /// - Complexity: O(*n*) in the text, and O(log *b*) in the blocks and sentences for each mention or fact.
    package func append(_ document: AnnotatedDocument, to output: inout [UInt8]) {
        let table = OffsetTable(document.text, unit: offsets)
        let head = [document.id, document.completeDate ?? "", document.source.name]
        switch content {
        case .facts:
            for (number, fact) in document.facts.enumerated() { format.append(row: head + row(of: fact, number + 1, document, table), to: &output) }
        case .mentions:
            for (number, mention) in document.mentions.enumerated() { format.append(row: head + row(of: mention, number + 1, document, table), to: &output) }
        }
    }

    private func row(of fact: Fact, _ number: Int, _ document: AnnotatedDocument, _ table: OffsetTable) -> [String] {
        let fields = document.measuredFields(of: fact)
        func cell(_ name: String) -> String { fields.first { $0.name == name }.map { Self.text(of: $0.value, document) } ?? "" }
        let quantity = document.mentions.indices.contains(fact.quantity) ? document.mentions[fact.quantity].span : nil
        let sentence = quantity.flatMap { document.sentence(around: $0) }
        // Words from two places have no one place.
        let indicator = fact.indicator.flatMap { $0.heads.isEmpty ? $0.span : nil }
        var row = ["f\(number)", words(fact.indicator, document), words(fact.subject, document)]
        row.append(fact.time?.value ?? fact.time?.mention.flatMap { document.mentions[$0].text("value") } ?? "")
        for name in ["value", "low", "high", "terms", "mod", "unit", "change", "basis"] { row.append(cell(name)) }
        row += [words(fact.shareOf, document), cell("target"), fact.rule]
        row += [quantity.map(document.string(at:)) ?? "", offset(quantity?.lowerBound, table), offset(quantity?.upperBound, table)]
        row += [sentence.map(document.string(at:)) ?? "", offset(indicator?.lowerBound, table), offset(indicator?.upperBound, table)]
        return row
    }

    private func row(of mention: Mention, _ number: Int, _ document: AnnotatedDocument, _ table: OffsetTable) -> [String] {
        func cell(_ name: String) -> String { mention[name].map { Self.text(of: $0, document) } ?? "" }
        var row = ["m\(number)", mention.type, cell("kind"), document.string(at: mention.span)]
        for name in ["value", "low", "high", "terms", "mod", "unit"] { row.append(cell(name)) }
        if case .unit(let unit) = mention["unit"] { row.append(unit.system) } else { row.append("") }
        row += [cell("from"), cell("to"), mention.entity.map { "e\($0)" } ?? "", cell("title"), cell("affiliation"), cell("codes"), mention.rule]
        row += [offset(mention.span.lowerBound, table), offset(mention.span.upperBound, table)]
        row.append(document.block(around: mention.span)?.role.rawValue ?? "")
        return row
    }

    private func offset(_ offset: UTF16Offset?, _ table: OffsetTable) -> String { offset.map { String(table[$0]) } ?? "" }

    private func words(_ role: Fact.Role?, _ document: AnnotatedDocument) -> String {
        guard let role else { return "" }
        return document.words(of: role) ?? role.value ?? ""
    }

    /// A field in one cell: lists parted by `:` (terms of a ratio) and objects as `name=value` parted by blanks.
    static func text(of value: FieldValue, _ document: AnnotatedDocument) -> String {
        switch value {
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .list(let values): values.map { text(of: $0, document) }.joined(separator: ":")
        case .object(let fields): fields.map { "\($0.name)=\(text(of: $0.value, document))" }.joined(separator: " ")
        case .unit(let unit): unit.code
        case .words(let span): document.string(at: span)
        }
    }
}

extension AnnotatedDocument {
    /// The sentence that a span begins in, or the block where the sentences were not found.
    ///
    /// - Complexity: O(log *s* + log *b*) for *s* sentences and *b* blocks.
    package func sentence(around span: TextSpan) -> TextSpan? {
        let next = sentences.partitioningIndex { $0.lowerBound > span.lowerBound }
        if next > 0, span.lowerBound < sentences[next - 1].upperBound { return sentences[next - 1] }
        return block(around: span)?.span
    }

    /// The block that a span begins in.
    fileprivate func block(around span: TextSpan) -> Block? {
        let next = blocks.partitioningIndex { $0.span.lowerBound > span.lowerBound }
        return next > 0 && span.lowerBound < blocks[next - 1].span.upperBound ? blocks[next - 1] : nil
    }
}
