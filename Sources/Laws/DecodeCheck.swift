public import Normalize

/// What must hold of decoding alone: for fuzzing it without the stages behind it.
public enum DecodeCheck {
  /// What is wrong with a source read in an encoding (nil: as detected); nil where nothing is.
  ///
  /// Complexity: O(n).
  public static func fault(_ source: [UInt8], _ encoding: TextEncoding?) -> String? {
    let decoded: DecodedSource
    do {
      decoded = try DecodedSource(source, override: encoding)
    } catch {
      return "\(error)"
    }
    if String(validating: decoded.text, as: UTF8.self) == nil { return "the text is not UTF-8" }
    if decoded.sourceCount != source.count { return "bytes are counted wrong" }
    // Places of code points go forward, within the source.
    var last = 0
    for at in 0...decoded.text.count
    where at == decoded.text.count || decoded.text[at] & 0xC0 != 0x80 {
      let place = decoded.source(at)
      guard place >= last, place <= source.count else {
        return "byte \(at) of the text lies at \(place) of \(source.count), behind \(last)"
      }
      last = place
    }
    return nil
  }
}
