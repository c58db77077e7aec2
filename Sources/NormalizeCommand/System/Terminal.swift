internal import Glibc

/// Standard output and standard error.
enum Terminal {
  /// Makes a closed pipe an error of `write` rather than the end of the process.
  static func ignoreClosedPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Throws `SystemError` EPIPE where the reader has gone.
  static func print(_ bytes: [UInt8]) throws(SystemError) {
    try Descriptor.write(bytes, to: STDOUT_FILENO, "standard output")
  }

  static func print(_ text: String) throws(SystemError) {
    try print(Array(text.utf8))
  }

  /// A message for a person. What standard error does not take is lost: there is nowhere to say so.
  static func warn(_ text: String) {
    try? Descriptor.write(
      Array("\(harmless(text))\n".utf8), to: STDERR_FILENO, "standard error")
  }

  /// Names of files can hold what a terminal obeys.
  private static func harmless(_ text: String) -> String {
    visible(NativeName.shown(text), keeping: ["\n", "\t"])
  }

  /// A text with what a terminal obeys or does not show, and what turns the direction of the text
  /// around, as `\x1B` and `\u{202E}`: names come from filings. Line ends and tabs are blanks unless kept.
  ///
  /// Complexity: O(n).
  static func visible(_ text: String, keeping kept: Set<Unicode.Scalar> = []) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isShown =
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: kept.contains(scalar)
        default: true
        }
      if isShown {
        result.unicodeScalars.append(scalar)
      } else if [0x09, 0x0A, 0x0D].contains(scalar.value) {
        result += " "
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let isByte = scalar.value < 0x100
        result += isByte ? "\\x\(scalar.value < 16 ? "0" : "")\(digits)" : "\\u{\(digits)}"
      }
    }
    return result
  }

  static func warnInPlace(_ text: String) {
    try? Descriptor.write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO, "standard error")
  }

  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// `NO_COLOR` (no-color.org) and a terminal that is none.
  static var isColored: Bool {
    isatty(STDOUT_FILENO) == 1 && (environment("NO_COLOR") ?? "").isEmpty
      && environment("TERM") != "dumb"
  }

  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
