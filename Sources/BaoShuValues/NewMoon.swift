#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The new moons of the years 1900 to 2100, by Meeus, Astronomical Algorithms, chapter 49: good to about 20 seconds.
///
/// The calendar of ICU 72 computes them less closely, and misses the day of several first months (春节 of 1954, 2027 and 2030).
enum NewMoon {
    /// The day of the k-th new moon after that of 2000-01-06 (k = 0): at +08:00, but from 1912 to 1928 by the meridian of Beijing
    /// (116°25′ east, +07:45:40), by which the republic then reckoned its calendar. The Qing's, by an older theory, has no month of its last
    /// twelve years on another day than +08:00 gives.
    static func day(_ k: Int) -> Int {
        let k = Double(k)
        let t = k / 1236.85
        let time = 0.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.00000015 * t * t * t
        let terrestrial = time + 2_451_550 - 2_440_587.5 + corrections(k, t)
        let year = 1970 + terrestrial / 365.2425
        let zone = (1912..<1929).contains(year) ? 27_940.0 : 28_800
        return Int((terrestrial + (zone - SolarTerms.deltaT(at: year)) / 86400).rounded(.down))
    }

    /// The number k of the last new moon that falls on a day (since 1970-01-01) or before it.
    static func last(by day: Int) -> Int {
        var k = Int(((Double(day) + 2_440_588 - 2_451_550.1) / 29.530588861).rounded(.down)) + 1
        while self.day(k) > day { k -= 1 }
        return k
    }

    /// What the true new moon differs by from the mean one, in days.
    private static func corrections(_ k: Double, _ t: Double) -> Double {
        func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
        // The eccentricity of the earth's orbit, the anomalies of sun and moon, the moon's argument of latitude, its node.
        let e = 1 - 0.002516 * t - 0.0000074 * t * t
        let s = 2.5534 + 29.10535670 * k - 0.0000014 * t * t
        let m = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t * t * t
        let f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t * t * t
        let node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t
        var sum = 0.0
        sum += -0.40720 * sine(m) + 0.17241 * e * sine(s) + 0.01608 * sine(2 * m) + 0.01039 * sine(2 * f)
        sum += 0.00739 * e * sine(m - s) - 0.00514 * e * sine(m + s) + 0.00208 * e * e * sine(2 * s)
        sum += -0.00111 * sine(m - 2 * f) - 0.00057 * sine(m + 2 * f) + 0.00056 * e * sine(2 * m + s) - 0.00042 * sine(3 * m)
        sum += 0.00042 * e * sine(s + 2 * f) + 0.00038 * e * sine(s - 2 * f) - 0.00024 * e * sine(2 * m - s) - 0.00017 * sine(node)
        sum += -0.00007 * sine(m + 2 * s) + 0.00004 * sine(2 * m - 2 * f) + 0.00004 * sine(3 * s) + 0.00003 * sine(m + s - 2 * f)
        sum += 0.00003 * sine(2 * m + 2 * f) - 0.00003 * sine(m + s + 2 * f) + 0.00003 * sine(m - s + 2 * f)
        sum += -0.00002 * sine(m - s - 2 * f) - 0.00002 * sine(3 * m + s) + 0.00002 * sine(4 * m)
        for (amplitude, constant, rate) in planetary { sum += amplitude * 1e-6 * sine(constant + rate * k) }
        return sum
    }

    /// Amplitude in 10^-6 days, argument at k = 0 and its change for each new moon in degrees.
    private static let planetary: [(Double, Double, Double)] = [
        (325, 299.77, 0.107408), (165, 251.88, 0.016321), (164, 251.83, 26.651886), (126, 349.42, 36.412478), (110, 84.66, 18.206239),
        (62, 141.74, 53.303771), (60, 207.14, 2.453732), (56, 154.84, 7.306860), (47, 34.52, 27.261239), (42, 207.19, 0.121824),
        (40, 291.34, 1.844379), (37, 161.72, 24.198154), (35, 239.56, 25.513099), (23, 331.55, 3.592518),
    ]
}
