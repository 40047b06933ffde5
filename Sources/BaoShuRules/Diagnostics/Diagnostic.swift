/// A place in a rule file.
package struct SourcePlace: Sendable, Hashable, Comparable {
    /// Path relative to the rules folder.
    package var file: String
    /// 1-based.
    package var line: Int
    /// 1-based, in Unicode code points.
    package var column: Int
    /// How many code points the culprit is long, at least 1.
    package var length: Int

    package init(file: String, line: Int, column: Int, length: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
        self.length = length
    }

    package static func < (a: SourcePlace, b: SourcePlace) -> Bool { (a.file, a.line, a.column) < (b.file, b.line, b.column) }
}

/// Something that the checker has to say about a rule file.
package struct Diagnostic: Sendable, Hashable {
    package enum Severity: String, Sendable { case error, warning }

    package var code: DiagnosticCode
    package var place: SourcePlace
    /// Lower case, no full stop, with the actual value and the limit.
    package var message: String
    /// A second place that disagrees with the first, with what is there.
    package var other: Label?
    /// What to do, where that is likely.
    package var suggestion: String?

    package struct Label: Sendable, Hashable {
        package var place: SourcePlace
        package var message: String

        package init(place: SourcePlace, message: String) {
            self.place = place
            self.message = message
        }
    }

    package var severity: Severity { code.severity }

    package init(_ code: DiagnosticCode, _ place: SourcePlace, _ message: String, other: Label? = nil, suggestion: String? = nil) {
        self.code = code
        self.place = place
        self.message = message
        self.other = other
        self.suggestion = suggestion
    }
}

/// Every kind of diagnostic. `E` codes are errors, `W` codes warnings; a code keeps its meaning for good.
package enum DiagnosticCode: String, Sendable, CaseIterable {
    case unexpectedCharacter = "E001"
    case unterminatedString = "E002"
    case badEscape = "E003"
    case unexpectedToken = "E004"
    case unknownStatement = "E005"
    case unknownClause = "E006"
    case badIndentation = "E007"
    case unreadableFile = "E008"
    case badLexiconRow = "E009"
    case undefinedName = "E010"
    case undefinedField = "E011"
    case undefinedFunction = "E012"
    case wrongArguments = "E013"
    case typeMismatch = "E014"
    case duplicateName = "E015"
    case emptyMatch = "E016"
    case overCycle = "E017"
    case spanOutOfOrder = "E018"
    case badBound = "E019"
    case missingMatch = "E020"
    case undefinedStage = "E021"
    case passingTodo = "E022"
    case tooLarge = "E023"
    case badCell = "E024"
    case failingTest = "E025"
    case reservedName = "E026"
    case unused = "W001"
    case duplicateSurface = "W002"
    case shadowed = "W003"
    case ambiguous = "W004"
    case unreachableOver = "W005"
    case missingTest = "W006"
    case missingReject = "W007"
    case costlySpan = "W008"
    case captureUnused = "W009"
    case ineffective = "W010"
    case doubtful = "W011"
    case oddLayout = "W012"

    package var severity: Diagnostic.Severity { rawValue.hasPrefix("E") ? .error : .warning }
}
