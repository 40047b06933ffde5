import BaoShuValues

extension RuleCompiler {
    func numberTests(_ files: [RuleFile]) {
        let known = CaptureContent.numeralFields
        for case .number(let declaration) in files.lazy.flatMap(\.statements) {
            guard let numeral = numerals[declaration.name.name] else { continue }
            for test in declaration.tests {
                checkPlace(of: test)
                for field in test.fields where !known.contains(field.name.name) { reportField(field.name, "a numeral has no field `\(field.name.name)`", known) }
                add(test, .number(numeral.index))
            }
        }
    }

    func add(_ test: TestDeclaration, _ subject: RuleTest.Subject) {
        let kind: RuleTest.Kind = test.kind == .test ? .test : test.kind == .reject ? .reject : .todo
        parts.tests.append(
            RuleTest(
                subject: subject, kind: kind, text: test.text, day: test.day?.name, role: test.role?.name, mention: test.mention, fields: test.fields.map { ($0.name.name, $0.value.name) },
                place: source(test.place)))
    }

    /// That what a test names is there and can have the value: with `absent`, and in a `todo`, a misspelt field would never be seen.
    func check(_ test: TestDeclaration, of type: OutputType, _ rule: RuleDeclaration) {
        checkPlace(of: test)
        for (name, value) in test.fields {
            if let field = type.fields.first(where: { $0.name == name.name }) {
                if value.name == "absent" { continue }
                // A link has one for each of its quantities.
                let values = rule.isLink ? value.name.split(separator: ",").map(String.init) : [value.name]
                for item in values { check(item, fits: field.type, what: "field `\(field.name)`", at: value.place) }
                continue
            }
            // `number.value`: a field of a part, or of an object.
            let halves = name.name.split(separator: ".", maxSplits: 1).map(String.init)
            if halves.count == 2 {
                if type.fields.contains(where: { $0.name == halves[0] && $0.type == .object }) { continue }
                if let part = rule.parts.first(where: { $0.name.name == halves[0] }) {
                    let known = ["text"] + part.fields.map(\.name.name)
                    if !known.contains(halves[1]) { reportField(name, "part `\(halves[0])` has no field `\(halves[1])`", known.map { "\(halves[0]).\($0)" }) }
                    continue
                }
            }
            reportField(name, "type `\(type.name)` has no field `\(name.name)`", type.fields.map(\.name) + rule.parts.flatMap { part in part.fields.map { "\(part.name.name).\($0.name.name)" } })
        }
    }

    private func reportField(_ field: Named, _ message: String, _ known: [String]) {
        report(.undefinedField, field.place, message, suggestion: Suggestion.text(field.name, among: known) ?? (known.isEmpty ? nil : "fields are \(known.joined(separator: ", "))"))
    }

    /// The day and the role of a test's text.
    private func checkPlace(of test: TestDeclaration) {
        if let role = test.role { checkRole(role) }
        if let day = test.day, Day(iso8601: day.name) == nil { report(.typeMismatch, day.place, "`\(day.name)` is no day", suggestion: "write year, month and day: 2024-05-31") }
    }

    func checkRole(_ role: Named) {
        guard !Self.roleNames.contains(role.name) else { return }
        report(.undefinedName, role.place, "unknown role `\(role.name)`", suggestion: Suggestion.text(role.name, among: Self.roleNames) ?? "roles are \(Self.roleNames.joined(separator: ", "))")
    }
}
