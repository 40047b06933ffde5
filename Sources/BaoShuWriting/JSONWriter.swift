import BaoShuModel
import BaoShuText

/// What made an output: written as `generator`.
package struct Generator: Sendable, Hashable {
    /// The program's version, such as `0.1.0`.
    package var version: String
    /// The hash of the rules, `sha256:` and hexadecimal digits.
    package var rules: String
    /// The version of ICU.
    package var icu: String

    package init(version: String, rules: String, icu: String) {
        self.version = version
        self.rules = rules
        self.icu = icu
    }
}

/// Writes annotated documents as lines of JSON, by the contract `baoshu/1` (`Schema/baoshu-1.schema.json`).
///
/// The same document gives the same bytes. Immutable: one writer serves all threads.
package struct JSONWriter: Sendable {
    /// The contract's name, the first field of every line.
    package static let schema = "baoshu/1"

    /// Fields of a mention that the writer itself writes: a field of a mention with one of these names is left out.
    package static let reservedMentionFields: Set<String> = ["id", "type", "start", "end", "text", "source", "entity", "parts", "rule"]

    package let offsets: OffsetUnit
    /// `,"generator":{…}`
    let generator: [UInt8]
    /// Names that the fields of a mention, a part and a fact cannot have: what stands there the writer writes.
    let mentionNames = ReservedNames(reservedMentionFields.union(["kind"]))
    let partNames = ReservedNames(["start", "end"])
    let noNames = ReservedNames([])
    /// What a fact repeats of its quantity.
    let repeatedNames = AnnotatedDocument.repeatedFields.map { "\($0)" }
    let factNames = ReservedNames(["id", "quantity", "indicator", "subject", "time", "share_of", "rule"])

    package init(offsets: OffsetUnit = .codepoint, generator: Generator) {
        self.offsets = offsets
        var bytes = JSONBuffer(capacity: 256)
        bytes.append(#","generator":{"version":"#)
        bytes.append(json: generator.version)
        bytes.append(#","rules":"#)
        bytes.append(json: generator.rules)
        bytes.append(#","icu":"#)
        bytes.append(json: generator.icu)
        bytes.append("}")
        self.generator = bytes.take()
    }

    /// Appends a document as one line of UTF-8, with its line feed.
    ///
    /// - Parameters:
    ///   - source: Offsets of the decoded input that the document's source map points into, in the writer's unit, made once for
    ///     all articles of a page. nil where the text is its own source.
    /// - Complexity: O(*n*) in the text, O(*m* log *m*) in the mentions.
    package func append(_ document: AnnotatedDocument, source: OffsetTable? = nil, to output: inout JSONBuffer) {
        document.text.withUnsafeBufferPointer { text in
            document.mentions.withMemory { mentions in
                DocumentLine(document: document, text: text, mentions: mentions, source: source, writer: self).write(to: &output)
            }
        }
    }

    /// Appends what the line of a document begins with: by this alone it is told from other lines.
    package func appendHead(of id: String, to output: inout JSONBuffer) {
        output.append(Self.lineStart)
        output.append(json: id)
        output.append(#","offsets":"#)
        output.append(json: offsets.rawValue)
    }

    /// What stands before the id in every line.
    package static let lineStart: StaticString = #"{"schema":"baoshu/1","id":"#

    /// Appends the line that stands for an input that failed.
    package func append(_ error: ReadingError, to output: inout JSONBuffer) {
        output.append(Self.lineStart)
        output.append(json: error.id)
        output.append(#","error":{"code":"#)
        output.append(json: error.code)
        output.append(#","message":"#)
        output.append(json: error.message)
        output.append("}}\n")
    }
}
