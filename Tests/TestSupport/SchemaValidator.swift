import Foundation

/// Holds output against `Schema/baoshu-1.schema.json` or another schema, by the Python package jsonschema.
public enum SchemaValidator {
    /// The validator's remarks, `LINE: PATH: MESSAGE`, none where all lines are valid; nil where it cannot run here, which is said.
    public static func remarks(on lines: [UInt8], schema: String = Repository.path("Schema/baoshu-1.schema.json")) throws -> [String]? {
        let own = Repository.path(".venv/bin/python3")
        let hasOwn = FileManager.default.isExecutableFile(atPath: own)
        let arguments = [Repository.path("Tests/Support/validate.py"), schema]
        let run = try Program(hasOwn ? own : "/usr/bin/env", (hasOwn ? [] : ["python3"]) + arguments, input: lines)
        switch run.status {
        case 0, 1:
            let remarks = run.lines
            return remarks.isEmpty && run.status == 1 ? ["the validator ended with 1: \(run.errors)"] : remarks
        case 3:
            print("skipped: output was not held against the schema, python's jsonschema cannot be had (make test installs it)")
        case 127:
            print("skipped: output was not held against the schema, there is no python3")
        default: return ["the validator ended with \(run.status): \(run.errors)"]
        }
        return nil
    }

    /// The same for text.
    public static func remarks(on lines: String, schema: String = Repository.path("Schema/baoshu-1.schema.json")) throws -> [String]? {
        try remarks(on: Array(lines.utf8), schema: schema)
    }
}
