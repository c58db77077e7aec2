import Crypto
import Foundation
import Normalize

let arguments = CommandLine.arguments
let resources = try Resources(rules: try RuleSet.builtin())
func hex(_ bytes: [UInt8]) -> String {
  SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
}
if arguments[1] == "clean" {
  let path = arguments.last!
  let source = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  var cleaner = Cleaner(resources, Options())
  let document = try cleaner.clean(source)
  var out: [UInt8] = []
  if arguments.contains("json") {
    var writer = DocumentWriter()
    writer.write(
      document, DocumentIdentity(path: path, sha256: hex(source)), rules: resources.rules, to: &out)
  } else {
    out = document.glossed
  }
  FileHandle.standardOutput.write(Data(out))
} else if arguments[1] == "restore" {
  let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[2])))
  let value = try JSONParser.parse(bytes[...])
  FileHandle.standardOutput.write(Data(try SourceRestorer.restore(value)))
}
