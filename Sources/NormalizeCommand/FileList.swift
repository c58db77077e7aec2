/// A list of paths in a file: one a line, or ended by zero bytes, as `find -print0` writes them.
enum FileList {
  /// The paths of the list; blank lines are none. Throws `SystemError` where it cannot be read.
  static func paths(in file: String) throws(SystemError) -> [String] {
    let bytes = try FileSystem.read(file == "-" ? "/dev/stdin" : file)
    let separator: UInt8 = bytes.contains(0) ? 0 : 0x0A
    return bytes.split(separator: separator).compactMap { line in
      let path = separator == 0x0A && line.last == 0x0D ? line.dropLast() : line
      return path.isEmpty ? nil : NativeName.string(Array(path))
    }
  }
}
