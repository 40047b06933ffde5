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

    /// What was said of one time in one respect so far.
    private struct Group {
        struct Statement: Hashable {
            var measure: FactRecord.Measure
            var change: String?
        }

        private(set) var readings: [Reading] = []
        private var numbers: [Statement: Int] = [:]

        mutating func add(_ fact: FactRecord) {
            let statement = Statement(measure: fact.measure.plain, change: fact.change)
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
    /// The same value of the same thing at the same time is one reading, whatever article says it. Different values of it are a
    /// disagreement where they come from different articles; one article may state several (parts of a whole, places of a list).
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
        func respect(_ fact: FactRecord) -> [String] {
            [fact.change == nil ? "0" : "1", fact.measure.unit ?? "", fact.shareOf ?? "", fact.basis ?? "", fact.isTarget ? "1" : "0", fact.time ?? ""]
        }
        var groups: [[String]: Group] = [:]
        for fact in facts { groups[respect(fact), default: Group()].add(fact) }
        var points: [Point] = []
        for readings in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }).map(\.value.readings) {
            let documents = Set(readings.flatMap(\.documents))
            if readings.count > 1, documents.count > 1, readings[0].first.time != nil {
                points.append(Point(time: readings[0].first.time, readings: readings))
            } else {
                for reading in readings { points.append(Point(time: reading.first.time, readings: [reading])) }
            }
        }
        return points
    }
}
