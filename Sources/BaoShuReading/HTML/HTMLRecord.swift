internal import BaoShuModel
internal import BaoShuText

extension RecordDecoder {
    /// The article of a page of HTML. Its text is what the reader found, headline first; all offsets refer to it.
    func htmlDocument(_ record: RawRecord, format: String = "html") throws(ReadingError) -> SourceDocument {
        let (utf8, encoding) = try markupBytes(record)
        let tree: MarkupTree
        do throws(MarkupTree.Failure) {
            tree = try utf8.withUnsafeBufferPointer { (bytes) throws(MarkupTree.Failure) in try MarkupTree.html(bytes, maximumDepth: options.maximumDepth * 4) }
        } catch {
            throw record.error(error)
        }
        var head = PageHead(tree)
        let blocks: [MarkupBlock]
        let chosen: [Int]
        if let founder = FounderPage(tree) {
            (blocks, chosen) = founderBlocks(tree, founder, &head)
        } else {
            (blocks, chosen) = generalBlocks(tree, &head)
        }
        let source = SourceDescription(name: head.source ?? record.inherited["source"] ?? record.name, format: format, encoding: encoding)
        let captions = Set(chosen.map { blocks[$0].element }.filter { options.words.hasClass(tree.attributeBytes($0, "class"), .classCaption) })
        var document = assemble(blocks, chosen, head, captions, id: record.inherited["id"] ?? record.ownID, source: source)
        guard !document.text.isEmpty else {
            throw record.error("no_article", "no text of an article is found in the page; name the input with --from text if it is none")
        }
        document.title = head.title
        document.date = head.date ?? record.inherited["date"].flatMap(MetadataDay.read)
        document.metadata = head.metadata
        if let author = head.author { document.metadata["author"] = author }
        if let url = record.inherited["url"], document.metadata["url"] == nil { document.metadata["url"] = url }
        return document
    }

    /// The bytes of markup in UTF-8, fit for a parser.
    func markupBytes(_ record: RawRecord) throws(ReadingError) -> (bytes: [UInt8], encoding: String) {
        if case .xml = record.kind {
            // The encoding of a dump was found when it was opened; a record is kept however damaged it is.
            if record.encoding == nil || record.encoding == "UTF-8" {
                let cleanness = record.bytes.withUnsafeBufferPointer { UTF8Text.cleanness($0) }
                if cleanness == .clean { return (record.bytes, record.original ?? "UTF-8") }
                let decoded = record.bytes.withUnsafeBufferPointer { cleanness == .wellFormed ? text.decode($0, as: "UTF-8") : text.decode($0) }
                return (DamageMarks.utf8(decoded), record.original ?? decoded.encoding)
            }
            let decoded = record.bytes.withUnsafeBufferPointer { text.decode($0, as: record.encoding!) }
            return (DamageMarks.utf8(decoded), decoded.encoding)
        }
        let declared = record.bytes.withUnsafeBufferPointer { DeclaredEncoding.find($0) }
        let encoding = record.encoding == "UTF-8" ? "UTF-8" : options.encoding ?? record.inherited["charset"] ?? declared ?? record.encoding
        let clean = record.bytes.withUnsafeBufferPointer { bytes in
            // The usual case needs no copy: UTF-8 without marks, damage or control characters.
            guard EncodingChoice.byteOrderMark(bytes) == nil, UTF8Text.cleanness(bytes) == .clean else { return false }
            return encoding == nil || encoding == "UTF-8" || bytes.lazy.filter { $0 >= 0xC2 }.prefix(3).count == 3 || EncodingChoice(of: bytes, declared: encoding).name == "UTF-8"
        }
        if clean { return (record.bytes, record.original ?? "UTF-8") }
        let decoded = record.bytes.withUnsafeBufferPointer { text.decode($0, declared: encoding) }
        try check(decoded, record)
        return (DamageMarks.utf8(decoded), record.original ?? decoded.encoding)
    }

    private func founderBlocks(_ tree: MarkupTree, _ founder: FounderPage, _ head: inout PageHead) -> ([MarkupBlock], [Int]) {
        let properties = founder.properties
        let metaTitle = head.title
        head.title = properties["title"] ?? metaTitle
        if let date = properties["date"].flatMap(MetadataDay.read) { head.date = date }
        if let paper = properties["papername"] { head.metadata["paper"] = paper }
        if let page = properties["pagenum"] { head.metadata["page"] = page }
        if let author = properties["author"] { head.author = author }
        if let source = properties["sourcename"] ?? properties["papername"] { head.source = source }
        if let url = properties["url"] { head.metadata["url"] = url }
        guard let content = founder.content else { return generalBlocks(tree, &head) }
        if founder.endOnly { return generalBlocks(tree, &head, before: content.upperBound) }
        var collector = BlockCollector(tree, .html) { index in
            PageHead.isHidden(tree, index)
        }
        let blocks = collector.collect(0..<tree.nodes.count)
        let finder = ArticleFinder(tree: tree, words: options.words, blocks: blocks)
        let chosen = blocks.indices.filter { content.contains(blocks[$0].node) && !finder.isAside(blocks[$0]) }
        if chosen.isEmpty { return generalBlocks(tree, &head) }
        if head.title == nil, let found = TitleFinder(tree: tree, words: options.words, blocks: blocks).title(declared: metaTitle, before: chosen.first) {
            head.title = String(decoding: found.words, as: UTF16.self)
        }
        return (blocks, chosen)
    }

    private func generalBlocks(_ tree: MarkupTree, _ head: inout PageHead, before end: Int? = nil) -> ([MarkupBlock], [Int]) {
        let survey = PageSurvey(tree, words: options.words)
        let plain = survey.plain
        var collector = BlockCollector(tree, .html) { survey.isChrome($0, plain: plain) }
        let blocks = collector.collect(0..<tree.nodes.count)
        let finder = ArticleFinder(tree: tree, words: options.words, blocks: blocks)
        var chosen = finder.body()
        if let end { chosen.removeAll { blocks[$0].node >= end } }
        let firstProse = chosen.first { finder.isProse(blocks[$0]) }
        if let found = TitleFinder(tree: tree, words: options.words, blocks: blocks).title(declared: head.title, before: firstProse) {
            if head.title == nil || found.block != nil { head.title = Self.string(found.words) }
            if let block = found.block {
                chosen.removeAll { $0 <= block }
                head.lines.insert(block)
            }
            readLines(blocks, from: (found.block ?? -1) + 1, to: firstProse, finder, &head)
            // Some pages have the line above the headline.
            if head.date == nil, let block = found.block { readLines(blocks, from: max(0, block - 4), to: block, finder, &head) }
        }
        var seen = false
        var result: [Int] = []
        for index in chosen where !head.lines.contains(index) {
            let block = blocks[index]
            if seen, finder.isStop(block) { break }
            if finder.isAside(block) { continue }
            if block.punctuation > 0 { seen = true }
            result.append(index)
        }
        return (blocks, result)
    }

    /// Reads the lines between the headline and the text for the day, the source and the author.
    private func readLines(_ blocks: [MarkupBlock], from start: Int, to end: Int?, _ finder: ArticleFinder, _ head: inout PageHead) {
        let limit = min(end ?? blocks.count, start + 24, blocks.count)
        // The first block of prose may be such a line itself, where it is long; and some stand behind a summary.
        for index in stride(from: start, to: min(limit + 1, blocks.count), by: 1) {
            if head.read(line: blocks[index].text, options.words, dateAlone: index < limit && blocks[index].text.count <= 40) { head.lines.insert(index) }
        }
    }

    private static func string(_ units: [UInt16]) -> String {
        String(decoding: units.filter { $0 != DamageMarks.start && $0 != DamageMarks.end }, as: UTF16.self)
    }

    /// Puts the article together: the title as headline, then the blocks with their roles.
    private func assemble(_ blocks: [MarkupBlock], _ chosen: [Int], _ head: PageHead, _ captions: Set<Int>, id: String, source: SourceDescription) -> SourceDocument {
        var assembler = DocumentAssembler()
        let title = head.title.map { Array($0.utf16) }
        if let title { assembler.append(.headline, title) }
        let tightTitle = title.map(TitleFinder.tight)
        var inBody = false
        for index in chosen {
            let block = blocks[index]
            if !inBody, let tightTitle, TitleFinder.tight(block.text) == tightTitle { continue }
            var role = role(block, inBody: inBody)
            if role == .body, captions.contains(block.element) { role = .caption }
            if role == .body { inBody = true }
            assembler.append(role, block.text)
        }
        if !inBody, assembler.blocks.count == (title == nil ? 0 : 1) { return SourceDocument(id: id, source: source, text: [], content: .text) }
        return assembler.document(id: id, source: source)
    }

    func role(_ block: MarkupBlock, inBody: Bool) -> BlockRole {
        if let role = block.role { return role }
        let ends = block.text.last.map { Punctuation.isOfSentences($0) || $0 == 0xFF1A } ?? false
        if case .heading = block.kind { return ends && block.text.count > 40 ? .body : .subhead }
        if !inBody, block.text.count <= 60, !block.text.contains(where: Punctuation.isOfSentences), options.words.contains(.byline, in: block.text) { return .byline }
        if inBody, block.strong == block.text.count, block.text.count <= 30, !ends { return .subhead }
        return .body
    }
}

extension PageHead {
    /// Whether an element is not shown.
    static func isHidden(_ tree: MarkupTree, _ index: Int) -> Bool {
        guard let style = tree.attributeBytes(index, "style") else { return false }
        for (property, value) in [("display", "none"), ("visibility", "hidden")] as [(StaticString, StaticString)] {
            guard let start = DeclaredEncoding.find(property, style, from: 0) else { continue }
            let rest = style[(start + property.utf8CodeUnitCount)...].drop { FormatRecognizer.isSpace($0) || $0 == UInt8(ascii: ":") }
            if DeclaredEncoding.find(value, style, from: rest.startIndex) == rest.startIndex { return true }
        }
        return false
    }
}

extension RawRecord {
    /// An error for what ended a parser's work.
    func error(_ failure: MarkupTree.Failure) -> ReadingError {
        switch failure {
        case .tooDeep: error("too_deep", "the markup is nested deeper than the limit; correct it or leave it out")
        case .noMemory: error("too_large", "the markup is too large to be parsed; split it")
        }
    }
}
