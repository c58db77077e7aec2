extension Cleaner {
  public mutating func clean(_ source: [UInt8], glossary: Glossary?) throws(ICUError) -> Document {
    try clean(source)
  }
  public mutating func observe(_ source: [UInt8]) throws(ICUError) -> Document {
    try clean(source)
  }
}
