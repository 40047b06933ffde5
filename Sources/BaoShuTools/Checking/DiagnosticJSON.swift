import BaoShuRules

/// Diagnostics as JSON, for editors: an object with `diagnostics` (each with `code`, `severity`, `file`, `line`, `column`, `length`,
/// `message`, and where there are `other` and `suggestion`), `errors` and `warnings`. Lines and columns are 1-based; columns and
/// lengths count code points.
package enum DiagnosticJSON {
    package static func render(_ diagnostics: [Diagnostic]) -> String {
        var result = "{\"diagnostics\":["
        for (index, diagnostic) in diagnostics.enumerated() {
            result += index == 0 ? "\n" : ",\n"
            result += "{\"code\":\(quote(diagnostic.code.rawValue)),\"severity\":\(quote(diagnostic.severity.rawValue)),\(place(diagnostic.place)),\"message\":\(quote(diagnostic.message))"
            if let other = diagnostic.other { result += ",\"other\":{\(place(other.place)),\"message\":\(quote(other.message))}" }
            if let suggestion = diagnostic.suggestion { result += ",\"suggestion\":\(quote(suggestion))" }
            result += "}"
        }
        let errors = diagnostics.count { $0.severity == .error }
        return result + "\n],\"errors\":\(errors),\"warnings\":\(diagnostics.count - errors)}\n"
    }

    private static func place(_ place: SourcePlace) -> String {
        "\"file\":\(quote(place.file)),\"line\":\(place.line),\"column\":\(place.column),\"length\":\(place.length)"
    }

    /// A JSON string (RFC 8259).
    package static func quote(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
