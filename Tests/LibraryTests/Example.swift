import BaoShu

/// What an article says in figures: the words, the value, the unit.
func figures(of text: String, rules folder: String) throws -> [String] {
    let rules = try RuleSet(folder: folder)
    let extractor = Extractor(rules: rules, options: .init(types: ["quantity"]))
    let document = extractor.extract(text: text, id: "example", date: "2024-05-31")
    return document.mentions.map { mention in
        let words = document.string(at: mention.span)
        let value = mention.text("value") ?? "\(mention.text("low") ?? "?") to \(mention.text("high") ?? "?")"
        return "\(words) = \(value) \(mention.text("unit") ?? "")"
    }
}

/// The articles of newspaper pages as lines of JSON, or what is wrong with a file.
func lines(of inputs: [String], rules folder: String) throws -> [String] {
    let rules = try RuleSet(folder: folder)
    let extractor = Extractor(rules: rules)
    var lines: [String] = []
    for result in DocumentReader(inputs, rules: rules) {
        switch result {
        case .success(let page): lines += extractor.extract(page).map { extractor.json(of: $0, source: page) }
        case .failure(let error): lines.append("\(error.message) [\(error.code)]")
        }
    }
    return lines
}
