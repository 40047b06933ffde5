internal import BaoShuValues

/// One indicator of one subject over time.
package struct FactSeries: Sendable {
    package var indicator: String
    package var subject: String?
    package var points: [Point]

    /// What was said of one time in one respect (the figure, its growth, its share): one reading where all articles agree.
    package struct Point: Sendable {
        package var time: String?
        package var readings: [Reading]
        package var disagrees: Bool { readings.count > 1 }
    }

    /// Bounds that no number keeps both of: 超过5亿元 and 不到5亿元.
    private static let opposite: [String: [String]] = ["more_than": ["less_than", "at_most"], "at_least": ["less_than"]]

    /// A value with all the facts that state it; the first by article stands for them.
    package struct Reading: Sendable {
        package var facts: [FactRecord]
        package var first: FactRecord { facts[0] }
        /// The articles that state it, each once.
        package var documents: [String] {
            var seen: Set<String> = []
            return facts.map(\.document).filter { seen.insert($0).inserted }
        }
    }

    /// In what respect a fact tells of its measure (the figure, its growth, a share, …), and of what time.
    private struct Respect: Hashable {
        let kind: [String]
        let time: String

        init(_ fact: FactRecord) {
            kind = [fact.change == nil ? "0" : "1", fact.measure.unit ?? "", fact.shareOf ?? "", fact.basis ?? "", fact.isTarget ? "1" : "0"]
            time = fact.time ?? ""
        }
    }

    /// What was said of one time in one respect so far.
    private struct Group {
        struct Statement: Hashable {
            var measure: FactRecord.Measure
            var mod: String?
            var change: String?
        }

        private(set) var readings: [Reading] = []
        private var numbers: [Statement: Int] = [:]

        mutating func add(_ fact: FactRecord) {
            let statement = Statement(measure: fact.measure.plain, mod: fact.measure.mod, change: fact.change)
            if let number = numbers[statement] {
                readings[number].facts.append(fact)
            } else {
                numbers[statement] = readings.count
                readings.append(Reading(facts: [fact]))
            }
        }
    }

    /// Facts by subject and indicator; within a series by unit, then by time.
    ///
    /// The same value of the same thing at the same time, with the same bound, is one reading, whatever article says it. Different values of
    /// it are a disagreement where they come from different articles; one article may state several (parts of a whole, places of a list).
    /// 约5亿元 and 5亿元 are two readings that agree.
    ///
    /// - Complexity: O(*n* log *n*)
    package static func group(_ facts: [FactRecord]) -> [FactSeries] {
        var order: [String] = []
        var bySeries: [String: [FactRecord]] = [:]
        for fact in facts {
            let key = "\(fact.subjectKey)\u{0}\(FactReader.bare(fact.indicator))"
            if bySeries[key] == nil { order.append(key) }
            bySeries[key, default: []].append(fact)
        }
        return order.map { key in
            let facts = bySeries[key]!
            return FactSeries(indicator: facts[0].indicator, subject: facts[0].subject, points: points(of: facts))
        }
    }

    private static func points(of facts: [FactRecord]) -> [Point] {
        var groups: [Respect: Group] = [:]
        for fact in facts { groups[Respect(fact), default: Group()].add(fact) }
        var points: [Point] = []
        let ordered = groups.map { (key: $0.key, extent: TemporalValue($0.key.time)?.extent, readings: $0.value.readings) }.sorted { a, b in
            if a.key.kind != b.key.kind { return a.key.kind.lexicographicallyPrecedes(b.key.kind) }
            // By its beginning, a year before its months; what has none comes first.
            if a.extent?.from != b.extent?.from {
                guard let x = a.extent?.from, let y = b.extent?.from else { return a.extent?.from == nil }
                return x < y
            }
            if a.extent?.to != b.extent?.to {
                guard let x = a.extent?.to, let y = b.extent?.to else { return a.extent?.to == nil }
                return y < x
            }
            return a.key.time < b.key.time
        }
        for (_, _, readings) in ordered {
            let documents = Set(readings.flatMap(\.documents))
            if documents.count > 1, readings[0].first.time != nil, disagree(readings) {
                points.append(Point(time: readings[0].first.time, readings: readings))
            } else {
                for reading in readings { points.append(Point(time: reading.first.time, readings: [reading])) }
            }
        }
        return points
    }

    private static func disagree(_ readings: [Reading]) -> Bool {
        guard readings.count > 1 else { return false }
        if Set(readings.map { [$0.first.measure.plain.text, $0.first.change ?? ""] }).count > 1 { return true }
        let bounds = Set(readings.compactMap(\.first.measure.mod))
        return bounds.contains { opposite[$0]?.contains(where: bounds.contains) ?? false }
    }
}
