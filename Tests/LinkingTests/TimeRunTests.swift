import Testing

@testable import BaoShuLinking

struct TimeRunTests {
    @Test(arguments: [
        ("2021/2023", ["2021", "2022", "2023"]),
        ("0099/0100", ["0099", "0100"]),
        ("2023-Q3/2024-Q2", ["2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"]),
        ("2023-H1/2023-H2", ["2023-H1", "2023-H2"]),
        ("2023-11/2024-02", ["2023-11", "2023-12", "2024-01", "2024-02"]),
    ])
    func runs(_ value: String, _ elements: [String]) throws {
        let run = try #require(TimeRun(value))
        #expect((0..<run.count).map { run[$0] } == elements)
        #expect(run[run.count] == elements.last)
        #expect(run.isOfYears == !value.contains("-"))
    }

    @Test(arguments: [
        "2023", "2023/..", "../2023", "2023/2023", "2023/2021", "2023-01/2023-Q2", "2023/2024-01", "202X/2023", "2023-05-01/2023-05-03", "2023-13/2024-01", "2023-Q0/2023-Q2", "2022-FA/2023-SP", "//",
        "",
        "2023/2024/2025", "PRESENT_REF/2023",
    ])
    func areNoRuns(_ value: String) {
        #expect(TimeRun(value) == nil)
    }
}
