package import BaoShuModel
internal import BaoShuLayout
internal import BaoShuLinking
package import BaoShuMatching
package import BaoShuRules
internal import BaoShuText
internal import BaoShuTokens

/// The stages from a source document to annotated documents. One per thread: it keeps scratch memory.
package final class Annotator {
    package struct Options: Sendable {
        /// Day of the articles that have none of their own.
        package var date: String?
        /// Types to write; all where nil.
        package var types: Set<String>?
        package var tokens = false
        /// Only read and lay out.
        package var skipsRules = false

        package init() {}
    }

    package let matcher: Matcher
    let program: RuleProgram
    let options: Options
    private let splitter: SentenceSplitter?
    private let breaker: WordBreaker?
    private let layoutStages: Range<Int>
    private let articleStages: Range<Int>
    /// Those up to the stage named `calendar`, behind which all dates are found.
    private let dateStages: Range<Int>

    package init(program: RuleProgram, options: Options = Options()) {
        self.program = program
        self.options = options
        matcher = Matcher(program: program)
        splitter = try? SentenceSplitter()
        breaker = options.tokens ? try? WordBreaker() : nil
        layoutStages = program.layoutStages
        articleStages = program.articleStages
        dateStages = articleStages.lowerBound..<(program.stageIndex("calendar").map { $0 + 1 } ?? program.stages.count)
    }

    /// The articles of a document: one, or those of a page.
    package func annotate(_ source: SourceDocument) -> [AnnotatedDocument] {
        var documents = articles(of: source)
        if options.skipsRules {
            for i in documents.indices { documents[i].date = source.date ?? options.date }
        } else {
            ReferenceDay(matcher: matcher, stages: dateStages).setDates(of: &documents, metadata: source.date ?? options.date)
        }
        let damaged = share(source, among: &documents)
        if !options.skipsRules { match(&documents, damaged: damaged) }
        for i in documents.indices { complete(&documents[i]) }
        return documents
    }

    /// The articles of several documents: `body` is called for each document in order with its number.
    ///
    /// Documents of one article whose day is known are matched together, each stage over all of them.
    package func annotate(_ sources: [SourceDocument], _ body: (Int, [AnnotatedDocument]) -> Void) {
        // Documents stay where they are: one is long to copy.
        var documents: [[AnnotatedDocument]] = Array(repeating: [], count: sources.count)
        var waiting: [Int] = []
        var units = 0
        func matchWaiting() {
            defer { (waiting, units) = ([], 0) }
            let texts = waiting.map { (text: documents[$0][0].text, context: Self.context(of: documents[$0][0], names: nil)) }
            matcher.match(texts, stages: articleStages) { place, result in
                let number = waiting[place]
                take(result, into: &documents[number][0], damaged: sources[number].damaged)
                complete(&documents[number][0])
            }
        }
        for (number, source) in sources.enumerated() {
            guard !options.skipsRules, let lone = lone(source) else {
                documents[number] = annotate(source)
                continue
            }
            units += lone[0].text.count
            documents[number] = lone
            waiting.append(number)
            if units >= Self.batchUnits || waiting.count == Self.batchTexts { matchWaiting() }
        }
        if !waiting.isEmpty { matchWaiting() }
        for number in sources.indices { body(number, documents[number]) }
    }

    /// Texts that are matched together have so many code units in all, or it is one larger text. The more they are, the more often the tables
    /// of a stage are used while they are in the processor's caches; but they hold memory, some 600 bytes for each unit.
    private static let (batchUnits, batchTexts) = (98304, 192)

    /// The article of a document that has one, not matched yet, where its day is known without looking for it.
    private func lone(_ source: SourceDocument) -> [AnnotatedDocument]? {
        if case .page = source.content { return nil }
        var documents = articles(of: source)
        guard documents.count == 1, ReferenceDay.setKnownDate(of: &documents, metadata: source.date ?? options.date) else { return nil }
        documents[0].diagnostics += source.diagnostics
        return documents
    }

    /// Gives each article of a document what is damaged in it and what was said of it: of the whole document to all, of a stretch that no article
    /// took to the first.
    ///
    /// - Returns: for each article its damaged stretches.
    private func share(_ source: SourceDocument, among documents: inout [AnnotatedDocument]) -> [[TextSpan]] {
        // Only of a page the articles have texts of their own.
        guard case .page = source.content, !source.damaged.isEmpty || source.diagnostics.contains(where: { $0.span != nil }) else {
            for i in documents.indices { documents[i].diagnostics += source.diagnostics }
            return documents.map { _ in source.damaged }
        }
        let ways = documents.map(\.sourceMap.inverse)
        for diagnostic in source.diagnostics {
            var isShared = false
            for i in documents.indices {
                for span in diagnostic.span.map({ ways[i].source(of: $0).map(Optional.some) }) ?? [nil] {
                    documents[i].diagnostics.append(DocumentDiagnostic(code: diagnostic.code, message: diagnostic.message, span: span))
                    isShared = true
                }
            }
            if !isShared, !documents.isEmpty { documents[0].diagnostics.append(DocumentDiagnostic(code: diagnostic.code, message: diagnostic.message)) }
        }
        return ways.map { way in source.damaged.flatMap { way.source(of: $0) }.sorted { $0.lowerBound < $1.lowerBound } }
    }

    /// Matches the articles of a page, those anew in which a name stands that only another article gives.
    ///
    /// - Parameter damaged: for each article its damaged stretches.
    private func match(_ documents: inout [AnnotatedDocument], damaged: [[TextSpan]]) {
        guard documents.count > 1 else {
            for i in documents.indices { match(&documents[i], names: nil, damaged: damaged[i]) }
            return
        }
        let unmatched = documents
        var shared: [[PageName]] = []
        for first in stride(from: 0, to: documents.count, by: Self.batchTexts) {
            // Of the copy: the documents are written while the batch is read.
            let batch = unmatched[first..<min(first + Self.batchTexts, documents.count)]
            matcher.match(batch.map { ($0.text, Self.context(of: $0, names: [])) }, stages: articleStages) { place, result in
                take(result, into: &documents[first + place], damaged: damaged[first + place])
                shared.append(result.names)
            }
        }
        let names = PageNames(shared)
        for i in documents.indices {
            let others = names.others(in: documents[i], number: i, fold: program.fold)
            if others.isEmpty { continue }
            documents[i] = unmatched[i]
            match(&documents[i], names: others, damaged: damaged[i])
        }
    }

    /// How many articles a document has, as far as reading and layout tell.
    func articleCount(of source: SourceDocument) -> Int { articles(of: source).count }

    // MARK: Stages

    private func articles(of source: SourceDocument) -> [AnnotatedDocument] {
        switch source.content {
        case .page:
            var cues: [LayoutCue] = []
            let plain = PlainPage(source.text)
            let page = plain?.text ?? source.text
            cues += plain?.items.map { LayoutCue(kind: .item, span: $0) } ?? []
            if !layoutStages.isEmpty {
                let found = matcher.match(page, context: MatchContext(), stages: layoutStages)
                for mention in found.mentions {
                    if let cue = LayoutCue(type: program.types[mention.type].name, span: matcher.original(mention.start..<mention.end)) { cues.append(cue) }
                }
            }
            return layOut(page: page, cues: cues).enumerated().map { index, article in
                let map = plain.map { article.map.through($0.map) } ?? article.map
                var document = AnnotatedDocument(id: "\(source.id)#\(index + 1)", source: source.source, text: article.text, sourceMap: map)
                document.metadata = source.metadata
                document.blocks = article.blocks
                document.title = article.title
                document.diagnostics = article.diagnostics
                return document
            }
        case .text, .blocks:
            var document = AnnotatedDocument(id: source.id, source: source.source, text: source.text, sourceMap: SourceMap(identity: source.text.count))
            document.title = source.title
            document.metadata = source.metadata
            document.blocks = if case .blocks(let blocks) = source.content { blocks } else { Self.paragraphs(source.text) }
            return [document]
        }
    }

    /// Lines with text in them, as body blocks without their outer blanks.
    private static func paragraphs(_ text: [UInt16]) -> [Block] {
        var result: [Block] = []
        func isBlank(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x3000 || unit == 0x09 || unit == 0xA0 || unit == 0x0D }
        text.withUnsafeBufferPointer { text in
            var start = 0
            while start <= text.count {
                var end = start
                while end < text.count, text[end] != 0x0A { end += 1 }
                var (from, to) = (start, end)
                while from < to, isBlank(text[from]) { from += 1 }
                while to > from, isBlank(text[to - 1]) { to -= 1 }
                if from < to { result.append(Block(role: .body, span: TextSpan(from, to))) }
                start = end + 1
            }
        }
        return result
    }

    /// - Parameter names: those of other articles of the page; nil for an article by itself.
    private func match(_ document: inout AnnotatedDocument, names: [PageName]?, damaged: [TextSpan]) {
        let result = matcher.match(document.text, context: Self.context(of: document, names: names), stages: articleStages)
        take(result, into: &document, damaged: damaged)
    }

    private static func context(of document: AnnotatedDocument, names: [PageName]?) -> MatchContext {
        var context = MatchContext(date: document.date, blocks: document.blocks)
        // Tables read their heads by links of their own.
        context.hasTables = document.blocks.contains { $0.role == .tableRow }
        (context.sharesNames, context.names) = (names != nil, names ?? [])
        return context
    }

    /// Writes into a document what the matcher found in it, which still holds it.
    private func take(_ result: Matcher.Result, into document: inout AnnotatedDocument, damaged: [TextSpan]) {
        document.date = result.date
        document.language = result.isTraditional ? "zh-Hant" : "zh-Hans"
        document.diagnostics += result.diagnostics
        document.mentions = matcher.mentions(of: result)
        if !damaged.isEmpty { document.mentions.removeAll(overlapping: damaged) }
        Linker.link(result.links, in: &document, words: matcher.linkWords)
    }

    /// Code units of a sentence; most are longer.
    private static let shortSentence = 24

    /// Adds sentences and words, and takes out what was not asked for: last, since names and facts are found by mentions of any type.
    private func complete(_ document: inout AnnotatedDocument) {
        if let types = options.types { document.keepMentions(ofTypes: types) }
        document.text.withUnsafeBufferPointer { text in
            if let splitter {
                document.sentences.reserveCapacity(document.blocks.count + text.count / Self.shortSentence)
                for block in document.blocks {
                    splitter.appendSentences(of: UnsafeBufferPointer(rebasing: text[block.span.indices]), offset: block.span.lowerBound.value, to: &document.sentences)
                }
            }
            if let breaker {
                var tokens: [TextSpan] = []
                breaker.appendTokens(of: text, to: &tokens)
                document.tokens = tokens
            }
        }
    }
}
