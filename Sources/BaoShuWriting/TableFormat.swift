/// Comma- or tab-separated values (RFC 4180, with line feeds), in UTF-8.
package struct TableFormat: Sendable, Hashable {
    package enum Separator: String, Sendable, CaseIterable { case csv, tsv }

    package var separator: Separator
    /// Begins with U+FEFF, by which spreadsheets know UTF-8.
    package var hasByteOrderMark: Bool
    /// For spreadsheets: figures that they would round or take for dates are written as ="…", and no cell can be a formula.
    package var keepsText: Bool

    package init(_ separator: Separator, hasByteOrderMark: Bool = false, keepsText: Bool = false) {
        self.separator = separator
        self.hasByteOrderMark = hasByteOrderMark
        self.keepsText = keepsText
    }

    /// Appends one row with its line feed.
    package func append(row: [String], to output: inout [UInt8]) {
        for (index, cell) in row.enumerated() {
            if index > 0 { output.append(separator == .csv ? 0x2C : 0x09) }
            append(cell: keepsText ? Self.text(of: cell) : cell, to: &output)
        }
        output.append(0x0A)
    }

    /// What a spreadsheet keeps as it is: more than 15 digits are a formula that gives text, so are fractions, which would turn
    /// into dates; what could run as a formula gets an apostrophe.
    static func text(of cell: String) -> String {
        let bytes = cell.utf8
        let digits = bytes.count { (0x30...0x39).contains($0) }
        let isFigure = digits > 0 && bytes.allSatisfy { (0x30...0x39).contains($0) || [0x2E, 0x2D, 0x2F].contains($0) }
        if isFigure {
            let isExact = digits <= 15 && !bytes.contains(0x2F) && !bytes.dropFirst().contains(0x2D)
            return isExact ? cell : "=\"\(cell)\""
        }
        guard let first = bytes.first, [0x3D, 0x2B, 0x2D, 0x40].contains(first) else { return cell }
        return "'" + cell
    }

    private func append(cell: String, to output: inout [UInt8]) {
        let bytes = Array(cell.utf8)
        switch separator {
        case .csv:
            guard bytes.contains(where: { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }) || bytes.first == 0x20 || bytes.last == 0x20 else {
                output += bytes
                return
            }
            output.append(0x22)
            for byte in bytes {
                if byte == 0x22 { output.append(0x22) }
                output.append(byte)
            }
            output.append(0x22)
        case .tsv:
            // A cell of tab-separated values has no tabs and no line ends.
            for byte in bytes { output.append([0x09, 0x0A, 0x0D].contains(byte) ? 0x20 : byte) }
        }
    }
}
