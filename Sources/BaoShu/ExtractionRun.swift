internal import BaoShuMatching
package import BaoShuModel
package import BaoShuReading
internal import BaoShuRules
package import BaoShuWriting
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Many inputs to one stream of JSON Lines: a reader, workers, a writer that keeps the order.
///
/// One worker at a time cuts the next few records out of the inputs and gives them a number; decoding, annotating and writing
/// JSON is every worker's own; the batches are handed to the sink in the order of their numbers. At most a few batches a worker
/// are under way, so memory stays flat however long the inputs are and however slow the sink is, and the bytes that come out do not
/// depend on the number of workers.
package struct ExtractionRun: Sendable {
    package var inputs: [String]
    package var reading: ReadingOptions
    package var annotating: Annotator.Options
    package var offsets: OffsetUnit
    /// Rows of facts or of mentions in place of lines of JSON; records that fail leave no row.
    package var table: TableWriter?
    /// How many threads work, at least 1.
    package var jobs: Int
    /// Lines that stand where the sink writes: the run goes on behind them. Not for tables, which have no line for each record.
    package var earlier: EarlierLines?

    package init(
        inputs: [String], reading: ReadingOptions = ReadingOptions(), annotating: Annotator.Options = Annotator.Options(),
        offsets: OffsetUnit = .codepoint, jobs: Int = 1
    ) {
        self.inputs = inputs
        self.reading = reading
        self.annotating = annotating
        self.offsets = offsets
        self.jobs = jobs
    }

    /// Where a run's results go. Called by one thread at a time, not always the same, in the order of the inputs.
    package protocol Sink: Sendable {
        /// Told before anything is written how many bytes of the earlier lines stand; those behind them come again.
        func keeps(_ bytes: Int)
        /// Takes whole lines; what it throws ends the run.
        func write(_ lines: UnsafeRawBufferPointer) throws
        /// Told of every record that failed, after its line was written.
        func failed(_ error: ReadingError)
        /// Told after every batch.
        func progressed(_ tally: RunTally)
    }

    /// Runs to the end of the inputs.
    ///
    /// - Returns: What was done.
    /// - Throws: What the sink threw; what was written by then stands. `ResumptionError` where the earlier lines are not those of this run.
    /// - Complexity: O(*n*) in the bytes of the inputs; memory is that of a few records for each job.
    package func run(rules: RuleSet, sink: some Sink) throws -> RunTally {
        var reading = reading
        reading.words = rules.readingWords
        let jobs = max(1, jobs)
        let writer = JSONWriter(offsets: offsets, generator: Generator(rules: rules))
        let reader = RecordReader(inputs: inputs, options: reading)
        var resumption = Resumption()
        if let earlier {
            resumption = try Resumption(earlier, reader: reader, reading: reading, program: rules.program, writer: writer)
            sink.keeps(resumption.kept)
        }
        let line = AssemblyLine(reader: reader, resumption: resumption, sink: sink, window: jobs * Self.batchesPerJob)
        if let table {
            var header: [UInt8] = []
            table.appendHeader(to: &header)
            try header.withUnsafeBytes { try sink.write($0) }
        }
        let work: @Sendable () -> Void = { [annotating, reading, table] in
            let worker = RunWorker(
                decoder: RecordDecoder(options: reading), annotator: Annotator(program: rules.program, options: annotating), writer: writer, table: table)
            line.serve(worker)
        }
        // The calling thread is the first worker: one job needs no other thread.
        let group = DispatchGroup()
        for _ in 1..<jobs {
            group.enter()
            let thread = Thread {
                work()
                group.leave()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        work()
        group.wait()
        return try line.result()
    }

    static let batchesPerJob = 4
    /// A batch is this many bytes, or one larger record.
    static let batchSize = 5 << 15
    static let batchRecords = 256
}

extension ExtractionRun.Sink {
    /// For sinks whose runs begin anew.
    package func keeps(_ bytes: Int) {}
}

/// Some records with their place in the run.
private struct Batch: Sendable {
    var number: Int
    var records: [RawRecord]
}

/// A batch as it goes to the sink.
private struct FinishedBatch: Sendable {
    enum Output: Sendable {
        case lines(JSONLines)
        case rows([UInt8])
    }

    var output: Output
    var errors: [ReadingError]
    var tally: RunTally
}

/// What the workers of a run share.
private final class AssemblyLine<Sink: ExtractionRun.Sink>: Sendable {
    private struct Input {
        var reader: RecordReader
        /// A record that was read before the run began.
        var first: RawRecord?
        var next = 0
        var ended = false
    }

    private struct Output {
        var written = 0
        /// Batches that were finished before an earlier one.
        var waiting: [Int: FinishedBatch] = [:]
        var tally = RunTally()
        var failure: (any Error)?
    }

    private let input: Mutex<Input>
    private let output: Mutex<Output>
    private let stopped = Atomic<Bool>(false)
    private let sink: Sink
    /// A permit for each batch between reader and sink. The batch that the sink waits for always has one, so nobody waits for good.
    private let permits: DispatchSemaphore

    init(reader: sending RecordReader, resumption: Resumption, sink: Sink, window: Int) {
        input = Mutex(Input(reader: reader, first: resumption.record))
        output = Mutex(Output(tally: resumption.tally))
        self.sink = sink
        permits = DispatchSemaphore(value: window)
    }

    func serve(_ worker: RunWorker) {
        while true {
            permits.wait()
            guard let batch = take() else {
                permits.signal()
                return
            }
            let finished = worker.finish(batch.records)
            deliver(finished, number: batch.number)
        }
    }

    private func take() -> Batch? {
        input.withLock { input in
            if input.ended || stopped.load(ordering: .relaxed) { return nil }
            var records: [RawRecord] = []
            var size = 0
            while size < ExtractionRun.batchSize, records.count < ExtractionRun.batchRecords {
                guard let record = input.first.take() ?? input.reader.next() else {
                    input.ended = true
                    break
                }
                size += record.bytes.count
                records.append(record)
            }
            if records.isEmpty { return nil }
            defer { input.next += 1 }
            return Batch(number: input.next, records: records)
        }
    }

    private func deliver(_ batch: FinishedBatch, number: Int) {
        output.withLock { output in
            output.waiting[number] = batch
            while let next = output.waiting.removeValue(forKey: output.written) {
                output.written += 1
                permits.signal()
                if output.failure != nil { continue }
                do {
                    switch next.output {
                    case .lines(let lines): try lines.withBytes { try sink.write($0) }
                    case .rows(let rows): try rows.withUnsafeBytes { try sink.write($0) }
                    }
                } catch {
                    output.failure = error
                    stopped.store(true, ordering: .relaxed)
                    continue
                }
                output.tally += next.tally
                for error in next.errors { sink.failed(error) }
                sink.progressed(output.tally)
            }
        }
    }

    func result() throws -> RunTally {
        try output.withLock { output in
            if let failure = output.failure { throw failure }
            return output.tally
        }
    }
}

/// What each thread has of its own.
private final class RunWorker {
    private let decoder: RecordDecoder
    private let annotator: Annotator
    private let writer: JSONWriter
    private let table: TableWriter?
    /// The lines of the batch in hand.
    private var lines = JSONBuffer()

    init(decoder: RecordDecoder, annotator: Annotator, writer: JSONWriter, table: TableWriter?) {
        self.table = table
        self.decoder = decoder
        self.annotator = annotator
        self.writer = writer
    }

    func finish(_ records: [RawRecord]) -> FinishedBatch {
        var rows: [UInt8] = []
        var errors: [ReadingError] = []
        var tally = RunTally()
        var mentions = MentionCounts()
        var sources: [SourceDocument] = []
        // For each source how many records before it failed.
        var failed: [Int] = []
        var failures: [ReadingError] = []
        for record in records {
            tally.bytes += record.bytes.count
            switch decoder.decode(record) {
            case .failure(let error): failures.append(error)
            case .success(let source):
                failed.append(failures.count)
                sources.append(source)
            }
        }
        func report(to end: Int) {
            while errors.count < end {
                let error = failures[errors.count]
                tally.count(error)
                errors.append(error)
                if table == nil { writer.append(error, to: &lines) }
            }
        }
        annotator.annotate(sources) { number, documents in
            report(to: failed[number])
            // The offsets of a page are made once for all its articles; a text is its own source.
            var sourceTable: OffsetTable?
            if case .page = sources[number].content, table == nil { sourceTable = OffsetTable(sources[number].text, unit: writer.offsets) }
            // By number: a document is long to copy.
            for i in documents.indices {
                if let table { table.append(documents[i], to: &rows) } else { writer.append(documents[i], source: sourceTable, to: &lines) }
                tally.documents += 1
                if documents[i].date == nil { tally.undated += 1 }
                tally.facts += documents[i].facts.count
                mentions.add(documents[i].mentions)
            }
        }
        report(to: failures.count)
        tally.mentions = mentions.byType
        return FinishedBatch(output: table == nil ? .lines(lines.handOver()) : .rows(rows), errors: errors, tally: tally)
    }
}
