// swift-tools-version: 6.2
import PackageDescription

// The targets stand in the order of the pipeline: a target may import those above it, never those below.
// Tests/ArchitectureTests holds the arrows to that.

let package = Package(
    name: "BaoShu",
    products: [
        .library(name: "BaoShu", targets: ["BaoShu"]),
        .executable(name: "baoshu", targets: ["BaoShuCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    ],
    targets: [
        // Libraries of the system, behind C headers of our own (no ICU or libxml2 header reaches Swift).
        .systemLibrary(name: "SystemICU", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
        .systemLibrary(name: "SystemXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "SystemCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CDigest", dependencies: ["SystemCrypto"]),
        .systemLibrary(name: "SystemArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "SystemZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CICU", dependencies: ["SystemICU"]),
        .target(name: "CXML", dependencies: ["SystemXML"]),
        .target(name: "CArchive", dependencies: ["SystemArchive"]),
        .target(name: "CInflate", dependencies: ["SystemZlib"]),
        .target(name: "CHeap"),

        // Text with offsets, and exact values.
        .target(name: "BaoShuText"),
        .target(name: "BaoShuValues", dependencies: ["CICU", .product(name: "BigInt", package: "BigInt")]),
        .target(name: "BaoShuModel", dependencies: ["BaoShuText"]),

        // The pipeline.
        .target(name: "BaoShuReading", dependencies: ["BaoShuText", "BaoShuModel", "CICU", "CXML", "CArchive", "CInflate"]),
        .target(name: "BaoShuLayout", dependencies: ["BaoShuText", "BaoShuModel"]),
        .target(name: "BaoShuTokens", dependencies: ["BaoShuText", "CICU"]),
        .target(name: "BaoShuRules", dependencies: ["BaoShuText", "BaoShuValues"]),
        .target(name: "BaoShuMatching", dependencies: ["BaoShuText", "BaoShuValues", "BaoShuModel", "BaoShuTokens", "BaoShuRules"]),
        .target(name: "BaoShuLinking", dependencies: ["BaoShuText", "BaoShuValues", "BaoShuModel", "BaoShuMatching"]),
        .target(name: "BaoShuWriting", dependencies: ["BaoShuText", "BaoShuModel"]),
        .target(name: "BaoShuSeries", dependencies: ["BaoShuText", "BaoShuValues", "BaoShuReading", "BaoShuWriting"]),
        .target(name: "BaoShuMeasuring", dependencies: ["BaoShuText", "BaoShuValues", "BaoShuModel"]),

        // The library and the command.
        .target(
            name: "BaoShu",
            dependencies: [
                "BaoShuText", "BaoShuValues", "BaoShuModel", "BaoShuReading", "BaoShuLayout", "BaoShuTokens", "BaoShuRules",
                "BaoShuMatching", "BaoShuLinking", "BaoShuWriting", "CICU", "CDigest",
            ]),
        .target(
            name: "BaoShuTools",
            dependencies: [
                "BaoShuText", "BaoShuValues", "BaoShuModel", "BaoShuRules", "BaoShuMatching", "BaoShuLinking", "BaoShuMeasuring", "BaoShuReading", "BaoShuSeries", "BaoShuWriting", "BaoShu",
            ],
            resources: [.embedInCode("Contract/baoshu-1.schema.json")]),
        .executableTarget(
            name: "BaoShuCommand",
            dependencies: [
                "BaoShu", "BaoShuTools", "BaoShuText", "BaoShuValues", "BaoShuModel", "BaoShuReading", "BaoShuRules", "BaoShuMatching", "BaoShuWriting", "BaoShuSeries", "BaoShuMeasuring",
                "CHeap", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "BaoShuBench", dependencies: ["BaoShu", "BaoShuText", "BaoShuModel", "BaoShuReading", "BaoShuTokens", "BaoShuRules", "BaoShuMatching", "BaoShuWriting"],
            path: "Benchmarks/BaoShuBench"),
        .testTarget(name: "ValuesTests", dependencies: ["BaoShuValues", "CICU", "TestSupport", .product(name: "BigInt", package: "BigInt")]),
        .testTarget(name: "TextTests", dependencies: ["BaoShuText"]),
        .testTarget(name: "TokensTests", dependencies: ["BaoShuTokens", "BaoShuText", "TestSupport"]),
        .testTarget(name: "WritingTests", dependencies: ["BaoShuWriting", "BaoShuModel", "BaoShuText", "TestSupport"]),

        .testTarget(name: "LayoutTests", dependencies: ["BaoShuLayout", "BaoShuText", "BaoShuModel", "TestSupport"]),
        .testTarget(name: "ReadingTests", dependencies: ["BaoShuReading", "BaoShuModel", "BaoShuText", "TestSupport"], exclude: ["Samples", "make-samples.py", "independent.py"]),
        .testTarget(name: "DatesTests", dependencies: ["BaoShu", "BaoShuText", "BaoShuValues", "BaoShuModel", "BaoShuRules", "BaoShuMatching", "BaoShuTools", "CICU", "TestSupport"]),
        .testTarget(name: "MeasuringTests", dependencies: ["BaoShuMeasuring", "BaoShuModel", "BaoShuText"]),
        .testTarget(name: "RulesTests", dependencies: ["TestSupport", "BaoShuRules", "BaoShuWriting", "BaoShuMatching", "BaoShuTools", "BaoShu"], exclude: ["Golden"]),
        .testTarget(name: "ToolsTests", dependencies: ["BaoShu", "BaoShuText", "BaoShuModel", "BaoShuRules", "BaoShuMatching", "BaoShuMeasuring", "BaoShuTools", "TestSupport"]),
        .testTarget(name: "NamesTests", dependencies: ["BaoShu", "BaoShuText", "BaoShuModel", "BaoShuMeasuring"], exclude: ["traps.txt"]),
        .testTarget(name: "MatchingTests", dependencies: ["BaoShuText", "BaoShuModel", "BaoShuRules", "BaoShuMatching", "BaoShuTools", "BaoShu", "TestSupport"]),
        .testTarget(name: "NumbersTests", dependencies: ["BaoShu", "BaoShuText", "BaoShuValues", "BaoShuModel", "BaoShuRules", "BaoShuMatching", "TestSupport"]),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
        .testTarget(name: "CommandTests", dependencies: ["TestSupport", "BaoShuCommand"]),
        .testTarget(name: "LinkingTests", dependencies: ["BaoShu", "BaoShuLinking", "BaoShuMatching", "BaoShuModel", "BaoShuReading", "BaoShuText", "TestSupport"]),
        .testTarget(name: "SeriesTests", dependencies: ["BaoShuSeries", "BaoShuWriting", "TestSupport"]),
        .testTarget(name: "LibraryTests", dependencies: ["TestSupport", "BaoShu", "BaoShuMatching", "BaoShuModel", "BaoShuText"]),
    ],
    swiftLanguageModes: [.v6]
)
