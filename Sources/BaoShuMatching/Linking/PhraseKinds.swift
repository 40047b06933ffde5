import BaoShuRules

extension PhraseReader {
    enum Kind: UInt8 { case measured, temporal, lasting, entity, neutral }

    /// What mentions are to a phrase.
    final class Kinds {
        /// By type.
        private let ofType = Memory<Kind>(capacity: 64)
        /// The name of the field, and its values, that tell a number that bounds.
        private let mod: Int32
        private let bounds: (Int32, Int32, Int32, Int32)
        /// The same of figures that only compare others.
        private let kind: Int32
        private let comparing: (Int32, Int32, Int32)

        init(program: RuleProgram, texts: TextTable) {
            ofType.clear(for: program.types.count)
            for (index, type) in program.types.enumerated() {
                ofType.base[index] = switch type.name {
                case _ where type.isInternal: .neutral
                case "quantity", "number", "ratio": .measured
                case "date", "time": .temporal
                case "duration", "set": .lasting
                case "ordinal": .neutral
                default: .entity
                }
            }
            mod = texts.id(of: "mod")
            kind = texts.id(of: "kind")
            comparing = (texts.id(of: "percent"), texts.id(of: "percentage_point"), texts.id(of: "multiple"))
            bounds = (texts.id(of: "more_than"), texts.id(of: "at_least"), texts.id(of: "less_than"), texts.id(of: "at_most"))
        }

        @inline(__always) func kind(ofType type: Int32) -> Kind { ofType.base[Int(type)] }

        /// A percentage or a multiple: what grew by it stands elsewhere.
        func isComparing(_ mention: SeenMention) -> Bool {
            guard let fields = mention.fields else { return false }
            return fields._withUnsafeGuaranteedRef { fields in
                let value = fields.value(of: kind)
                if value.kind == .text { return value.id == comparing.0 || value.id == comparing.1 || value.id == comparing.2 }
                return ["percent", "percentage_point", "multiple"].contains(fields.ruleValue(value).text ?? "")
            }
        }

        func isBound(_ mention: SeenMention) -> Bool {
            guard let fields = mention.fields else { return false }
            return fields._withUnsafeGuaranteedRef { fields in
                let value = fields.value(of: mod)
                if value.kind == .text { return value.id == bounds.0 || value.id == bounds.1 || value.id == bounds.2 || value.id == bounds.3 }
                return ["more_than", "at_least", "less_than", "at_most"].contains(fields.ruleValue(value).text ?? "")
            }
        }
    }
}
