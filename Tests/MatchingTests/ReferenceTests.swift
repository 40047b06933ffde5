import BaoShuMatching
import BaoShuModel
import BaoShuRules
import BaoShuText
import Foundation
import TestSupport
import Testing

/// The matcher against the reference matcher.
struct ReferenceTests {
    /// A rule that tells more characters and words apart than a byte can number, beside one that does not.
    @Test func rulesOfManyMasks() throws {
        let characters = (0..<300).map { String(Unicode.Scalar(UInt32(0x4E10 + $0))!) }
        // Each of them stands behind another, so that no two are taken at the same positions.
        let pairs = characters.indices.map { "\"\(characters[$0])\" \"\(characters[($0 + 7) % 300])\"" }
        let words = (0..<100).map { "lexicon w\($0)\n  \(characters[$0])\(characters[$0])" }.joined(separator: "\n")
        let named = (0..<100).map { "<w\($0)> \"\(characters[$0 + 3])\"" }
        let rules = """
            stages main
            stage main
            type place
            \(words)
            rule place.many -> place
              match   \((pairs + named).joined(separator: " | "))
            rule place.few -> place
              match   "\(characters[0])" "。"
            """
        let program = try #require(RuleCompiler.compile(RuleFiles(["r.rules": Array(rules.utf8)])).program)
        let (matcher, reference) = (Matcher(program: program), ReferenceMatcher(program: program))
        var found = 0
        for shift in [0, 3, 7] {
            for first in characters.indices {
                let second = characters[(first + shift) % 300]
                let units = Array((characters[first] + (shift == 3 ? characters[first] : "") + second + "。").utf16)
                let context = MatchContext(blocks: [Block(role: .body, span: TextSpan(0, units.count))])
                let fast = matcher.match(units, context: context)
                #expect(Self.described(fast, program) == Self.described(try reference.match(units, context: context), program))
                found += fast.mentions.count
            }
        }
        #expect(found == 402)
    }

    /// Pairs of random rules and random text; more of them by `BAOSHU_RANDOM_PAIRS`, from another seed by `BAOSHU_RANDOM_SEED`.
    @Test func randomRulesOnRandomText() throws {
        let environment = ProcessInfo.processInfo.environment
        let pairs = environment["BAOSHU_RANDOM_PAIRS"].flatMap { Int($0) } ?? 2000
        var seed = environment["BAOSHU_RANDOM_SEED"].flatMap { UInt64($0) } ?? 1
        var done = 0
        var skipped = 0
        var withMentions = 0
        var failures = 0
        while done < pairs {
            seed += 1
            var writer = RandomRules(seed: seed)
            let rules = writer.rules()
            let compiled = RuleCompiler.compile(RuleFiles(["r.rules": Array(rules.utf8)]))
            guard let program = compiled.program else {
                skipped += 1
                #expect(skipped < 200 + done, "too many of the random rules have errors: \(compiled.diagnostics.first { $0.severity == .error }!)\n\(rules)")
                if skipped >= 200 + done { return }
                continue
            }
            let matcher = Matcher(program: program)
            let reference = ReferenceMatcher(program: program)
            for _ in 0..<25 {
                let text = writer.text()
                let units = Array(text.utf16)
                let role = BlockRole(rawValue: writer.random.one(of: RandomRules.roles))!
                let middle = units.count / 2
                let context = MatchContext(blocks: [Block(role: role, span: TextSpan(0, middle)), Block(role: .body, span: TextSpan(middle, units.count))])
                let fast = matcher.match(units, context: context)
                let slow = try reference.match(units, context: context)
                let (a, b) = (Self.described(fast, program), Self.described(slow, program))
                if a != b {
                    failures += 1
                    Issue.record("seed \(seed), text \(text.debugDescription)\n\(rules[rules.range(of: "stage early\n")!.lowerBound...])\nmatcher:\n\(a)\nreference:\n\(b)")
                    if failures > 5 { return }
                }
                if !slow.mentions.isEmpty { withMentions += 1 }
                done += 1
            }
        }
        // The comparison says something only where there is something to find.
        #expect(withMentions * 2 > done)
    }

    /// More backward passes in a stage than the places of a text have bits for.
    @Test func moreRulesThanPassesHaveBits() throws {
        let ends = (0..<300).map { Unicode.Scalar(0x4E10 + $0).map(String.init) ?? "" }
        var rules = "stages all\ntype t { a: text }\nstage all\n"
        for (number, end) in ends.enumerated() { rules += "rule r\(number) -> t\n  match \"甲\" x={Han}{1,4} \"\(end)\"\n  set a = text(x)\n" }
        let program = try #require(RuleCompiler.compile(RuleFiles(["r.rules": Array(rules.utf8)])).program)
        #expect(program.stages[0].automata.count > 32)
        let (matcher, reference) = (Matcher(program: program), ReferenceMatcher(program: program))
        var random = SeededGenerator(seed: 7)
        var count = 0
        for _ in 0..<20 {
            let text = (0..<120).map { _ in random.chance(25) ? "甲" : random.chance(10) ? "，" : random.one(of: ends) }.joined()
            let units = Array(text.utf16)
            let context = MatchContext(blocks: [Block(role: .body, span: TextSpan(0, units.count))])
            let (fast, slow) = (matcher.match(units, context: context), try reference.match(units, context: context))
            #expect(Self.described(fast, program) == Self.described(slow, program))
            count += slow.mentions.count
        }
        #expect(count > 100)
    }

    static func described(_ result: Matcher.Result, _ program: RuleProgram) -> String {
        result.mentions.map { mention in
            let fields = mention.fields.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
            let parts = mention.parts.map { "\($0.name) \($0.start)-\($0.end)" }.joined(separator: " ")
            return "\(program.rules[mention.rule].name) \(mention.start)-\(mention.end)\(mention.isAbsorbed ? " absorbed" : "") \(fields) \(parts)"
        }.sorted().joined(separator: "\n")
    }
}
