/// What `pdfinfo -box` says of a PDF.
struct PDFInfo: Equatable, Sendable {
  /// Who wrote the file: `Skia/PDF m120`.
  var producer = ""
  var pages = 0
  /// By page: the media box, hundredths of a point, left, lower, right, upper.
  var boxes: [Int: [Int]] = [:]

  /// Reads the program's output. Lines come in the order of titles, count, pages: later ones are
  /// believed, because a title can hold anything. Complexity: O(n).
  init(_ output: [UInt8]) {
    for line in output.split(separator: 0x0A) {
      guard let colon = line.firstIndex(of: 0x3A) else { continue }
      let key = line[..<colon].split(separator: 0x20)
      let value = line[(colon + 1)...].drop { $0 == 0x20 }
      guard let first = key.first else { continue }
      if key.count == 1, first.elementsEqual("Producer".utf8) {
        producer = String(decoding: value, as: UTF8.self)
      } else if key.count == 1, first.elementsEqual("Pages".utf8) {
        pages = Self.number(value) ?? pages
      } else if key.count == 3, first.elementsEqual("Page".utf8),
        key[2].elementsEqual("MediaBox".utf8), let page = Self.number(key[1])
      {
        let box = value.split(separator: 0x20).compactMap(Self.hundredths)
        if box.count == 4 { boxes[page] = box }
      }
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.count <= 9 else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// `-12.34`: two digits behind the point, as the program prints them.
  private static func hundredths(_ text: ArraySlice<UInt8>) -> Int? {
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.magnitude < 1e9 else {
      return nil
    }
    return Int((100 * value).rounded())
  }
}
