internal import CNormalizeData

/// The data files that the binary embeds: sorted, tab-separated, `#` comments first.
enum DataFile {
  /// Bytes of an embedded file; empty where there is none of that name.
  static func bytes(_ name: String) -> [UInt8] {
    for index in 0..<normalize_data_count() {
      let file = unsafe normalize_data_at(index)
      guard let found = unsafe file.name, unsafe String(cString: found) == name,
        let start = unsafe file.bytes
      else { continue }
      // The shim's files live as long as the process and are `size` bytes long.
      return unsafe Array(UnsafeBufferPointer(start: start, count: file.size))
    }
    return []
  }

  /// Names of the embedded files that end in `suffix`, in the order of the shim's list.
  static func names(endingIn suffix: String) -> [String] {
    (0..<normalize_data_count()).compactMap { index in
      let file = unsafe normalize_data_at(index)
      guard let found = unsafe file.name else { return nil }
      let name = unsafe String(cString: found)
      return name.hasSuffix(suffix) ? name : nil
    }
  }

  /// The cells of each row, comments and empty lines left out.
  static func rows(_ name: String) -> [[String]] {
    String(decoding: bytes(name), as: UTF8.self).split(separator: "\n").compactMap { line in
      line.first == "#"
        ? nil : line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
