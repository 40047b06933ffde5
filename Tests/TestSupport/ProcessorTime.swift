import Foundation

/// The processor time that a thread takes: other programs and other tests do not count.
public enum ProcessorTime {
    /// Seconds of a piece of work, the least of three runs.
    public static func seconds(_ work: () throws -> Void) rethrows -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        var best = Double.infinity
        for _ in 0..<3 {
            let start = now()
            try work()
            best = min(best, now() - start)
        }
        return best
    }

    /// How many times as long work takes for four times the input: 4 where its time grows with the length alone, 16 where with its square.
    ///
    /// - Parameters:
    ///   - size: of the smaller input.
    ///   - make: Makes an input of a size; its time does not count.
    public static func growth<Input>(from size: Int, _ make: (Int) throws -> Input, _ work: (Input) throws -> Void) rethrows -> Double {
        let (small, large) = (try make(size), try make(size * 4))
        return try seconds { try work(large) } / (try seconds { try work(small) })
    }

    /// Above it ``growth(from:_:_:)`` shows a step that is not linear.
    public static let linear = 8.0
}
