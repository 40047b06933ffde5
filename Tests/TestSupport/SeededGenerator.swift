/// SplitMix64 (Steele, Lea, Flood 2014): a seeded generator, so that a failing test fails again.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to `n`, without it; 0 where there is none.
    public mutating func below(_ n: Int) -> Int { n > 0 ? Int(next() % UInt64(n)) : 0 }

    public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    public mutating func one<T>(of values: [T]) -> T { values[below(values.count)] }
}
