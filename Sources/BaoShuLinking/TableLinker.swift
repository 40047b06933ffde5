internal import BaoShuMatching
internal import BaoShuModel
internal import BaoShuText
internal import BaoShuValues

/// Makes facts of the figures in tables: the unit from the cell, the head of its column or row, or the caption; row and column
/// heads as subject, indicator and time.
///
/// Which words head a column of units or say 指标, and where a unit stands in a head, the link rules of the type `table_head` say.
struct TableLinker {
    let article: LinkedArticle
    /// Links of the type `table_head`, by start.
    let heads: [LinkMatch]

    struct Table {
        /// The title's and the caption's blocks, in front of the header.
        var captions: [TextSpan] = []
        var header: [TextSpan] = []
        var rows: [[TextSpan]] = []
    }

    /// - Complexity: O(*c* log *m*) for *c* cells and *m* mentions and heads.
    func facts() -> [Fact] { tables().flatMap(facts(of:)) }

    // MARK: Tables of a document

    private func tables() -> [Table] {
        var result: [Table] = []
        var open: Table?
        var captions: [TextSpan] = []
        for block in article.blocks {
            switch block.role {
            case .tableTitle, .graphicTitle:
                close(&open, into: &result)
                captions.append(block.span)
            case .tableHeader:
                close(&open, into: &result)
                open = Table(captions: captions, header: cells(of: block.span))
                captions = []
            case .tableRow:
                let row = cells(of: block.span)
                if open == nil {
                    // Without a marked header the first row is it.
                    open = Table(captions: captions, header: row)
                    captions = []
                } else {
                    open?.rows.append(row)
                }
            default:
                close(&open, into: &result)
                // A short line in front of a table may say the unit (单位：亿元).
                captions = block.span.length <= 40 ? captions.suffix(2) + [block.span] : []
            }
        }
        close(&open, into: &result)
        return result
    }

    private func close(_ open: inout Table?, into result: inout [Table]) {
        if let table = open, !table.rows.isEmpty, table.header.count > 1 { result.append(table) }
        open = nil
    }

    /// The cells of a row, without their outer blanks.
    private func cells(of span: TextSpan) -> [TextSpan] {
        var cells: [TextSpan] = []
        var start = span.lowerBound.value
        for end in span.lowerBound.value...span.upperBound.value where end == span.upperBound.value || article.text[end] == 0x09 {
            var (from, to) = (start, end)
            while from < to, Self.isBlank(article.text[from]) { from += 1 }
            while to > from, Self.isBlank(article.text[to - 1]) { to -= 1 }
            cells.append(TextSpan(from, to))
            start = end + 1
        }
        return cells
    }

    private static func isBlank(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x3000 || unit == 0xA0 }

    // MARK: Facts of a table

    /// What a head cell says.
    private struct Head {
        /// The words that name something, without a unit in brackets.
        var name: TextSpan?
        var date: Int?
        var year: String?
        var entity: Int?
        var unit: (code: String, factor: ExactNumber)?
        var role: String?
        var change: String?
        /// What a head of two rows measures, whatever else it says.
        var measure: TextSpan?
        /// All it says is that something grew.
        var isOnlyChange = false
        var basis: String?
    }

    /// The heads of the columns, and what they are to the rows.
    private struct Columns {
        var heads: [Head]
        var unit: Int?
        /// The first column names what is measured, not whose it is.
        var nameIndicators: Bool

        init(_ heads: [Head]) {
            self.heads = heads
            unit = heads.firstIndex { $0.role == "unit" }
            nameIndicators = heads.first { $0.role != "label" }?.role == "indicator"
        }

        /// The unit of a column by those that a caption names; nil where they are not as many as the columns that need one.
        func unit(of index: Int, among units: [(code: String, factor: ExactNumber)]) -> (code: String, factor: ExactNumber)? {
            if units.count < 2 { return units.first }
            let needing = heads.indices.dropFirst().filter { heads[$0].unit == nil && heads[$0].change == nil && heads[$0].role != "label" }
            guard needing.count == units.count else { return nil }
            return needing.firstIndex(of: index).map { units[$0] }
        }

        /// The words that name the column at the left of one that only says how much that grew; nil where there is none, or only
        /// that of a time: then the row is named for what grew.
        func name(besides index: Int) -> TextSpan? {
            for head in heads[..<index].dropFirst().reversed() where !head.isOnlyChange && head.role == nil { return head.date == nil && head.year == nil ? head.name : nil }
            return nil
        }

        /// The heads with a time at the left of one that only says how much that grew, up to the next such one (1—9月, 同比；2022年, 2023年, 增长).
        func times(besides index: Int) -> [Head] {
            heads[..<index].dropFirst().reversed().prefix { !$0.isOnlyChange }.filter { $0.date != nil || $0.year != nil }
        }

        /// The cell that names a row: the first that is no number in a list.
        func name(of row: [TextSpan]) -> TextSpan? {
            let filled = row.indices.filter { row[$0].length > 0 }
            return (filled.first { $0 >= heads.count || heads[$0].role != "label" } ?? filled.first).map { row[$0] }
        }
    }

    /// What the lines in front of a table say of all its cells.
    private struct Caption {
        /// One for all cells, or one for each column of figures that says none itself, in their order (单位：套、万平方米).
        var units: [(code: String, factor: ExactNumber)] = []
        var time: Int?
        var name: Int?
    }

    private func facts(of table: Table) -> [Fact] {
        var columns = Columns(table.header.map { head(of: $0) })
        let heads = table.captions.map { head(of: $0, isCaption: true) }
        let caption = Caption(units: table.captions.map(units(in:)).last { !$0.isEmpty } ?? [], time: heads.compactMap(\.date).last, name: heads.compactMap(\.entity).last)
        var result: [Fact] = []
        for (number, row) in table.rows.enumerated() {
            if number == 0, isSecondHeader(row) {
                columns = Columns(joined(columns.heads, over: row.map { head(of: $0) }))
                continue
            }
            if isHeader(row, columns: columns.heads.count) {
                columns = Columns(row.map { head(of: $0) })
                continue
            }
            guard let first = columns.name(of: row) else { continue }
            var rowHead = head(of: first)
            if let unit = columns.unit, unit < row.count { rowHead.unit = head(of: row[unit]).unit }
            for (index, cell) in row.enumerated() where index < columns.heads.count && cell.length > 0 && cell != first {
                if let fact = fact(of: cell, column: index, columns, rowHead, caption) { result.append(fact) }
            }
        }
        return result
    }

    /// A row without figures that fills the columns is the header of a table that follows on this one.
    private func isHeader(_ row: [TextSpan], columns: Int) -> Bool {
        guard row.count > 1, row.count >= columns else { return false }
        return row.allSatisfy { $0.length > 0 && figure(in: $0) == nil }
    }

    /// A first row without figures and without a name is the second row of the header.
    private func isSecondHeader(_ row: [TextSpan]) -> Bool {
        guard row.count > 2, row[0].length == 0, row.count(where: { $0.length > 0 }) > 1 else { return false }
        return row.allSatisfy { figure(in: $0) == nil }
    }

    /// The heads of a header of two rows: a cell of the upper one stands over all those to its right that are empty.
    private func joined(_ upper: [Head], over lower: [Head]) -> [Head] {
        var result: [Head] = []
        var over = Head()
        for index in 0..<max(upper.count, lower.count) {
            let stands = index < upper.count && upper[index].name != nil
            if stands { over = upper[index] }
            guard index < lower.count, lower[index].name != nil else {
                result.append(index < upper.count ? upper[index] : Head())
                continue
            }
            var head = lower[index]
            let overIsTime = over.date != nil || over.year != nil
            let isTime = head.date != nil || head.year != nil
            if !isTime { (head.date, head.year) = (over.date, over.year) }
            if head.change == nil { head.unit = head.unit ?? over.unit }
            head.entity = head.entity ?? over.entity
            if isTime || head.role == "value" {
                head.measure = overIsTime ? nil : over.name
            } else if head.isOnlyChange {
                head.measure = overIsTime && !stands ? result.last?.measure : over.name
            } else {
                head.measure = head.name
            }
            result.append(head)
        }
        return result
    }

    private func fact(of cell: TextSpan, column index: Int, _ columns: Columns, _ rowHead: Head, _ caption: Caption) -> Fact? {
        let column = columns.heads[index]
        guard index != columns.unit, column.role != "label", let quantity = figure(in: cell) else { return nil }
        var fact = Fact(quantity: quantity, rule: "table.cell")
        // Growth is that of the last of the times beside it.
        let beside = column.isOnlyChange ? columns.times(besides: index).compactMap(time).max { ($0.value ?? "") < ($1.value ?? "") } : nil
        fact.time = time(column) ?? beside ?? time(rowHead) ?? caption.time.map { Fact.Role(mention: $0, value: article.value(of: $0)) }
        let rowIsTime = rowHead.date != nil || rowHead.year != nil
        let columnIsName = column.measure != nil || column.role == nil && column.date == nil && column.year == nil && column.entity == nil
        let measure = column.measure ?? (column.isOnlyChange ? columns.name(besides: index) : column.name)
        if columns.nameIndicators || !columnIsName || column.isOnlyChange && measure == nil {
            if !rowIsTime { fact.indicator = rowHead.name.map { Fact.Role(span: $0) } }
            fact.subject = column.entity.map { Fact.Role(span: article.span(of: $0), mention: $0) }
        } else {
            fact.indicator = measure.map { Fact.Role(span: $0) }
            if !rowIsTime { fact.subject = rowHead.name.map { Fact.Role(span: $0, mention: article.mention(at: $0)) } }
        }
        if fact.subject == nil { fact.subject = caption.name.map { Fact.Role(span: article.span(of: $0), mention: $0) } }
        guard fact.indicator != nil else { return nil }
        var unit = column.unit
        if unit == nil, column.change == nil { unit = rowHead.unit ?? columns.unit(of: index, among: caption.units) }
        if article.mentions.cell("unit", of: quantity) != nil { unit = nil }
        apply(unit, column, to: &fact)
        return fact
    }

    private func time(_ head: Head) -> Fact.Role? {
        if let date = head.date { return Fact.Role(mention: date, value: article.value(of: date)) }
        return head.year.map { Fact.Role(span: head.name, value: $0) }
    }

    /// The fields that the cell's mention lacks: the unit of a head, the value by its factor, growth and its sign.
    private func apply(_ unit: (code: String, factor: ExactNumber)?, _ column: Head, to fact: inout Fact) {
        let mention = article.mentions[fact.quantity]
        for name in ["value", "low", "high"] {
            guard let text = mention.text(name), var number = ExactNumber(text) else { continue }
            if let unit { number = number * unit.factor }
            if column.change != nil, number < .zero { number = -number }
            fact.fields.append(Field(name, .text(number.description)))
        }
        if let unit { fact.fields.append(Field("unit", .text(unit.code))) }
        if let change = column.change {
            let isNegative = mention.text("value").flatMap(ExactNumber.init).map { $0 < .zero } ?? false
            let stated = isNegative ? (change == "up" ? "down" : "up") : change
            fact.fields.append(Field("change", .text(stated)))
            if let basis = column.basis { fact.fields.append(Field("basis", .text(basis))) }
        }
    }

    /// The mention of a number that is all a cell holds, but for a unit or a mark.
    private func figure(in cell: TextSpan) -> Int? {
        for index in mentions(in: cell) where article.mentions.type(of: index, is: "number") || article.mentions.type(of: index, is: "quantity") {
            return cell.length - article.span(of: index).length <= 2 ? index : nil
        }
        return nil
    }

    /// What a head says; a caption has its date and its name anywhere, a cell where they are all it holds.
    private func head(of cell: TextSpan, isCaption: Bool = false) -> Head {
        var head = Head()
        guard cell.length > 0 else { return head }
        var end = cell.upperBound.value
        var defaultUnit: String?
        for link in links(in: cell) {
            if head.unit == nil, let code = link.text("unit") {
                head.unit = (code, link.text("factor").flatMap(ExactNumber.init) ?? ExactNumber(1))
                if link.span.lowerBound.value > cell.lowerBound.value { end = min(end, link.span.lowerBound.value) }
            }
            head.role = head.role ?? link.text("role")
            if let change = link.text("change"), head.change == nil {
                head.change = change
                head.isOnlyChange = link.span.lowerBound == cell.lowerBound
            }
            head.basis = head.basis ?? link.text("basis")
            defaultUnit = defaultUnit ?? link.text("default_unit")
        }
        if head.unit == nil { head.unit = defaultUnit.map { ($0, ExactNumber(1)) } }
        if end > cell.lowerBound.value { head.name = TextSpan(cell.lowerBound.value, end) }
        for index in mentions(in: cell) {
            let mention = article.mentions[index]
            let isWhole = mention.span.length + 2 >= end - cell.lowerBound.value
            switch mention.type {
            case "date": head.date = head.date ?? (isWhole || isCaption ? index : nil)
            case "place", "organization": head.entity = head.entity ?? (isWhole || isCaption ? index : nil)
            case "number" where isWhole && mention.span.length == 4:
                if let value = mention.text("value"), let year = Int(value), (1900...2100).contains(year) { head.year = value }
            default: break
            }
        }
        return head
    }

    /// The units that a caption names, in their order.
    private func units(in caption: TextSpan) -> [(code: String, factor: ExactNumber)] {
        links(in: caption).compactMap { link in link.text("unit").map { ($0, link.text("factor").flatMap(ExactNumber.init) ?? ExactNumber(1)) } }
    }

    private func links(in span: TextSpan) -> [LinkMatch] {
        heads[heads.partitioningIndex(where: { span.lowerBound <= $0.span.lowerBound })...].prefix { $0.span.lowerBound <= span.upperBound }.filter { $0.span.upperBound <= span.upperBound }
    }

    private func mentions(in span: TextSpan) -> [Int] {
        var low = article.mentions.first(from: span.lowerBound)
        var result: [Int] = []
        while low < article.mentions.count, article.span(of: low).lowerBound < span.upperBound {
            if article.span(of: low).upperBound <= span.upperBound { result.append(low) }
            low += 1
        }
        return result
    }
}
