import BaoShuText

extension AnnotatedDocument {
    /// Takes out the mentions of all other types, and the facts whose quantity is one of them. What else a fact says stays: words keep
    /// their place, and a time its value.
    ///
    /// - Complexity: O(*m* + *f*)
    package mutating func keepMentions(ofTypes types: Set<String>) {
        var numbers: [Int?] = []
        var spans: [TextSpan] = []
        var heads: [MentionHead] = []
        for head in mentions.heads {
            let isKept = types.contains(mentions.string(head.type))
            numbers.append(isKept ? heads.count : nil)
            spans.append(head.span)
            if isKept { heads.append(head) }
        }
        mentions.heads = heads

        func kept(_ role: Fact.Role?) -> Fact.Role? {
            guard var role, let mention = role.mention else { return role }
            role.mention = numbers[mention]
            // Without the mention the words need a place of their own.
            if role.mention == nil, role.value == nil, role.span == nil { role.span = spans[mention] }
            return role
        }
        facts = facts.compactMap { fact in
            guard let quantity = numbers[fact.quantity] else { return nil }
            var fact = fact
            fact.quantity = quantity
            fact.indicator = kept(fact.indicator)
            fact.subject = kept(fact.subject)
            fact.time = kept(fact.time)
            fact.shareOf = kept(fact.shareOf)
            return fact
        }
    }
}
