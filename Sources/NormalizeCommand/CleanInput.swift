internal import Normalize

/// The files of `clean`, cut into pieces: a whole text, or some lines of JSON Lines.
final class CleanInput {
  /// Bytes of lines in one piece: enough to make the locks cheap, little enough to balance.
  private static let pieceSize = 1 << 20

  private let type: CleanCommand.InputType?
  private let encoding: TextEncoding?
  private var waiting: ArraySlice<String>
  private var lines: (reader: LineReader, file: RecordFile)?
  private var archive: ArchiveReader?

  init(files: [String], type: CleanCommand.InputType?, encoding: TextEncoding?) {
    self.type = type
    self.encoding = encoding
    waiting = files[...]
  }

  /// The next piece, nil at the end. Errors are pieces, so that they are reported in order.
  func next() throws -> CleanPiece? {
    while true {
      if let found = archive {
        if let member = found.next() { return piece(member) }
        archive = nil
      }
      if let (reader, file) = lines {
        do {
          if let block = try reader.next() {
            return CleanPiece(
              path: NativeName.shown(reader.path),
              content: .lines(block.bytes, first: block.line, file))
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
        if reader.isArchive {
          archive = try ArchiveReader(path, reader)
          continue
        }
        guard let file = try recordFile(reader) else {
          return CleanPiece(path: NativeName.shown(path), content: content(try reader.rest()))
        }
        if file.encoding.isWide {
          let error = RecordError.wide(file.encoding.encoding)
          return CleanPiece(path: path, content: .failure("\(path): \(error)"))
        }
        lines = (reader, file)
      } catch {
        return CleanPiece(
          path: path, content: .failure(InputError(error, path: path).description))
      }
    }
  }

  /// A member of an archive: a text, or all lines of a file of records.
  private func piece(_ member: ArchiveReader.Member) -> CleanPiece {
    let path = NativeName.shown(member.path)
    switch member.content {
    case .failure(let error):
      return CleanPiece(path: path, content: .failure("\(path): \(error)"))
    case .success(let bytes):
      guard let file = recordFile(bytes) else {
        return CleanPiece(path: path, content: content(bytes))
      }
      if file.encoding.isWide {
        let error = RecordError.wide(file.encoding.encoding)
        return CleanPiece(path: path, content: .failure("\(path): \(error)"))
      }
      return CleanPiece(path: path, content: .lines(bytes, first: 1, file))
    }
  }

  private func recordFile(_ bytes: [UInt8]) -> RecordFile? {
    switch type {
    case .text, .html, .pdf: nil
    case .jsonl: RecordFile(LineEncoding(head: bytes[...], override: encoding))
    case nil:
      PDFSniffer.isPDF(bytes) ? nil : RecordFile(sniffing: bytes[...], override: encoding)
    }
  }

  /// What a file that is one document is, as the user or its content says.
  private func content(_ bytes: [UInt8]) -> CleanPiece.Content {
    switch type {
    case .text: .text(bytes, .text)
    case .html: .text(bytes, .html)
    case .pdf: .pdf(bytes)
    case .jsonl, nil: PDFSniffer.isPDF(bytes) ? .pdf(bytes) : .text(bytes, .file)
    }
  }

  /// How the file's lines are read; nil where it is one text.
  private func recordFile(_ reader: LineReader) throws(InputError) -> RecordFile? {
    switch type {
    case .text, .html, .pdf: nil
    case .jsonl: RecordFile(LineEncoding(head: try reader.head(), override: encoding))
    case nil: try reader.isPDF() ? nil : try reader.recordFile(override: encoding)
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

  /// The content is a zip archive, which is not read by lines.
  var isArchive: Bool { file.wrapping == .zip }
  /// The content is unpacked while it is read: places in it are none of the file.
  var isPacked: Bool { file.wrapping != nil }

  init(_ path: String, pieceSize: Int) throws(InputError) {
    self.path = path
    self.pieceSize = pieceSize
    file = try LineSource(path)
  }

  /// How the lines are read; nil where the content is one text.
  func recordFile(override: TextEncoding?) throws(InputError) -> RecordFile? {
    while !isAtEnd, pending.count < RecordFile.glanceSize { try fill(1 << 16) }
    guard RecordFile.mayBeRecords(pending[...]) else { return nil }
    return RecordFile(sniffing: try head(), override: override)
  }

  /// Whether the content is a PDF.
  func isPDF() throws(InputError) -> Bool {
    while !isAtEnd, pending.count < PDFSniffer.headSize { try fill(1 << 16) }
    return PDFSniffer.isPDF(pending)
  }

  /// The bytes that decide how a file is read.
  func head() throws(InputError) -> ArraySlice<UInt8> {
    while !isAtEnd, pending.count < LineEncoding.headSize { try fill(Self.readSize) }
    return pending.prefix(LineEncoding.headSize)
  }

  /// All that is left.
  func rest() throws(InputError) -> [UInt8] {
    if pending.isEmpty, !isAtEnd, !isPacked { return try file.all() }
    while !isAtEnd {
      try fill(max(1 << 16, min(pending.count, 1 << 24)))
      if isPacked, pending.count > PackingLimit.document {
        throw .packing(.tooLarge(PackingLimit.document), path: NativeName.shown(path))
      }
    }
    defer { pending = [] }
    return pending
  }

  /// The bytes of the input itself, packed where it is.
  func bytes() throws(InputError) -> [UInt8] { try file.all() }

  /// Some whole lines and the number of the first of them; nil at the end.
  func next() throws(InputError) -> (bytes: [UInt8], line: Int)? {
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

  private func fill(_ count: Int) throws(InputError) {
    if try file.read(count, into: &pending) == 0 { isAtEnd = true }
  }
}

/// A file or standard input, unpacked where it is packed.
final class LineSource {
  private let file: Descriptor
  /// The first bytes, which said what the file is wrapped in.
  private var head: [UInt8] = []
  private var unpacker: Unpacker?
  let wrapping: Wrapping?

  init(_ path: String) throws(InputError) {
    do {
      file = try Descriptor.open(path == "-" ? "/dev/stdin" : path, .read)
      while head.count < Wrapping.headSize,
        try file.read(Wrapping.headSize - head.count, into: &head) > 0
      {}
      wrapping = Wrapping(head: head)
      if let kind = wrapping?.kind { unpacker = try Unpacker(kind) }
    } catch {
      throw InputError(error, path: path)
    }
  }

  func read(_ count: Int, into bytes: inout [UInt8]) throws(InputError) -> Int {
    do {
      guard let unpacker else { return try packed(count, into: &bytes) }
      return try unpacker.read(count, into: &bytes, from: packed)
    } catch {
      throw InputError(error, path: file.path)
    }
  }

  /// The bytes of the file itself.
  private func packed(_ count: Int, into bytes: inout [UInt8]) throws -> Int {
    guard head.isEmpty else {
      defer { head = [] }
      bytes.append(contentsOf: head)
      return head.count
    }
    return try file.read(count, into: &bytes)
  }

  /// All bytes of the file itself.
  func all() throws(InputError) -> [UInt8] {
    do {
      let rest = try file.readAll(expecting: min(try file.size, 1 << 30))
      return head.isEmpty ? rest : head + rest
    } catch {
      throw InputError(error, path: file.path)
    }
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
    case text([UInt8], SourceForm)
    case pdf([UInt8])
    case lines([UInt8], first: Int, RecordFile)
    case failure(String)
  }

  struct Result {
    var bytes: [UInt8] = []
    var documents = 0
    var messages: [String] = []
  }

  var path: String
  var content: Content

  func cleaned(
    by maker: inout DocumentMaker, _ converter: PDFConverter, separator: [UInt8]
  ) -> Result {
    var result = Result()
    switch content {
    case .failure(let message):
      result.messages.append(message)
    case .text(let source, let form):
      do {
        try maker.make(Record(text: source, form: form), path: path, into: &result.bytes)
        result.documents = 1
      } catch {
        result.messages.append("\(path): \(error)")
      }
    case .pdf(let file):
      do {
        try maker.make(Record(try converter.convert(file)), path: path, into: &result.bytes)
        result.documents = 1
      } catch {
        result.messages.append("\(path): \(error)")
      }
    case .lines(let bytes, let first, let file):
      result.bytes.reserveCapacity(6 * bytes.count)
      let reader: RecordReader
      do {
        reader = try RecordReader(file)
      } catch {
        result.messages.append("\(path): \(error)")
        return result
      }
      RecordLines.forEach(in: bytes, first: first) { line, number in
        do {
          let record = try reader.record(line)
          if result.documents > 0 { result.bytes.append(contentsOf: separator) }
          try maker.make(record, path: path, into: &result.bytes)
          result.documents += 1
        } catch {
          result.messages.append("\(path), line \(number): \(error)")
        }
      }
    }
    return result
  }
}
