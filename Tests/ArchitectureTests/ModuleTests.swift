import Foundation
import TestSupport
import Testing

/// Imports go one way: a module sees only those above it in the table of Documentation/architecture.md.
@Suite struct ModuleTests {
    struct Target: Decodable {
        var name: String
        var type: String
        var path: String
        var sources: [String]
        var target_dependencies: [String]?
    }

    struct Package: Decodable { var targets: [Target] }

    /// What the package manager says of the package, with a scratch folder of its own, since the tests' one is locked.
    static let targets = Result<[Target], any Error> {
        let scratch = try TemporaryFolder()
        let run = try Program("/usr/bin/env", ["swift", "package", "--scratch-path", scratch.path, "describe", "--type", "json"])
        try #require(run.status == 0, "swift package describe: \(run.errors)")
        return try JSONDecoder().decode(Package.self, from: Data(run.output)).targets
    }

    /// The modules in the order of the table.
    static let order = Result<[String], any Error> {
        try Repository.text("Documentation/architecture.md").split(separator: "\n").filter { $0.hasPrefix("| [") }
            .flatMap { row in row.split(separator: "|")[0].matches(of: /\[(\w+)\]/).map { String($0.output.1) } }
    }

    @Test func tableHasEveryModule() throws {
        let modules = try Self.targets.get().filter { $0.path.hasPrefix("Sources/") && $0.type != "system-target" }.map(\.name)
        let order = try Self.order.get()
        #expect(Set(modules) == Set(order), "Documentation/architecture.md and Package.swift have other modules")
        #expect(order.count == Set(order).count)
    }

    @Test func dependenciesGoUpwards() throws {
        let order = try Self.order.get()
        for target in try Self.targets.get() {
            guard let place = order.firstIndex(of: target.name) else { continue }
            for dependency in target.target_dependencies ?? [] {
                guard let other = order.firstIndex(of: dependency) else { continue }
                #expect(other < place, "\(target.name) depends on \(dependency), which stands below it")
            }
        }
    }

    /// What a file imports, its module has named: the package manager does not insist on it.
    @Test func importsAreDeclared() throws {
        let targets = try Self.targets.get()
        let ours = Set(targets.map(\.name))
        for target in targets {
            let declared = Set(target.target_dependencies ?? [])
            for source in target.sources where source.hasSuffix(".swift") {
                let text = try Repository.text(target.path + "/" + source)
                for match in text.matches(of: /(?m)^(?:@\w+ )*(?:(?:public|package|internal|private|fileprivate) )?import (?:(?:enum|struct|class|func|protocol|typealias) )?(\w+)/) {
                    let module = String(match.output.1)
                    if ours.contains(module) { #expect(declared.contains(module), "\(target.path)/\(source) imports \(module), which its target does not name") }
                }
            }
        }
    }

    /// The stages know nothing of one another but by the model: reading and layout nothing of the rules, matching nothing of files.
    @Test(arguments: [
        ("BaoShuReading", "BaoShuRules"), ("BaoShuLayout", "BaoShuRules"), ("BaoShuMatching", "BaoShuReading"), ("BaoShuWriting", "BaoShuMatching"), ("BaoShuMeasuring", "BaoShuMatching"),
    ])
    func stagesAreApart(stage: String, other: String) throws {
        let target = try #require(try Self.targets.get().first { $0.name == stage })
        #expect(target.target_dependencies?.contains(other) != true)
    }

    /// ICU and libxml2 stay behind C headers of our own, and what knows of Foundation is named here.
    @Test func foreignHeadersStayOut() throws {
        let targets = try Self.targets.get()
        for target in targets where target.name.hasPrefix("C") && target.path.hasPrefix("Sources/") {
            let folder = target.path + "/include"
            for name in try FileManager.default.contentsOfDirectory(atPath: Repository.path(folder)) where name.hasSuffix(".h") {
                let text = try Repository.text(folder + "/" + name)
                for header in ["<unicode/", "<libxml/", "<openssl/", "<archive.h"] { #expect(!text.contains(header), "\(folder)/\(name) includes \(header)") }
            }
        }
        for name in ["BaoShuText", "BaoShuValues", "BaoShuModel", "BaoShuLayout", "BaoShuTokens", "BaoShuRules", "BaoShuMatching", "BaoShuWriting"] {
            let target = try #require(targets.first { $0.name == name })
            for source in target.sources {
                #expect(!(try Repository.text(target.path + "/" + source)).contains("import Foundation"), "\(name)/\(source) imports Foundation")
            }
        }
    }
}
