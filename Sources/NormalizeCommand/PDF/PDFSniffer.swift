/// Whether bytes are a PDF, as their beginning says (ISO 32000-1, 7.5.2, and what readers accept).
enum PDFSniffer {
  /// How many bytes decide.
  static let headSize = headerPlaces + objectPlaces
  /// The header begins in the first of so many bytes.
  private static let headerPlaces = 1 << 10
  /// Behind a header that is not at the beginning, an object begins in so many bytes.
  private static let objectPlaces = 1 << 11

  /// `%PDF-` and a digit at the beginning; or in the first 1,024 bytes, where an object follows, as
  /// none does where a text speaks of the header. Complexity: O(1).
  static func isPDF(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
    let head = Array(bytes.prefix(headSize))
    if isHeader(head, 0) { return true }
    guard
      let at = head.indices.prefix(headerPlaces).dropFirst().first(where: { isHeader(head, $0) })
    else { return false }
    let rest = head[at...].prefix(objectPlaces)
    return rest.contains(Array(" obj".utf8)) && !rest.contains(Array("<html".utf8))
  }

  private static func isHeader(_ head: [UInt8], _ at: Int) -> Bool {
    guard head[at...].starts(with: "%PDF-".utf8), at + 5 < head.count else { return false }
    return head[at + 5] &- 0x30 < 10
  }
}
