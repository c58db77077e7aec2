internal import Normalize

/// TMX 1.4: a translation unit for each pair of sentences that say the same.
///
/// Source: LISA OSCAR, “TMX 1.4b Specification”, 2005. Controls that XML 1.0 forbids become U+FFFD.
enum TMXRenderer {
  /// Pairs below this confidence, in hundredths, are left out: a memory is trusted.
  private static let floor = 60

  static func render(_ twin: Twin, into output: inout [UInt8]) {
    var xml = HTMLWriter()
    xml.raw(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE tmx SYSTEM "tmx14.dtd">
      <tmx version="1.4">
      <header creationtool="normalize" creationtoolversion="1" segtype="sentence" \
      o-tmf="normalize/twin/1" adminlang="en" srclang="en" datatype="plaintext"/>
      <body>

      """)
    let language = twin.chinese.chineseLanguage
    for alignment in twin.alignments where alignment.isAligned && alignment.confidence >= floor {
      xml.raw("<tu><prop type=\"x-confidence\">")
      xml.text("\(alignment.confidence)")
      xml.raw("</prop>\n")
      unit("en", Self.text(twin.english, alignment.en), &xml)
      unit(language, Self.text(twin.chinese, alignment.zh), &xml)
      xml.raw("</tu>\n")
    }
    xml.raw("</body>\n</tmx>\n")
    output.append(contentsOf: xml.bytes)
  }

  private static func unit(_ language: String, _ text: ArraySlice<UInt8>, _ xml: inout HTMLWriter) {
    xml.raw("<tuv xml:lang=\"")
    xml.text(language)
    xml.raw("\"><seg>")
    xml.text(text)
    xml.raw("</seg></tuv>\n")
  }

  static func text(_ document: Document, _ sentences: Range<Int>) -> ArraySlice<UInt8> {
    guard let extent = Twin.extent(document, sentences) else { return [] }
    return document.text.bytes[extent.start..<extent.end]
  }
}

extension Document {
  /// BCP 47 language of the Chinese text.
  var chineseLanguage: String {
    metadata.languages.first { $0 != .en && $0 != .undetermined }?.rawValue ?? "zh"
  }
}
