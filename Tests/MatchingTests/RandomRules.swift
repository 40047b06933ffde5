import TestSupport

/// Writes random rule files and texts over a few characters, so that everything meets everything.
struct RandomRules {
    var random: SeededGenerator
    private var captures: [String] = []
    private var ruleCount = 0
    private var stage = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    static let roles = ["headline", "body", "caption"]

    mutating func text() -> String {
        let characters = ["甲", "甲", "乙", "乙", "丙", "丁", "一", "二", "十", "3", "4", "万", "，", "。", "(", ")", " ", "\n", "a"]
        var result = ""
        for _ in 0..<(1 + random.below(24)) { result += random.one(of: characters) }
        return result
    }

    mutating func rules() -> String {
        var result = """
            stages early, late
            type t { a: text, b: list, v: decimal, w: text }
            type u { a: text, b: list, v: decimal, w: text }
            type s internal { a: text }
            lexicon p { code: text, n: decimal, side: enum(left, right) }
              甲      A 1 left
              甲乙|丁 B 2 right
              乙乙    C 3 left
              block 丁丁
            lexicon q : both { code: text }
              乙   X
              丙甲 Y
              甲   Z
            lexicon r : both { code: text }
              丙|乙丙 R
              block 丙丙
            lexicon bl block { free: flag }
              丁乙
              丙丁
              丙丁乙 1
            lexicon dg { value: decimal }
              一 1
              二 2
            lexicon sc { factor: decimal }
              十 10
              万 10000
            number Num { digits <dg>; scale <sc>; point "."; group "," }
            chars K = {"甲乙" digit}
            pattern P = "甲" | {K}{1,2} "丙"?

            """
        for stage in 0..<2 {
            self.stage = stage
            result += "stage \(stage == 0 ? "early" : "late")\n"
            for _ in 0..<(1 + random.below(3)) { result += rule() }
        }
        return result
    }

    private mutating func rule() -> String {
        captures = []
        ruleCount += 1
        let name = "r\(ruleCount)"
        var result = "rule \(name) -> \(random.one(of: ["t", "u", "t", "s"]))"
        if ruleCount > 1, random.chance(30) { result += " over r\(1 + random.below(ruleCount - 1))" }
        result += "\n  match \(alternatives(depth: 0))\n"
        for _ in 0..<2 where random.chance(25) { result += "  \(guardClause())\n" }
        if let x = captures.first, random.chance(10) { result += "  not \(random.one(of: ["after", "before"])) \(guardPattern()) at \(x)\n" }
        if random.chance(15) { result += "  prefer \(guardClause())\n" }
        if random.chance(8) { result += "  limit \(1 + random.below(6))\n" }
        if let x = captures.first {
            if random.chance(25) { result += "  where \(condition(random.one(of: captures)))\n" }
            if random.chance(25) { result += "  span \(random.one(of: captures))..\(random.one(of: captures))\n" }
            if !result.contains("-> s") {
                result += "  set a = text(\(x)) ; b = each(\(random.one(of: captures)))\n"
                if random.chance(50) { result += "  set w = \(random.one(of: captures)).text\n" }
            }
        }
        return result + "\n"
    }

    private mutating func condition(_ capture: String, depth: Int = 0) -> String {
        if depth < 3, random.chance(25) {
            let inner = condition(capture, depth: depth + 1)
            return random.chance(40) ? "not (\(inner))" : "(\(inner) \(random.one(of: ["and", "or"])) \(condition(random.one(of: captures), depth: depth + 1)))"
        }
        switch random.below(6) {
        case 0: return "\(capture).length > 1"
        case 1: return "\(capture) absent or \(capture).text != \"甲\""
        case 2: return "not \(capture).text == \"乙\""
        case 3: return "length(each(\(capture))) in 1..2"
        case 4: return "\(capture).text in (\"甲\", \"乙丙\", \"甲乙丙丁戊\")"
        default: return "\(capture).start in (0, 2, 3, 5)"
        }
    }

    private mutating func guardClause() -> String {
        let not = random.chance(50) ? "not " : ""
        switch random.below(9) {
        case 0, 1: return not + "after \(guardPattern())"
        case 2, 3: return not + "before \(guardPattern())"
        case 4: return not + random.one(of: ["boundary", "boundary at start", "boundary at end"])
        case 5: return not + random.one(of: ["line start", "line end"])
        case 6: return not + random.one(of: ["sentence start", "sentence end"])
        case 7: return not + "in \(random.one(of: Self.roles))"
        default: return not + "after \(atom(depth: 2, captures: false))"
        }
    }

    private mutating func guardPattern() -> String {
        var branches = [sequence(depth: 2, captures: false)]
        if random.chance(40) { branches.append(sequence(depth: 2, captures: false)) }
        return branches.joined(separator: " | ")
    }

    private mutating func alternatives(depth: Int, captures: Bool = true) -> String {
        var branches: [String] = []
        for _ in 0..<(random.chance(35) ? 2 + random.below(2) : 1) { branches.append(sequence(depth: depth, captures: captures)) }
        return branches.joined(separator: " | ")
    }

    private mutating func sequence(depth: Int, captures: Bool) -> String {
        var items: [String] = []
        for _ in 0..<(1 + random.below(depth == 0 ? 4 : 2)) {
            var item = atom(depth: depth, captures: captures)
            if random.chance(35) { item += quantifier() }
            if captures, random.chance(35) {
                let name = random.one(of: ["x", "y", "z"])
                // A capture inside one of the same name says nothing of use.
                if !item.contains("\(name)=") {
                    item = "\(name)=\(item)"
                    if !self.captures.contains(name) { self.captures.append(name) }
                }
            }
            items.append(item)
        }
        return items.joined(separator: " ")
    }

    private mutating func quantifier() -> String {
        let base = random.one(of: ["?", "*", "+", "{0,2}", "{1,3}", "{2}", "{0,1}", "{2,}"])
        return base + (random.chance(25) ? "?" : "")
    }

    private mutating func atom(depth: Int, captures: Bool) -> String {
        switch random.below(depth < 3 ? 18 : 13) {
        case 0, 1: random.one(of: ["\"甲\"", "\"乙\"", "\"丙\"", "\"甲乙\"", "\"乙甲乙\"", "\"，\""])
        case 2: random.one(of: ["{Han}", "{digit}", "{K}", "{any}", "{^ \"甲\"}", "{punct}", "{\"乙丙\"}"])
        case 3, 4: random.one(of: ["<p>", "<q>", "<r>", "<both>"])
        case 5: random.one(of: ["<p code=A>", "<p code!=A>", "<p left>", "<both code=R>", "<q code!=X>"])
        case 6: "Num"
        case 7: "P"
        case 8: "_"
        case 9: "gap{0,\(1 + random.below(3))}"
        case 10: "balanced(\"(\", \")\", max \(3 + random.below(8)))"
        case 11, 12: stage == 1 ? random.one(of: ["t", "u", "s"]) : "{Han}"
        default: "(\(alternatives(depth: depth + 1, captures: captures)))"
        }
    }
}
