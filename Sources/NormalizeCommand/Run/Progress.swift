/// A bar on standard error where that is a terminal; silent where it is none.
final class Progress {
  private let total: Int
  private var label = ""
  private var done = 0
  private var shown = -1
  private let isShown = Terminal.isErrorTerminal

  init(total: Int) {
    self.total = max(1, total)
  }

  func begin(_ label: String) {
    self.label = label
    done = 0
    shown = -1
    advance(0)
  }

  /// Called by one thread at a time.
  func advance(_ count: Int) {
    done += count
    let share = min(100, 100 * done / total)
    guard isShown, share != shown else { return }
    shown = share
    let filled = share * 30 / 100
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    Terminal.warnInPlace("\(label) \(bar) \(share) %")
  }

  func end() {
    if isShown { Terminal.warnInPlace("") }
  }
}
