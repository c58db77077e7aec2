/// What identifies an issuer across its documents: a listing (`HKEX:1548`) or, where a document has
/// none, its names.
///
/// The value is a stable hash of the label, so that a scope costs eight bytes.
public struct IssuerKey: Hashable, Sendable {
  public let value: UInt64
  /// `HKEX:1548`, `zh:金斯瑞生物科技股份有限公司`, `en:genscript biotech corporation`.
  public let label: String

  public init(label: String) {
    self.label = Self.canonical(label)
    value = StableHash.of(Array(self.label.utf8)[...])
  }

  /// A code of Hong Kong in four digits: 917, 0917 and 00917 are one company.
  private static func canonical(_ label: String) -> String {
    let exchange = "HKEX:"
    guard label.prefix(exchange.count).uppercased() == exchange else { return label }
    let code = label.dropFirst(exchange.count)
    guard (1...5).contains(code.utf8.count), code.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
      return label
    }
    let digits = code.drop { $0 == "0" }
    return exchange + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension Metadata {
  /// Keys of the issuers of a document, offerors and others left out: codes first, then names.
  ///
  /// Complexity: O(issuers).
  public func issuerKeys(_ resources: Resources) -> (codes: [IssuerKey], names: [IssuerKey]) {
    let fold = NameFold(resources)
    var codes: [IssuerKey] = []
    var names: [IssuerKey] = []
    for issuer in issuers where issuer.role == .issuer {
      for listing in issuer.listings where !listing.code.isEmpty {
        codes.append(IssuerKey(label: "\(listing.exchange):\(listing.code)"))
      }
      if let zh = issuer.zh, !zh.isEmpty {
        let key = fold.chinese(Array(zh.utf8))
        names.append(IssuerKey(label: "zh:" + String(decoding: key, as: UTF8.self)))
      }
      if let en = issuer.en, !en.isEmpty {
        let key = fold.english(Array(en.utf8))
        names.append(IssuerKey(label: "en:" + String(decoding: key, as: UTF8.self)))
      }
    }
    return (codes, names)
  }
}

/// FNV-1a with a finalizer: the same value on every machine and in every run.
enum StableHash {
  static func of(_ bytes: ArraySlice<UInt8>, seed: UInt64 = 0) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return finish(hash)
  }

  static func combine(_ a: UInt64, _ b: UInt64) -> UInt64 {
    finish((a ^ (b &+ 0x9E37_79B9_7F4A_7C15 &+ a << 6 &+ a >> 2)) &* 0x100_0000_01B3)
  }

  private static func finish(_ value: UInt64) -> UInt64 {
    var hash = value
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ hash >> 33
  }
}
