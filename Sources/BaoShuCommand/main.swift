import BaoShu
import BaoShuModel
import BaoShuReading
import BaoShuRules
import BaoShuWriting
import Foundation

if CommandLine.arguments.dropFirst().first == "rules" { RulesCommand.main(Array(CommandLine.arguments.dropFirst(2))) ; exit(0) }
let files = try RuleFolder.read(RuleFolder.find(asked: nil)!)
let compiled = RuleCompiler.compile(files)
for d in compiled.diagnostics where d.severity == .error { FileHandle.standardError.write(Data("\(d.place.file):\(d.place.line):\(d.place.column): \(d.code.rawValue) \(d.message) \(d.suggestion ?? "")\n".utf8)) }
guard let program = compiled.program else { exit(2) }
var arguments = Array(CommandLine.arguments.dropFirst())
var options = ReadingOptions()
if let i = arguments.firstIndex(of: "--from") { options.format = InputFormat(rawValue: arguments[i + 1])!; arguments.removeSubrange(i...(i + 1)) }
arguments.removeFirst()
let reader = RecordReader(inputs: arguments, options: options)
let decoder = RecordDecoder(options: options)
let annotator = Annotator(program: program)
let writer = JSONWriter(generator: Generator(version: "0", rules: "sha256:0", icu: "72.1"))
var out: [UInt8] = []
while let record = reader.next() {
    switch decoder.decode(record) {
    case .failure(let e): writer.append(e, to: &out)
    case .success(let s):
        let table = OffsetTable(s.text, unit: .codepoint)
        for d in annotator.annotate(s) { writer.append(d, source: table, to: &out) }
    }
    FileHandle.standardOutput.write(Data(out)); out.removeAll(keepingCapacity: true)
}
