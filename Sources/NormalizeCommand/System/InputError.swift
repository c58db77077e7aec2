/// Why the bytes of an input cannot be had: the system says no, or they are packed and damaged.
enum InputError: Error, CustomStringConvertible {
  case system(SystemError)
  case packing(PackingError, path: String)

  /// What an error of reading is; others do not occur.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as SystemError: self = .system(error)
    case let error as PackingError: self = .packing(error, path: NativeName.shown(path))
    case let error as InputError: self = error
    default: self = .packing(.noMemory, path: NativeName.shown(path))
    }
  }

  var description: String {
    switch self {
    case .system(let error): error.description
    case .packing(let error, let path): "\(path): \(error)"
    }
  }
}
