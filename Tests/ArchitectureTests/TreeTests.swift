import Foundation
import TestSupport
import Testing

/// What stands in the tree.
@Suite struct TreeTests {
    @Test func changelogHasTheVersion() throws {
        let version = try #require(try Repository.text("Sources/BaoShu/Version.swift").firstMatch(of: /baoShuVersion = "([0-9.]+)"/)?.output.1)
        #expect(try Repository.text("CHANGELOG.md").contains("## \(version)"), "CHANGELOG.md has no section for \(version)")
    }

    @Test(arguments: ["README.md", "CHANGELOG.md", "Documentation/architecture.md", "Documentation/library.md", "Documentation/command.md", "Corpus/README.md"])
    func linksLeadSomewhere(page: String) throws {
        let folder = URL(fileURLWithPath: Repository.path(page)).deletingLastPathComponent()
        for match in try Repository.text(page).matches(of: /\]\(([^)#:\s]+)(?:#[^)]*)?\)/) {
            let target = folder.appendingPathComponent(String(match.output.1)).path
            #expect(FileManager.default.fileExists(atPath: target), "\(page) links to \(match.output.1)")
        }
    }
}
