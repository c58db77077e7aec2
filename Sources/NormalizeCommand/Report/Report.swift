internal import Normalize
struct Report {
  let settings: RunSettings
  let inputs: InputTable
  let documents: RunDocuments
  let statistics: RunStatistics
  let glossary: Glossary
  let failures: [InputFailure]
  let sources: [[UInt8]]
  func html() throws -> [UInt8] { Array("<html></html>".utf8) }
}
