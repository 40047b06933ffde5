import BaoShuModel
import BaoShuText

extension DocumentLine {
    func write(_ mention: MentionHead, number: Int, to output: inout JSONBuffer) {
        output.append(#"{"id":"m"#)
        output.append(number: number)
        output.append(#"","type":"#)
        write(mention.type, to: &output)
        let fields = Int(mention.firstCell)..<Int(mention.firstPart)
        if let kind = cell("kind", in: fields) {
            output.append(#","kind":"#)
            write(cell: kind, to: &output)
        }
        output.append(",")
        writeBounds(mention.span, to: &output)
        output.append(#","text":"#)
        writeWords(mention.span, to: &output)
        writeSource(mention.span, to: &output)
        if mention.entity > 0 {
            output.append(#","entity":"e"#)
            output.append(number: Int(mention.entity))
            output.append("\"")
        }
        write(fields, without: writer.mentionNames, comma: true, to: &output)
        if mention.endCell > mention.firstPart { write(parts: Int(mention.firstPart)..<Int(mention.endCell), to: &output) }
        output.append(#","rule":"#)
        write(mention.rule, to: &output)
        output.append("}")
    }

    private func write(parts: Range<Int>, to output: inout JSONBuffer) {
        output.append(#","parts":{"#)
        var part = parts.lowerBound
        while part < parts.upperBound {
            let cell = mentions.cells[part]
            if !isNamedEarlier(part, from: parts.lowerBound) {
                if part > parts.lowerBound { output.append(",") }
                write(cell.name, to: &output)
                output.append(":{")
                writeBounds(cell.span, to: &output)
                write((part + 1)..<(part + Int(cell.size)), without: writer.partNames, comma: true, to: &output)
                output.append("}")
            }
            part += Int(cell.size)
        }
        output.append("}")
    }

    // MARK: Strings

    @inline(__always)
    private func bytes(of string: TapeString) -> UnsafeBufferPointer<UInt8> {
        let memory = string.isShared ? mentions.names : mentions.bytes
        return UnsafeBufferPointer(start: memory.baseAddress.map { $0 + string.offset }, count: string.count)
    }

    @inline(__always)
    func write(_ string: TapeString, to output: inout JSONBuffer) {
        guard let memory = (string.isShared ? mentions.names : mentions.bytes).baseAddress else { return output.append("\"\"") }
        output.append(padded: memory + string.offset, count: string.count, isPlain: string.isPlain)
    }

    // MARK: Fields

    /// The first of some cells with a name.
    func cell(_ name: StaticString, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            let cell = mentions.cells[index]
            if !cell.isRemoved, cell.name.count == name.utf8CodeUnitCount {
                let bytes = bytes(of: cell.name)
                var i = 0
                while i < bytes.count, bytes[i] == name.utf8Start[i] { i += 1 }
                if i == bytes.count { return index }
            }
            index += Int(cell.size)
        }
        return nil
    }

    /// Fields with their names. Of two with one name the first counts; empty ones are left out.
    func write(_ cells: Range<Int>, without reserved: ReservedNames, comma: Bool, to output: inout JSONBuffer) {
        var comma = comma
        var index = cells.lowerBound
        while index < cells.upperBound {
            let cell = mentions.cells[index]
            if !isEmpty(index), !reserved.contains(bytes(of: cell.name)), !isNamedEarlier(index, from: cells.lowerBound) {
                if comma { output.append(",") }
                comma = true
                write(cell.name, to: &output)
                output.append(":")
                write(cell: index, to: &output)
            }
            index += Int(cell.size)
        }
    }

    /// Whether a cell between the first of its neighbours and itself has its name.
    private func isNamedEarlier(_ index: Int, from first: Int) -> Bool {
        let name = mentions.cells[index].name
        var other = first
        while other < index {
            let cell = mentions.cells[other]
            if !cell.isRemoved, cell.name.count == name.count, cell.name.place == name.place || bytes(of: cell.name).elementsEqual(bytes(of: name)) { return true }
            other += Int(cell.size)
        }
        return false
    }

    /// Nothing to write. A list keeps its empty elements, whose places count.
    func isEmpty(_ index: Int) -> Bool {
        let cell = mentions.cells[index]
        switch cell.kind {
        case .removed: return true
        case .text: return cell.text.count == 0
        case .list: return cell.size == 1
        case .object:
            var inner = index + 1
            while inner < index + Int(cell.size) {
                if !isEmpty(inner) { return false }
                inner += Int(mentions.cells[inner].size)
            }
            return true
        case .flag, .unit, .words, .part: return false
        }
    }

    /// The value of a cell.
    func write(cell index: Int, to output: inout JSONBuffer) {
        let cell = mentions.cells[index]
        switch cell.kind {
        case .removed: break
        case .text: write(cell.text, to: &output)
        case .flag: output.append(cell.first != 0 ? "true" : "false")
        case .words, .part: write(words: cell.span, to: &output)
        case .unit:
            output.append(#"{"code":"#)
            write(mentions.cells[index + 1].text, to: &output)
            output.append(#","system":"#)
            write(mentions.cells[index + 2].text, to: &output)
            let words = mentions.cells[index + 3].text
            if words.count > 0 {
                output.append(#","text":"#)
                write(words, to: &output)
            }
            output.append("}")
        case .list:
            output.append("[")
            var inner = index + 1
            while inner < index + Int(cell.size) {
                if inner > index + 1 { output.append(",") }
                write(cell: inner, to: &output)
                inner += Int(mentions.cells[inner].size)
            }
            output.append("]")
        case .object:
            output.append("{")
            write((index + 1)..<(index + Int(cell.size)), without: writer.noNames, comma: false, to: &output)
            output.append("}")
        }
    }

    func write(words span: TextSpan, to output: inout JSONBuffer) {
        output.append(#"{"text":"#)
        writeWords(span, to: &output)
        output.append(",")
        writeBounds(span, to: &output)
        if let mention = document.mention(at: span) {
            output.append(#","mention":"m"#)
            output.append(number: mention + 1)
            output.append("\"")
        }
        output.append("}")
    }
}
