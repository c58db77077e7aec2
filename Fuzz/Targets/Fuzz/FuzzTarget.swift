internal import Glibc
internal import Laws
internal import Normalize

/// What libFuzzer calls: the target of `NORMALIZE_FUZZ` with one input after another.
///
/// A broken law ends the process, as a trap does: libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  // libFuzzer gives `count` bytes at `start`, which it keeps.
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
  FuzzTarget.shared.check(bytes)
  return 0
}

enum FuzzTarget: String, CaseIterable {
  /// Bytes to text and back, in each encoding; lines of records in each.
  case decode
  /// The whole pipeline, all laws.
  case pipeline
  /// A page, all laws but that its text is no page again.
  case html
  /// Files of records and what pdfinfo prints.
  case jsonl
  /// Rules of the user.
  case rules

  static let shared: FuzzRunner = {
    let name = unsafe getenv("NORMALIZE_FUZZ").map { unsafe String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      let known = allCases.map(\.rawValue).joined(separator: ", ")
      fatalError("NORMALIZE_FUZZ is `\(name)`; targets are \(known)")
    }
    do {
      return try FuzzRunner(target)
    } catch {
      fatalError("\(error)")
    }
  }()
}

/// One target with what it needs.
///
/// Sendable notes: libFuzzer calls it from one thread.
final class FuzzRunner: @unchecked Sendable {
  private let target: FuzzTarget
  private let rules: RuleSet
  private var cleaner: Cleaner
  private var checker: LawChecker

  init(_ target: FuzzTarget) throws {
    self.target = target
    rules = try RuleSet.builtin()
    let resources = try Resources(rules: rules)
    cleaner = Cleaner(resources, Options())
    checker = LawChecker(resources)
  }

  func check(_ bytes: [UInt8]) {
    switch target {
    case .decode: decode(bytes)
    case .pipeline: laws(bytes, as: .file)
    case .html: laws(bytes, as: .html)
    case .jsonl: records(bytes)
    case .rules: _ = try? rules.adding(bytes, file: "input")
    }
  }

  private func laws(_ bytes: [UInt8], as form: SourceForm) {
    let broken = checker.violations(bytes, as: form)
    if let first = broken.first { fatalError("\(first)") }
  }

  /// The first byte chooses the encoding.
  private func decode(_ bytes: [UInt8]) {
    let encodings = TextEncoding.allCases
    guard let first = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    let chosen = Int(first) % (encodings.count + 1)
    let override = chosen < encodings.count ? encodings[chosen] : nil
    if let detail = DecodeCheck.fault(rest, override) { fatalError(detail) }
  }

  private func records(_ bytes: [UInt8]) {
    _ = PDFInfo(bytes)
    _ = PDFSniffer.isPDF(bytes)
    guard let file = RecordFile(sniffing: bytes[...], override: nil) else {
      return lines(bytes, RecordFile(LineEncoding(head: bytes[...], override: nil)))
    }
    lines(bytes, file)
  }

  private func lines(_ bytes: [UInt8], _ file: RecordFile) {
    guard let reader = try? RecordReader(file) else { return }
    RecordLines.forEach(in: bytes, first: 1) { line, _ in
      guard let record = try? reader.record(line) else { return }
      // The slow way reads what the quick one reads.
      guard let value = try? JSONParser.parse(line) else { return }
      if case .string(let text)? = value["text"], record.loneSurrogates == 0, record.malformed == 0,
        record.origin == nil, text != record.text
      {
        fatalError("two readers of a record differ")
      }
    }
  }
}
