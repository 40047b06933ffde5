internal import BaoShuModel
internal import BaoShuText

/// What the reader of one vocabulary has found in a record.
struct ArticleParts {
    var id: String?
    var title: String?
    var date: String?
    var source: String?
    var metadata: [String: String] = [:]
    /// Blocks behind the headline; a block with the role of one comes in its place.
    var blocks: [(role: BlockRole, text: [UInt16])] = []

    @inline(__always)
    mutating func paragraphs(_ text: [UInt16], separators: (UInt16) -> Bool) {
        var start = 0
        text.withUnsafeBufferPointer { text in
            for (i, unit) in text.enumerated() where separators(unit) {
                if i > start { blocks.append((.body, Array(text[start..<i]))) }
                start = i + 1
            }
            if start < text.count { blocks.append((.body, Array(text[start...]))) }
        }
    }
}

extension RecordDecoder {
    /// The article of one record of XML.
    func xmlDocument(_ record: RawRecord, _ dialect: XMLDialect) throws(ReadingError) -> SourceDocument {
        let (utf8, encoding) = try markupBytes(record)
        let tree: MarkupTree
        do throws(MarkupTree.Failure) {
            tree = try utf8.withUnsafeBufferPointer { (bytes) throws(MarkupTree.Failure) in try MarkupTree.xml(bytes, maximumDepth: options.maximumDepth * 2) }
        } catch {
            throw record.error(error)
        }
        guard !tree.nodes.isEmpty else { throw record.error("invalid_xml", "nothing in the record can be read\(tree.mistake.map { ": " + $0.message } ?? "")") }
        var parts: ArticleParts
        switch dialect {
        case .sogou: parts = sogou(tree)
        case .rss: parts = rss(tree)
        case .atom: parts = atom(tree)
        case .mediawiki: parts = mediawiki(tree)
        case .nitf: parts = nitf(tree, 0)
        case .newsml: parts = newsml(tree)
        case .other: parts = other(tree)
        }
        let source = SourceDescription(name: parts.source ?? record.inherited["source"] ?? record.name, format: dialect.format, encoding: encoding)
        var document = assemble(&parts, id: parts.id ?? record.ownID, source: source)
        if let mistake = tree.mistake {
            let line = record.line > 0 ? record.line + mistake.line - 1 : mistake.line
            document.diagnostics.append(DocumentDiagnostic(code: "malformed_markup", message: "\(record.path) line \(line): \(mistake.message)"))
        }
        return document
    }

    private func assemble(_ parts: inout ArticleParts, id: String, source: SourceDescription) -> SourceDocument {
        var assembler = DocumentAssembler()
        if let title = parts.title, !parts.blocks.contains(where: { $0.role == .headline }) { assembler.append(.headline, Array(title.utf16)) }
        for block in parts.blocks { assembler.append(block.role, block.text) }
        var document = assembler.document(id: id, source: source)
        document.title = parts.title.flatMap(PageHead.clean)
        document.date = parts.date.flatMap(MetadataDay.read)
        document.metadata = parts.metadata
        if let words = parts.date, document.date == nil {
            document.diagnostics.append(DocumentDiagnostic(code: "unknown_date", message: "the date \"\(words.prefix(40))\" is in no form that is known"))
        }
        return document
    }

    private func sogou(_ tree: MarkupTree) -> ArticleParts {
        var parts = ArticleParts()
        parts.id = tree.field(under: tree.child("docno", of: 0))
        parts.metadata["url"] = tree.field(under: tree.child("url", of: 0))
        // The marks of damage stay in the headline's text until it is put together.
        parts.title = tree.child("contenttitle", of: 0).map { UTF8Text.string(Blanks.collapsed(tree.text(under: $0))) }.flatMap { $0.isEmpty ? nil : $0 }
        if let content = tree.child("content", of: 0) {
            // U+E40C, of the private use area, is the corpora's paragraph mark (bytes FD A3).
            parts.paragraphs(tree.text(under: content)) { $0 == 0xE40C || $0 == 0x0A || $0 == 0x0D }
        }
        return parts
    }

    private func rss(_ tree: MarkupTree) -> ArticleParts {
        var parts = ArticleParts()
        parts.id = tree.field(under: tree.child("guid", of: 0))
        parts.title = tree.field(under: tree.child("title", of: 0)).map { plain($0) }
        parts.date = tree.field(under: tree.child("pubDate", of: 0) ?? tree.child("date", of: 0))
        parts.source = tree.field(under: tree.child("source", of: 0))
        parts.metadata["url"] = tree.field(under: tree.child("link", of: 0))
        parts.metadata["author"] = tree.field(under: tree.child("creator", of: 0) ?? tree.child("author", of: 0))
        parts.metadata["section"] = tree.field(under: tree.child("category", of: 0))
        if let body = tree.child("encoded", of: 0) ?? tree.child("description", of: 0) { parts.blocks = fragment(tree, body) }
        return parts
    }

    private func atom(_ tree: MarkupTree) -> ArticleParts {
        var parts = ArticleParts()
        parts.id = tree.field(under: tree.child("id", of: 0))
        parts.title = tree.field(under: tree.child("title", of: 0)).map { plain($0) }
        parts.date = tree.field(under: tree.child("published", of: 0) ?? tree.child("updated", of: 0) ?? tree.child("issued", of: 0))
        parts.metadata["url"] = tree.child("link", of: 0).flatMap { tree.attribute($0, "href") }
        parts.metadata["author"] = tree.child("author", of: 0).flatMap { tree.field(under: tree.child("name", of: $0) ?? $0) }
        parts.source = tree.child("source", of: 0).flatMap { tree.field(under: tree.child("title", of: $0)) }
        if let body = tree.child("content", of: 0) ?? tree.child("summary", of: 0) { parts.blocks = fragment(tree, body) }
        return parts
    }

    private func mediawiki(_ tree: MarkupTree) -> ArticleParts {
        var parts = ArticleParts()
        parts.id = tree.field(under: tree.child("id", of: 0))
        parts.title = tree.field(under: tree.child("title", of: 0))
        parts.metadata["namespace"] = tree.field(under: tree.child("ns", of: 0))
        if let redirect = tree.child("redirect", of: 0) { parts.metadata["redirect"] = tree.attribute(redirect, "title") }
        if let revision = tree.child("revision", of: 0) {
            parts.date = tree.field(under: tree.child("timestamp", of: revision))
            if let text = tree.child("text", of: revision) { parts.blocks = WikiText(tree.text(under: text), words: options.words).blocks() }
        }
        return parts
    }

    private func nitf(_ tree: MarkupTree, _ root: Int) -> ArticleParts {
        var parts = ArticleParts()
        let range = root..<max(tree.end(root), root + 1)
        if let issue = tree.first("date.issue", in: range) { parts.date = tree.attribute(issue, "norm") }
        if let published = tree.first("pubdata", in: range) {
            if parts.date == nil { parts.date = tree.attribute(published, "date.publication") }
            parts.source = tree.attribute(published, "name")
            parts.metadata["section"] = tree.attribute(published, "position.section")
            parts.metadata["page"] = tree.attribute(published, "position.sequence")
        }
        parts.id = tree.first("doc-id", in: range).flatMap { tree.attribute($0, "id-string") }
        parts.metadata["author"] = tree.field(under: tree.first("byline", in: range))
        parts.title = tree.field(under: tree.first("hl1", in: range)) ?? tree.field(under: tree.first("title", in: range))
        parts.blocks = roles(BlockCollector(tree, .nitf), range)
        return parts
    }

    private func newsml(_ tree: MarkupTree) -> ArticleParts {
        let range = 0..<tree.nodes.count
        var parts = ArticleParts()
        if let inline = tree.first("inlineXML", in: range) {
            parts = nitf(tree, inline)
        } else if let inline = tree.first("inlineData", in: range) {
            parts.paragraphs(tree.text(under: inline)) { $0 == 0x0A || $0 == 0x0D }
        }
        if let id = tree.attribute(0, "guid") { parts.id = id }
        if let meta = tree.child("contentMeta", of: 0) {
            if let headline = tree.field(under: tree.child("headline", of: meta)) { parts.title = headline }
            parts.date = tree.field(under: tree.child("contentCreated", of: meta)) ?? parts.date
            parts.metadata["author"] = tree.field(under: tree.child("by", of: meta)) ?? parts.metadata["author"]
            parts.source = tree.field(under: tree.child("creditline", of: meta)) ?? parts.source
        }
        if let meta = tree.child("itemMeta", of: 0) {
            if parts.date == nil { parts.date = tree.field(under: tree.child("firstCreated", of: meta) ?? tree.child("versionCreated", of: meta)) }
            if parts.source == nil, let provider = tree.child("provider", of: meta) {
                parts.source = tree.field(under: tree.child("name", of: provider)) ?? tree.attribute(provider, "literal")
            }
        }
        return parts
    }

    /// Any other vocabulary: elements with the usual names of fields; where none has the text, all text there is.
    private func other(_ tree: MarkupTree) -> ArticleParts {
        var parts = ArticleParts()
        var found: [RecordField: (rank: Int, node: Int)] = [:]
        var index = 1
        while index < tree.nodes.count {
            if tree.isElement(index), let (field, rank) = names.entry(tree.string(index)), rank < found[field]?.rank ?? Int.max { found[field] = (rank, index) }
            index += 1
        }
        func field(_ field: RecordField) -> String? { tree.field(under: found[field]?.node) }
        parts.id = field(.id)
        parts.title = field(.title)
        parts.date = field(.date)
        parts.source = field(.source)
        for name in [RecordField.url, .author, .section, .paper, .page] { parts.metadata[name.rawValue] = field(name) }
        if let text = found[.text]?.node {
            parts.blocks = fragment(tree, text)
        } else {
            var collector = BlockCollector(tree, .html)
            parts.blocks = collector.collect(0..<tree.nodes.count).map { ($0.role ?? .body, $0.text) }
            parts.title = nil
        }
        return parts
    }

    /// The blocks of an element that has HTML in it: as elements, or as text with tags.
    private func fragment(_ tree: MarkupTree, _ element: Int) -> [(role: BlockRole, text: [UInt16])] {
        var child = element + 1
        while child < tree.end(element), !tree.isElement(child) { child = tree.end(child) }
        if child < tree.end(element) {
            return roles(BlockCollector(tree, .html), element + 1..<tree.end(element))
        }
        let text = tree.text(under: element)
        guard text.contains(0x3C) || text.contains(0x26) else {
            return text.split { $0 == 0x0A || $0 == 0x0D }.map { (.body, Array($0)) }
        }
        let bytes = UTF8Text.encode(text)
        guard let html = bytes.withUnsafeBufferPointer({ try? MarkupTree.html($0, maximumDepth: options.maximumDepth * 4) }) else { return [(.body, text)] }
        return roles(BlockCollector(html, .html), 0..<html.nodes.count)
    }

    private func roles(_ collector: BlockCollector, _ range: Range<Int>) -> [(role: BlockRole, text: [UInt16])] {
        var collector = collector
        var inBody = false
        return collector.collect(range).map { block in
            var role = role(block, inBody: inBody)
            // A second headline above the text is a deck.
            if role == .subhead, !inBody, block.kind == .heading(2) { role = .deck }
            if role == .body { inBody = true }
            return (role, block.text)
        }
    }

    /// A title in which tags or references may stand.
    private func plain(_ words: String) -> String {
        guard words.utf8.contains(UInt8(ascii: "<")) || words.utf8.contains(UInt8(ascii: "&")) else { return words }
        let bytes = Array(words.utf8)
        guard let tree = bytes.withUnsafeBufferPointer({ try? MarkupTree.html($0, maximumDepth: 64) }), !tree.nodes.isEmpty else { return words }
        return PageHead.clean(tree.nodes.indices.filter(tree.isText).map(tree.string).joined()) ?? words
    }
}
