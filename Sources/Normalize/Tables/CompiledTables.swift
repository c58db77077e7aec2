/// The tables that the program builds from its data files, built beforehand: `compiled.bin`.
///
/// Building the rules' matcher and the lexicon takes 60 ms, taking them up one. The file says from
/// which data it was made, so that a stale one is never used: the tables are then built anew, and
/// `make lint`, the tests and `.ci/run` fail until `make tables` has written the file again.
///
/// What the file cannot say is that the code which builds has changed. The test builds all tables
/// and compares them with the file, byte by byte.
public enum CompiledTables {
  static let name: StaticString = "compiled.bin"
  private static let magic: [UInt8] = Array("NCT1".utf8)
  /// Magic, then a blank, then the fingerprint of the data.
  private static let headerSize = 16

  /// The file as it must be, from the data that the program embeds.
  ///
  /// - Throws: ``RuleError`` or ``TableError`` for data that are not in their format.
  /// - Complexity: O(n) in the bytes of the data, about 60 ms.
  public static func bytes() throws -> [UInt8] {
    let han = try HanTable(bytes: DataFile.bytes("han.bin"))
    var writer = TableWriter()
    ScalarClassTable(building: ()).write(to: &writer)
    HanLevels(building: ()).write(to: &writer)
    LexiconTables(building: han).write(to: &writer)
    BoilerplateMatcher.write(try RuleSet.builtin(), han, to: &writer)
    var file = magic + [0, 0, 0, 0]
    let fingerprint = fingerprint()
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      file.append(UInt8(truncatingIfNeeded: fingerprint >> shift))
    }
    return file + writer.bytes
  }

  /// Whether the file that the program embeds was made from the data that it embeds.
  public static var isCurrent: Bool { stored != nil }

  /// The file that the program embeds.
  public static var embedded: [UInt8] { Array(DataFile.text(name)) }

  /// The tables in the order in which they were put; nil where the file is of other data.
  static let stored: Stored? = {
    let file = DataFile.text(name)
    guard file.count >= headerSize, file.slice(0, 4).elementsEqual(magic) else { return nil }
    var found: UInt64 = 0
    for index in (8..<16).reversed() { found = found << 8 | UInt64(file[index]) }
    guard found == fingerprint() else { return nil }
    var reader = TableReader(file, at: headerSize)
    do {
      return Stored(
        classes: try ScalarClassTable(from: &reader),
        levels: try HanLevels(from: &reader),
        lexicon: try LexiconTables(from: &reader),
        matcher: reader)
    } catch {
      return nil
    }
  }()

  struct Stored: Sendable {
    /// Nil where another version of ICU is in use than the one that the table was made with.
    var classes: ScalarClassTable?
    var levels: HanLevels
    var lexicon: LexiconTables
    /// Where the matcher of the built-in rules begins.
    var matcher: TableReader
  }

  /// A hash of the names and bytes of all embedded data files but this one.
  ///
  /// `Scripts/check_compiled.py` has the same. Complexity: O(n), a fifth of a millisecond.
  static func fingerprint() -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    DataFile.forEachFile { file, bytes in
      if file == name { return }
      hash = mix(hash, file.fingerprint)
      hash = mix(hash, bytes.fingerprint)
    }
    return hash
  }

  static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 32
  }
}
