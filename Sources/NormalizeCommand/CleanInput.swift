internal import Normalize

/// The files of `clean`, cut into pieces: a whole text, or some lines of JSON Lines.
final class CleanInput {
  /// Bytes of lines in one piece: enough to make the locks cheap, little enough to balance.
  private static let pieceSize = 1 << 20

  private let type: CleanCommand.InputType?
  private var waiting: ArraySlice<String>
  private var lines: LineReader?

  init(files: [String], type: CleanCommand.InputType?) {
    self.type = type
    waiting = files[...]
  }

  /// The next piece, nil at the end. Errors are pieces, so that they are reported in order.
  func next() throws -> CleanPiece? {
    while true {
      if let reader = lines {
        do {
          if let block = try reader.next() {
            return CleanPiece(path: reader.path, content: .lines(block.bytes, first: block.line))
          }
        } catch {
          lines = nil
          return CleanPiece(path: reader.path, content: .failure(error.description))
        }
        lines = nil
      }
      guard let path = waiting.popFirst() else { return nil }
      do {
        let reader = try LineReader(path, pieceSize: Self.pieceSize)
        let isRecords = try type.map { $0 == .jsonl } ?? reader.looksLikeRecords()
        if isRecords {
          lines = reader
        } else {
          return CleanPiece(path: path, content: .text(try reader.rest()))
        }
      } catch let error as SystemError {
        return CleanPiece(path: path, content: .failure(error.description))
      }
    }
  }
}

/// Reads a file in blocks of whole lines.
final class LineReader {
  let path: String
  private let file: LineSource
  private let pieceSize: Int
  private var pending: [UInt8] = []
  private var line = 1
  private var isAtEnd = false

  init(_ path: String, pieceSize: Int) throws(SystemError) {
    self.path = path
    self.pieceSize = pieceSize
    file = try LineSource(path)
  }

  func looksLikeRecords() throws(SystemError) -> Bool {
    while !isAtEnd, pending.count < pieceSize, !pending.contains(0x0A) { try fill(1 << 16) }
    return RecordScanner.looksLikeRecords(pending)
  }

  /// All that is left.
  func rest() throws(SystemError) -> [UInt8] {
    if pending.isEmpty, !isAtEnd { return try file.all() }
    while !isAtEnd { try fill(max(1 << 16, pending.count)) }
    defer { pending = [] }
    return pending
  }

  /// Some whole lines and the number of the first of them; nil at the end.
  func next() throws(SystemError) -> (bytes: [UInt8], line: Int)? {
    while !isAtEnd, pending.count < pieceSize { try fill(Self.readSize) }
    if pending.isEmpty { return nil }
    var end = isAtEnd ? pending.count : pending.lastIndex(of: 0x0A).map { $0 + 1 }
    // One line is longer than a piece: read on to its end.
    while end == nil {
      let searched = pending.count
      try fill(Self.readSize)
      end = isAtEnd ? pending.count : pending[searched...].lastIndex(of: 0x0A).map { $0 + 1 }
    }
    let begun = line
    let cut = end ?? pending.count
    let rest = Array(pending[cut...])
    var block = pending
    pending = rest
    block.removeLast(block.count - cut)
    line += block.lineEnds
    return (block, begun)
  }

  /// Bytes of one read: a pipe gives no more than 64 KB, and room is cleared for all of it.
  private static let readSize = 1 << 18

  private func fill(_ count: Int) throws(SystemError) {
    if try file.read(count, into: &pending) == 0 { isAtEnd = true }
  }
}

/// A file or standard input.
final class LineSource {
  private let file: Descriptor

  init(_ path: String) throws(SystemError) {
    file = try Descriptor.open(path == "-" ? "/dev/stdin" : path, .read)
  }

  func read(_ count: Int, into bytes: inout [UInt8]) throws(SystemError) -> Int {
    try file.read(count, into: &bytes)
  }

  func all() throws(SystemError) -> [UInt8] {
    try file.readAll(expecting: min(try file.size, 1 << 30))
  }
}

extension [UInt8] {
  /// The number of line ends.
  fileprivate var lineEnds: Int {
    ByteScan.count(0x0A, span)
  }
}

/// A part of the input that one thread cleans.
struct CleanPiece {
  enum Content {
    case text([UInt8])
    case lines([UInt8], first: Int)
    case failure(String)
  }

  struct Result {
    var bytes: [UInt8] = []
    var documents = 0
    var messages: [String] = []
  }

  var path: String
  var content: Content

  func cleaned(by maker: inout DocumentMaker, separator: [UInt8]) -> Result {
    var result = Result()
    switch content {
    case .failure(let message):
      result.messages.append(message)
    case .text(let source):
      do {
        try maker.make(source, path: path, record: nil, into: &result.bytes)
        result.documents = 1
      } catch {
        result.messages.append("\(path): \(error)")
      }
    case .lines(let bytes, let first):
      result.bytes.reserveCapacity(6 * bytes.count)
      RecordLines.forEach(in: bytes, first: first) { line, number in
        do {
          let record = try RecordScanner.record(line)
          if result.documents > 0 { result.bytes.append(contentsOf: separator) }
          try maker.make(record.text, path: path, record: record.id, into: &result.bytes)
          result.documents += 1
        } catch {
          result.messages.append("\(path), line \(number): \(error)")
        }
      }
    }
    return result
  }
}

/// The lines of a block, blank ones left out.
enum RecordLines {
  static func forEach(
    in bytes: [UInt8], first: Int, _ body: (ArraySlice<UInt8>, _ number: Int) -> Void
  ) {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) && first == 1 ? 3 : 0
    var number = first
    while at < bytes.count {
      let end = ByteScan.first(0x0A, bytes.span, at, bytes.count)
      var last = end
      while last > at, bytes[last - 1] == 0x0D || bytes[last - 1] == 0x20 { last -= 1 }
      if last > at { body(bytes[at..<last], number) }
      at = end + 1
      number += 1
    }
  }
}
