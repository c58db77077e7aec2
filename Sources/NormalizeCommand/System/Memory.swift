internal import CSystem

/// How the process takes memory from the system.
enum Memory {
  /// Keeps what was freed for the next document. glibc would give large buffers back after each one,
  /// and the system would clear every page of the next anew.
  static func keepFreed() { system_keep_freed(32 << 20, 128 << 20) }
}
