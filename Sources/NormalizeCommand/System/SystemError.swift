internal import Glibc

/// A failed system call: the code, what was attempted, and the path.
struct SystemError: Error, Equatable, CustomStringConvertible {
  /// The value of `errno`.
  let code: Int32
  /// `open`, `read`, `rename`.
  let call: String
  let path: String

  init(_ call: String, _ path: String, code: Int32 = errno) {
    self.code = code
    self.call = call
    self.path = NativeName.shown(path)
  }

  /// An output could not be written, rather than an input read.
  var isOfOutput: Bool { ["create", "ftruncate", "mkdir", "rename", "write"].contains(call) }

  static func ~= (pattern: Int32, error: SystemError) -> Bool { error.code == pattern }

  /// The code's name in C, for `failures.jsonl`.
  var name: String {
    switch code {
    case ENOENT: "ENOENT"
    case EACCES: "EACCES"
    case EPERM: "EPERM"
    case EISDIR: "EISDIR"
    case ENOTDIR: "ENOTDIR"
    case ELOOP: "ELOOP"
    case EMFILE: "EMFILE"
    case ENFILE: "ENFILE"
    case ENAMETOOLONG: "ENAMETOOLONG"
    case ENOSPC: "ENOSPC"
    case EROFS: "EROFS"
    case EIO: "EIO"
    case EINVAL: "EINVAL"
    case EPIPE: "EPIPE"
    case ENXIO: "ENXIO"
    case EEXIST: "EEXIST"
    default: "errno \(code)"
    }
  }

  /// The system's words for the code, in English whatever the locale.
  var reason: String {
    guard let text = unsafe strerror(code) else { return name }
    return unsafe String(cString: text)
  }

  var description: String { "\(path): \(reason) (\(call))" }
}
