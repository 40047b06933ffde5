internal import CICU

/// The two-byte characters of GB 18030 as a table, made from ICU's converter once: Chinese dumps of the 2000s are in nothing else, and ICU's
/// converter takes longer than all else that is done to them.
enum GB18030Table {
    /// Lead bytes 81 to FE by trail bytes 40 to FE; 0 where there is no such character.
    private static let units: [UInt16] = {
        var table = [UInt16](repeating: 0, count: 126 * 191)
        guard let converter = cicu_converter_open("GB18030") else { return table }
        defer { cicu_converter_close(converter) }
        for lead in 0..<126 {
            for trail in 0..<191 where trail != 0x7F - 0x40 {
                let pair = [UInt8(0x81 + lead), UInt8(0x40 + trail)]
                var result: [UInt16] = [0, 0, 0, 0]
                var consumed: Int64 = 0, written: Int64 = 0
                cicu_converter_reset(converter)
                guard cicu_to_utf16(converter, pair, 2, 1, &result, 4, &consumed, &written) == 0, written == 1, result[0] != 0xFFFD else { continue }
                table[lead * 191 + trail] = result[0]
            }
        }
        return table
    }()

    /// Decodes text of ASCII and two-byte characters; nil where there is anything else, which ICU then decodes.
    ///
    /// - Complexity: O(n).
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt16]? {
        var complete = true
        let text = units.withUnsafeBufferPointer { units in
            [UInt16](unsafeUninitializedCapacity: bytes.count) { buffer, count in
                var i = 0
                var o = 0
                while i < bytes.count {
                    let lead = bytes[i]
                    if lead < 0x80 {
                        buffer[o] = UInt16(lead)
                        i &+= 1
                    } else {
                        guard lead != 0x80, lead != 0xFF, i &+ 1 < bytes.count, bytes[i &+ 1] >= 0x40, bytes[i &+ 1] != 0xFF else { complete = false; break }
                        let unit = units[Int(lead &- 0x81) &* 191 &+ Int(bytes[i &+ 1] &- 0x40)]
                        guard unit != 0 else { complete = false; break }
                        buffer[o] = unit
                        i &+= 2
                    }
                    o &+= 1
                }
                count = o
            }
        }
        return complete ? text : nil
    }
}
