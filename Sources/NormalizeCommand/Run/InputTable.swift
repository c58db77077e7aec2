internal import Normalize

/// The inputs of a run in the order of their paths' bytes: files, and parts of large files of
/// records.
///
/// Paths lie in one buffer, so that a million files cost about a hundred bytes each.
struct InputTable: Sendable {
  /// A file, or whole lines of a file of records.
  struct Unit: Sendable {
    var pathStart: Int
    var pathCount: Int32
    /// Number of the first line, 0 for a whole file.
    var firstLine: Int32
    var offset: Int
    var size: Int

    var isPart: Bool { firstLine > 0 }
  }

  private var paths: [UInt8] = []
  /// Of paths that are not shown as they are: the bytes shown.
  private var shown: [Int: [UInt8]] = [:]
  private(set) var units: [Unit] = []
  /// Of files that are cut into parts: by the place of their path.
  private var files: [Int: RecordFile] = [:]
  /// Of members of archives, by the place of their path: bytes of the archive's path, and the member.
  private var members: [Int: (archive: Int, member: ZipArchive.Member)] = [:]
  /// The encoding that the user says all inputs are in.
  private let encoding: TextEncoding?
  /// How PDFs are read.
  var pdf = PDFConverter()
  /// Files of folders that have another extension.
  var skipped = 0
  /// Files that cannot even be looked at.
  var failures: [InputFailure] = []

  init(encoding: TextEncoding? = nil) { self.encoding = encoding }

  /// A whole file.
  mutating func append(_ path: String, size: Int) {
    append(path, size: size, offset: 0, firstLine: 0)
  }

  /// Whole lines of a file of records; those of one file come in order.
  mutating func append(_ path: String, size: Int, offset: Int, firstLine: Int, of file: RecordFile)
  {
    append(path, size: size, offset: offset, firstLine: firstLine)
    if let unit = units.last { files[unit.pathStart] = file }
  }

  /// A member of an archive; its path is that of the archive, a slash, and its name.
  mutating func append(_ archive: String, _ member: ZipArchive.Member) {
    append(archive + "/" + member.name, size: member.unpacked, offset: 0, firstLine: 0)
    if let unit = units.last { members[unit.pathStart] = (archive.utf8.count, member) }
  }

  /// The archive that a unit lies in, and which of its members it is; nil for a file.
  func member(_ unit: Int) -> (archive: ArchiveFile, member: ZipArchive.Member)? {
    guard let found = members[units[unit].pathStart] else { return nil }
    let path = pathBytes(units[unit]).prefix(found.archive)
    return (.file(String(decoding: path, as: UTF8.self)), found.member)
  }

  private mutating func append(_ path: String, size: Int, offset: Int, firstLine: Int) {
    let start: Int
    if offset > 0, let last = units.last {
      start = last.pathStart
    } else {
      start = paths.count
      paths.append(contentsOf: path.utf8)
      let name = NativeName.shown(path)
      if name != path { shown[start] = Array(name.utf8) }
    }
    units.append(
      Unit(
        pathStart: start, pathCount: Int32(path.utf8.count), firstLine: Int32(firstLine),
        offset: offset, size: size))
  }

  /// The path as documents and messages give it.
  func path(_ unit: Int) -> String {
    shown[units[unit].pathStart].map { String(decoding: $0, as: UTF8.self) } ?? nativePath(unit)
  }

  /// The path to open.
  func nativePath(_ unit: Int) -> String {
    String(decoding: pathBytes(units[unit]), as: UTF8.self)
  }

  /// How the lines of a unit are read; nil where it is one text.
  func recordFile(_ unit: Int, _ bytes: [UInt8]) -> RecordFile? {
    files[units[unit].pathStart] ?? RecordFile(sniffing: bytes[...], override: encoding)
  }

  func pathBytes(_ unit: Unit) -> ArraySlice<UInt8> {
    paths[unit.pathStart..<(unit.pathStart + Int(unit.pathCount))]
  }

  var bytes: Int { units.reduce(0) { $0 + $1.size } }

  /// Sorts by path as it is shown, then place in the file, and drops a path that was given twice.
  mutating func sort() {
    let (paths, shown) = (paths, shown)
    func bytes(_ unit: Unit) -> ArraySlice<UInt8> {
      paths[unit.pathStart..<(unit.pathStart + Int(unit.pathCount))]
    }
    units.sort { a, b in
      if a.pathStart == b.pathStart { return a.offset < b.offset }
      let (x, y) = (bytes(a), bytes(b))
      if !shown.isEmpty {
        let (u, v) = (shown[a.pathStart]?[...] ?? x, shown[b.pathStart]?[...] ?? y)
        if !u.elementsEqual(v) { return u.lexicographicallyPrecedes(v) }
      }
      if x.elementsEqual(y) { return a.offset < b.offset }
      return x.lexicographicallyPrecedes(y)
    }
    var kept: [Unit] = []
    kept.reserveCapacity(units.count)
    for unit in units {
      if let last = kept.last, last.offset == unit.offset,
        bytes(last).elementsEqual(bytes(unit))
      {
        continue
      }
      kept.append(unit)
    }
    units = kept
    failures = InputFailure.sorted(failures)
  }

  /// Consecutive units of about a megabyte together: what one thread works on at a time.
  func chunks() -> [Range<Int>] {
    var result: [Range<Int>] = []
    var begun = 0
    var size = 0
    for (place, unit) in units.enumerated() {
      if place > begun, size + unit.size > Self.chunkSize || place - begun >= 512 {
        result.append(begun..<place)
        begun = place
        size = 0
      }
      size += unit.size
    }
    if begun < units.count { result.append(begun..<units.count) }
    return result
  }

  static let chunkSize = 1 << 20
}

/// An input that gives no document.
struct InputFailure: Error, Equatable, Sendable {
  var path: String
  /// Of a file of records; 0 for a file.
  var line: Int = 0
  var code: String
  var message: String

  init(_ error: InputError) {
    switch error {
    case .system(let error): self.init(error)
    case .packing(let error, let path):
      self.init(path: path, line: 0, code: error.code, message: error.reason)
    }
  }

  init(_ error: SystemError) {
    path = error.path
    code = error.name
    message = error.reason
  }

  init(path: String, line: Int, code: String, message: String) {
    self.path = path
    self.line = line
    self.code = code
    self.message = message
  }

  static func sorted(_ failures: [InputFailure]) -> [InputFailure] {
    var result: [InputFailure] = []
    for failure in failures.sorted(by: { a, b in
      if !a.path.utf8.elementsEqual(b.path.utf8) {
        return a.path.utf8.lexicographicallyPrecedes(b.path.utf8)
      }
      return (a.line, a.code) < (b.line, b.code)
    }) {
      // Strings are equal that are canonically equivalent; names of files are not.
      if let last = result.last, last == failure, last.path.utf8.elementsEqual(failure.path.utf8) {
        continue
      }
      result.append(failure)
    }
    return result
  }
}
