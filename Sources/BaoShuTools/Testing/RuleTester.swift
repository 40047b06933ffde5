import BaoShuMatching
import BaoShuRules
import BaoShuModel
import BaoShuText
import BaoShuValues

/// Runs the inline tests of a program: `test`, `reject`, `todo`.
///
/// A test of a rule passes where a mention that the rule makes has the words and the fields; a reject where the rule makes none.
/// A test of a number primitive is about the numeral that begins the text.
package final class RuleTester {
    /// What became of one test.
    package struct Outcome: Sendable {
        package let test: RuleTest
        /// Whether the expectation held; for a `todo`, whether it held although it should not yet.
        package let holds: Bool
        /// Why it did not hold: what was expected and what came instead.
        package let reason: String
        /// nil where the test is as it should be.
        package let diagnostic: Diagnostic?
    }

    package struct Report: Sendable {
        package var outcomes: [Outcome] = []
        package var failures: [Diagnostic] { outcomes.compactMap(\.diagnostic) }
        package var todos: Int { outcomes.count { $0.test.kind == .todo && $0.diagnostic == nil } }
        package var passed: Int { outcomes.count { $0.test.kind != .todo && $0.diagnostic == nil } }
    }

    private let program: RuleProgram
    private let matcher: Matcher
    /// Made for the first test that fails.
    private var explainer: Explainer?

    package init(program: RuleProgram) {
        self.program = program
        matcher = Matcher(program: program)
    }

    /// Runs the tests that `isWanted` keeps, in the order of the program.
    package func run(where isWanted: (RuleTest) -> Bool = { _ in true }) -> Report {
        var report = Report()
        for test in program.tests where isWanted(test) { report.outcomes.append(run(test)) }
        return report
    }

    /// The name of the rule or number primitive that a test belongs to.
    package func subject(of test: RuleTest) -> String {
        switch test.subject {
        case .rule(let index): program.rules[index].name
        case .number(let index): program.numerals[index].name
        }
    }

    /// The stages that a rule needs: its own and those before it, of pages or of articles.
    private func stages(upTo rule: Rule) -> Range<Int> {
        let first = program.layoutStages.contains(rule.stage) ? program.layoutStages.lowerBound : program.articleStages.lowerBound
        return first..<rule.stage + 1
    }

    package func run(_ test: RuleTest) -> Outcome {
        let text = Array(test.text.utf16)
        let reason =
            switch test.subject {
            case .rule(let index): failure(of: test, rule: index, text)
            case .number(let index): failure(of: test, number: index, text)
            }
        let holds = reason == nil
        let diagnostic: Diagnostic? =
            switch (test.kind, holds) {
            case (.todo, true):
                Diagnostic(.passingTodo, test.place, "todo of `\(subject(of: test))` passes", suggestion: "it works now: make it a `test`")
            case (.test, false), (.reject, false): Diagnostic(.failingTest, test.place, "\(test.kind) of `\(subject(of: test))` fails: \(reason ?? "")", other: culprit(of: test, text))
            default: nil
            }
        return Outcome(test: test, holds: holds, reason: reason ?? "", diagnostic: diagnostic)
    }

    /// What in the rules made a test fail: what stopped the rule, or the `set` of a field with another value; else the rule.
    private func culprit(of test: RuleTest, _ text: [UInt16]) -> Diagnostic.Label? {
        guard case .rule(let index) = test.subject else { return nil }
        let rule = program.rules[index]
        let isLayout = program.layoutStages.contains(rule.stage)
        let context = MatchContext(date: test.day, blocks: isLayout ? [] : Self.blocks(text, role: test.role))
        let explainer = explainer ?? Explainer(program: program)
        self.explainer = explainer
        explainer.run(text, context: context, stages: stages(upTo: rule))
        let place = test.mention.flatMap { Self.first($0, in: text) }
        guard let why = explainer.why(rule: rule.name, at: place), test.kind != .reject else { return .init(place: rule.place, message: "the rule") }
        if why.kind == .made {
            let field = test.fields.first { field in rule.sets.contains { $0.field == field.name } }
            let set = field.flatMap { field in rule.sets.firstIndex { $0.field == field.name } }
            return .init(place: set.map { rule.setPlaces[$0] } ?? rule.place, message: set == nil ? "the rule" : "set here")
        }
        return .init(place: why.place ?? rule.place, message: why.message)
    }

    private static func first(_ words: String, in text: [UInt16]) -> Int? {
        let words = Array(words.utf16)
        guard !words.isEmpty, words.count <= text.count else { return nil }
        return (0...(text.count - words.count)).first { text[$0..<($0 + words.count)].elementsEqual(words) }
    }

    // MARK: Rules

    private func failure(of test: RuleTest, rule index: Int, _ text: [UInt16]) -> String? {
        let rule = program.rules[index]
        let isLayout = program.layoutStages.contains(rule.stage)
        let context = MatchContext(date: test.day, blocks: isLayout ? [] : Self.blocks(text, role: test.role))
        let result = matcher.match(text, context: context, stages: stages(upTo: rule))
        if rule.isLink { return linkFailure(of: test, result.links.filter { $0.rule == rule.name }, text) }
        let own = result.mentions.filter { $0.rule == index }
        func words(_ mention: StageMention) -> String { String(decoding: text[matcher.original(mention.start..<mention.end).indices], as: UTF16.self) }
        func described(_ mention: StageMention) -> String {
            let fields = mention.fields.map { "\($0.name) \(matcher.shown($0.value, text: text))" }
            return ([quote(words(mention))] + fields).joined(separator: ", ")
        }
        if test.kind == .reject {
            return own.first.map { "expected no mention, found \(described($0))" }
        }
        func problem(_ mention: StageMention) -> String? {
            if let expected = test.mention, expected != words(mention) { return "expected \(quote(expected)), found \(described(mention))" }
            for field in test.fields {
                let value = Self.value(field.name, of: mention)
                if !matches(value, field.value, text) { return "expected \(field.name) \(field.value), found \(matcher.shown(value, text: text)) on \(quote(words(mention)))" }
            }
            return nil
        }
        let problems = own.map(problem)
        if problems.contains(nil) { return nil }
        if let first = problems.compactMap({ $0 }).first { return first }
        let wanted = test.mention.map(quote) ?? "a mention"
        let others = result.mentions.filter { !$0.isAbsorbed && !program.types[$0.type].isInternal }
        if others.isEmpty { return "expected \(wanted), found no mention" }
        let list = others.prefix(4).map { "`\(program.rules[$0.rule].name)` on \(quote(words($0)))" }
        return "expected \(wanted), found none of this rule, but \(list.joined(separator: ", "))"
    }

    /// A field of a mention, or of one of its parts (`number.value`).
    private static func value(_ name: String, of mention: StageMention) -> RuleValue {
        let own = mention.field(name)
        guard own == .absent, let point = name.firstIndex(of: ".") else { return own }
        let (head, tail) = (String(name[..<point]), String(name[name.index(after: point)...]))
        if case .object(let members) = mention.field(head) { return members.first { $0.name == tail }?.value ?? .absent }
        guard let part = mention.parts.first(where: { $0.name == head }) else { return .absent }
        if tail == "text" { return .words(part.start, part.end) }
        return part.fields.first { $0.name == tail }?.value ?? .absent
    }

    /// Every line of a test's text is a block.
    private static func blocks(_ text: [UInt16], role: String?) -> [Block] {
        let role = role == "table" ? .tableRow : role.flatMap(BlockRole.init(rawValue:)) ?? .body
        var result: [Block] = []
        var start = 0
        for end in 0...text.count where end == text.count || text[end] == 0x0A {
            if end > start { result.append(Block(role: role, span: TextSpan(start, end))) }
            start = end + 1
        }
        return result
    }

    // MARK: Numbers

    private func failure(of test: RuleTest, number index: Int, _ text: [UInt16]) -> String? {
        guard let numeral = matcher.numeral(atStartOf: text, primitive: index) else {
            return test.kind == .reject ? nil : "expected a numeral at the start, found none"
        }
        let words = String(decoding: text[numeral.span.indices], as: UTF16.self)
        if test.kind == .reject { return "expected no numeral at the start, found \(quote(words))" }
        if let expected = test.mention, expected != words { return "expected \(quote(expected)), found \(quote(words))" }
        for field in test.fields {
            let value = numeral.field(field.name)
            if !matches(value, field.value, text) { return "expected \(field.name) \(field.value), found \(matcher.shown(value, text: text)) on \(quote(words))" }
        }
        return nil
    }

    // MARK: Values

    /// Numbers by value, units by code, lists item by item, the rest by text.
    private func matches(_ value: RuleValue, _ expected: String, _ text: [UInt16]) -> Bool {
        switch value {
        case .number(let number): return ExactNumber(expected) == number
        case .list(let items):
            let parts = expected.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmingBlanks }
            return parts.count == items.count && zip(items, parts).allSatisfy { matches($0, $1, text) }
        case .object(let members):
            // An object of one member may be given by its value: `codes DE`.
            if members.count == 1, matches(members[0].value, expected, text) { return true }
            return matcher.shown(value, text: text) == expected
        case .flag(let flag): return ["true": true, "1": true, "yes": true, "false": false, "0": false, "no": false][expected] == flag
        default:
            let shown = matcher.shown(value, text: text)
            if shown == expected { return true }
            // A value that is kept as text may be written with other zeros.
            if case .text = value, let a = ExactNumber(shown), let b = ExactNumber(expected) { return a == b }
            return false
        }
    }

    private func quote(_ text: String) -> String { "\"\(text)\"" }
}

extension String {
    /// Without blanks at its ends.
    var trimmingBlanks: String {
        var scalars = Substring(self).unicodeScalars
        while scalars.first == " " { scalars.removeFirst() }
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}
