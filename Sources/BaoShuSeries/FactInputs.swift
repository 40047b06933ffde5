internal import BaoShuReading
internal import Dispatch
internal import Synchronization

/// Goes through outputs of `extract`: files, folders and globs, also packed ones, or standard input.
///
/// A few lines are held at a time, and of them only the facts that are wanted stay.
package struct FactInputs {
    /// Lines of the contract, those of errors among them.
    package private(set) var documents = 0
    /// Inputs that cannot be read, and lines that are none of the contract.
    package private(set) var failures = 0
    private let reader: RecordReader

    /// The file in hand, its lines of the contract, and what was wrong with those before the first.
    private var file = (path: "", documents: 0, isTold: false, held: [String]())

    /// So many lines, or so many bytes and a line, are read before they are looked at by all cores together.
    private static let (mostLines, mostBytes) = (256, 8 << 20)
    /// Of a file that has no line of the contract, one is told of; of one that has, so many before the first.
    private static let mostHeld = 1000

    package init(_ inputs: [String]) {
        // Lines are as long as they are: a long article's is some times longer.
        reader = RecordReader(inputs: inputs, options: ReadingOptions(format: .jsonl, maximumDocumentSize: 1 << 40, encoding: "UTF-8"))
    }

    /// The facts of all inputs, in their order.
    ///
    /// - Parameters:
    ///   - isWanted: which of them to keep.
    ///   - failed: told of what cannot be read: file and line, what is wrong, and what to do.
    /// - Complexity: O(*n* + *f* log *s*) for *n* bytes, *f* facts and *s* sentences of a document.
    package mutating func facts(where isWanted: @Sendable (FactRecord) -> Bool = { _ in true }, failed: (String) -> Void) -> [FactRecord] {
        var facts: [FactRecord] = []
        var isAtEnd = false
        while !isAtEnd {
            var records: [RawRecord] = []
            var bytes = 0
            while records.count < Self.mostLines, bytes < Self.mostBytes {
                guard let record = reader.next() else {
                    isAtEnd = true
                    break
                }
                records.append(record)
                bytes += record.bytes.count
            }
            for (record, found) in zip(records, Self.facts(of: records, where: isWanted)) {
                if record.path != file.path { file = (record.path, 0, false, []) }
                if case .failure(_, let message) = record.kind {
                    failures += 1
                    failed("\(record.place): \(message)")
                } else if let found {
                    for failure in file.held { failed(failure) }
                    file.held = []
                    file.documents += 1
                    documents += 1
                    facts += found
                } else {
                    tell("\(record.path):\(record.line): no document of baoshu/1; give files that `baoshu extract` wrote as JSON", failed)
                }
            }
        }
        return facts
    }

    private mutating func tell(_ failure: String, _ failed: (String) -> Void) {
        failures += 1
        if file.documents > 0 || !file.isTold {
            failed(failure)
            file.isTold = true
        } else if file.held.count < Self.mostHeld {
            file.held.append(failure)
        }
    }

    /// Those of each line; nil for one that is none of the contract.
    private static func facts(of records: [RawRecord], where isWanted: @Sendable (FactRecord) -> Bool) -> [[FactRecord]?] {
        let results = Mutex<[[FactRecord]?]>(Array(repeating: nil, count: records.count))
        DispatchQueue.concurrentPerform(iterations: records.count) { index in
            let found = FactReader.facts(ofLine: records[index].bytes)?.filter(isWanted)
            results.withLock { $0[index] = found }
        }
        return results.withLock { $0 }
    }
}
