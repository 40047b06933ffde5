import BaoShuText

/// The unit in which the output counts offsets.
public enum OffsetUnit: String, Sendable, CaseIterable {
    /// Unicode code points.
    case codepoint
    /// UTF-16 code units.
    case utf16
    /// Bytes of UTF-8.
    case utf8
}

/// From UTF-16 offsets of one text to another unit.
///
/// A lone surrogate counts as the U+FFFD that is written for it. An offset inside a surrogate pair gives the pair's start.
package struct OffsetTable: Sendable {
    package let unit: OffsetUnit
    private let length: Int
    /// For code points, where the surrogate pairs begin; for UTF-8, the offset of every unit and of the end.
    private let table: [Int]
    /// Whether both units count alike in this text.
    private let isSame: Bool

    /// - Complexity: O(*n*); the table is empty for code points where the text has no surrogate pair, and for UTF-16.
    package init(_ text: [UInt16], unit: OffsetUnit) { self = text.withUnsafeBufferPointer { OffsetTable($0, unit: unit) } }

    /// The same over plain memory.
    package init(_ text: UnsafeBufferPointer<UInt16>, unit: OffsetUnit) {
        self.unit = unit
        length = text.count
        table =
            switch unit {
            case .utf16: []
            case .codepoint: text.surrogatePairs()
            case .utf8: text.byteOffsets()
            }
        isSame = unit == .utf16 || unit == .codepoint && table.isEmpty
    }

    /// The offset in the table's unit. One beyond the text counts as its end.
    ///
    /// - Complexity: O(log *p*) for *p* surrogate pairs before it
    package subscript(offset: UTF16Offset) -> Int {
        let offset = min(max(offset.value, 0), length)
        return isSame ? offset : counted(offset)
    }

    private func counted(_ offset: Int) -> Int {
        switch unit {
        case .utf16: return offset
        case .utf8: return table[offset]
        case .codepoint:
            if table.isEmpty { return offset }
            var low = 0
            var high = table.count
            while low < high {
                let middle = (low + high) / 2
                if table[middle] < offset { low = middle + 1 } else { high = middle }
            }
            return offset - low
        }
    }
}

extension UnsafeBufferPointer<UInt16> {
    fileprivate func surrogatePairs() -> [Int] {
        // Most texts have none: a look without a branch for each unit says so.
        var any: UInt16 = 0
        for unit in self { any |= unit & 0xFC00 == 0xD800 ? 1 : 0 }
        var pairs: [Int] = []
        guard any != 0 else { return pairs }
        var i = 0
        while i + 1 < count {
            if self[i] & 0xFC00 == 0xD800, self[i + 1] & 0xFC00 == 0xDC00 {
                pairs.append(i)
                i += 1
            }
            i += 1
        }
        return pairs
    }

    fileprivate func byteOffsets() -> [Int] {
        var offsets: [Int] = []
        offsets.reserveCapacity(count + 1)
        var bytes = 0
        var i = 0
        while i < count {
            offsets.append(bytes)
            let unit = self[i]
            if unit & 0xFC00 == 0xD800, i + 1 < count, self[i + 1] & 0xFC00 == 0xDC00 {
                offsets.append(bytes)
                bytes += 4
                i += 1
            } else {
                bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3
            }
            i += 1
        }
        offsets.append(bytes)
        return offsets
    }
}
