import BaoShuRules
import BaoShuWriting
import Foundation

/// The schema of what a set of rules writes: that of the contract, with the types that the rules declare and the fields of each.
///
/// The contract lets any type and any field pass, since rule files declare their own; this one knows them: another type, a field that
/// its type does not declare, or a value that is not what the declaration says is an error.
package enum RuleSchema {
    /// JSON Schema 2020-12, keys sorted.
    ///
    /// - Throws: Where the contract's schema, which is part of the program, is no JSON.
    package static func render(_ program: RuleProgram) throws -> String {
        var schema = try object(JSONSerialization.jsonObject(with: Data(PackageResources.baoshu_1_schema_json)))
        // It is another schema than the contract's, and has no name of its own.
        schema["$id"] = nil
        schema["title"] = "baoshu/1 as written by these rules"
        var definitions = try object(schema["$defs"])
        var mention = try object(definitions["mention"])
        var properties = try object(mention["properties"])
        let written = program.types.filter { !$0.isInternal && !$0.isMasked }
        properties["type"] = ["enum": written.map(\.name)]
        mention["properties"] = properties
        mention["allOf"] = (mention["allOf"] as? [Any] ?? []) + written.map(branch)
        definitions["mention"] = mention
        schema["$defs"] = definitions
        let data = try JSONSerialization.data(withJSONObject: schema, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static func object(_ value: Any?) throws -> [String: Any] {
        guard let object = value as? [String: Any] else { throw CocoaError(.propertyListReadCorrupt) }
        return object
    }

    /// What holds of mentions of one type.
    private static func branch(_ type: OutputType) -> [String: Any] {
        let fields = type.fields.filter { !JSONWriter.reservedMentionFields.contains($0.name) }
        let properties = Dictionary(fields.map { ($0.name, form(of: $0.type)) }) { first, _ in first }
        return [
            "if": ["required": ["type"], "properties": ["type": ["const": type.name]]] as [String: Any],
            "then": ["properties": properties, "propertyNames": ["enum": (JSONWriter.reservedMentionFields.sorted() + fields.map(\.name)).uniqued]] as [String: Any],
        ]
    }

    private static func form(of type: ColumnType) -> [String: Any] {
        switch type {
        case .text: ["type": "string", "minLength": 1]
        case .decimal: ["$ref": "#/$defs/exact"]
        case .flag: ["type": "boolean"]
        case .choice(let values): ["enum": values]
        case .choices(let values): ["type": "array", "minItems": 1, "items": ["enum": values]]
        case .list: ["type": "array", "minItems": 1]
        case .unit: ["$ref": "#/$defs/unit"]
        case .words: ["$ref": "#/$defs/words"]
        case .object: ["type": "object"]
        }
    }
}

extension [String] {
    /// Without what stood before.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
