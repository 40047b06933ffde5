import ArgumentParser
import BaoShuReading
import Foundation

extension InputFormat: ExpressibleByArgument {}

/// How the inputs are read.
struct ReadingArguments: ParsableArguments {
    @Option(help: ArgumentHelp("The format of all inputs; auto finds it by the content of each.", valueName: "format"))
    var from: InputFormat = .auto

    @Option(help: ArgumentHelp("A field of the input and what it means: id, text, title, date, source, url, author, section, paper or page. May be repeated.", valueName: "field=meaning"))
    var map: [String] = []

    @Option(help: ArgumentHelp("The encoding of all inputs (UTF-8, GB18030, Big5, …); else it is found out.", valueName: "name"))
    var encoding: String?

    @Option(
        name: .customLong("date-from"),
        help: ArgumentHelp("Where the day stands in a file's path (YYYYMMDD, YYYY/MM/DD, …), or a table of file names or ids and days, separated by tabs or commas.", valueName: "pattern|file"))
    var dateFrom: String?

    @Option(name: .customLong("max-size"), help: ArgumentHelp("The most bytes that one document may have, with K, M or G.", valueName: "size"))
    var maxSize = "64M"

    /// - Parameter words: The words of the rules.
    /// - Throws: `CommandFailure` where an argument makes no sense, or the table of days cannot be read.
    func options(words: ReadingWords) throws -> ReadingOptions {
        var options = ReadingOptions(format: from, words: words)
        options.fieldMap = try fieldMap()
        if let encoding {
            guard let name = EncodingChoice.canonicalName(encoding) else {
                throw CommandFailure(message: "unknown encoding `\(encoding)` after --encoding; give UTF-8, GB18030, Big5, UTF-16 or another name that ICU knows")
            }
            options.encoding = name
        }
        if let dateFrom {
            if FileManager.default.fileExists(atPath: dateFrom) {
                do {
                    options.dates = try DateTable.read(path: dateFrom, options: options)
                } catch {
                    throw CommandFailure(message: error.message)
                }
            } else if dateFrom.contains("Y"), dateFrom.contains("M"), dateFrom.contains("D") {
                options.datePattern = dateFrom
            } else {
                throw CommandFailure(message: "`\(dateFrom)` after --date-from is neither a file nor a pattern with YYYY, MM and DD")
            }
        }
        guard let size = Self.bytes(maxSize) else {
            throw CommandFailure(message: "`\(maxSize)` after --max-size is no size; give a number of bytes, such as 500K, 64M or 1G")
        }
        options.maximumDocumentSize = size
        return options
    }

    private func fieldMap() throws -> [String: String] {
        var fields: [String: String] = [:]
        for pair in map {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard sides.count == 2, !sides[0].isEmpty else {
                throw CommandFailure(message: "`\(pair)` after --map is not of the form field=meaning, such as body=text")
            }
            guard RecordField(rawValue: sides[1]) != nil else {
                let known = RecordField.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure(message: "unknown meaning `\(sides[1])` in `\(pair)` after --map; give one of \(known)")
            }
            fields[sides[0]] = sides[1]
        }
        return fields
    }

    /// A number of bytes, with K, M or G for 2^10, 2^20 and 2^30.
    static func bytes(_ text: String) -> Int? {
        var digits = Substring(text.uppercased())
        if digits.hasSuffix("B") { digits = digits.dropLast() }
        var shift = 0
        for (letter, power) in [("K", 10), ("M", 20), ("G", 30)] where digits.hasSuffix(letter) {
            digits = digits.dropLast()
            shift = power
            break
        }
        guard let number = Int(digits), number > 0, number <= Int.max >> (shift + 1) else { return nil }
        return number << shift
    }
}
