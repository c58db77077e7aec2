/// Work that is taken in order, done on several threads, and delivered in order.
///
/// At most `window` pieces are between being taken and being delivered, so memory is bounded by the
/// pieces and not by the input. The bytes delivered never depend on the number of threads.
///
/// Sendable notes: all state is touched with the gate locked, but for `take` and `deliver`, of
/// which one call each runs at a time.
final class Ordered<Piece, Result>: @unchecked Sendable {
  private let gate = Gate()
  private let window: Int
  private let take: () throws -> Piece?
  private let deliver: (Result) throws -> Void
  private var taken = 0
  private var delivered = 0
  private var isTaking = false
  private var isDelivering = false
  private var isOver = false
  private var done: [Int: Result] = [:]
  private var failure: (any Error)?

  private init(
    window: Int, take: @escaping () throws -> Piece?, deliver: @escaping (Result) throws -> Void
  ) {
    self.window = window
    self.take = take
    self.deliver = deliver
  }

  /// `worker` makes one thread's function; it is called on that thread.
  ///
  /// Rethrows the first error of `take`, of a worker or of `deliver`, after all threads have ended.
  static func run(
    jobs: Int, take: @escaping () throws -> Piece?,
    worker: @escaping @Sendable () throws -> (Piece) throws -> Result,
    deliver: @escaping (Result) throws -> Void
  ) throws {
    if jobs <= 1 {
      let work = try worker()
      while let piece = try take() { try deliver(try work(piece)) }
      return
    }
    let state = Ordered(window: 2 * jobs, take: take, deliver: deliver)
    Workers.run(jobs) {
      do {
        let work = try worker()
        while let (number, piece) = try state.next() { try state.hand(number, try work(piece)) }
      } catch {
        state.fail(error)
      }
    }
    if let failure = state.failure { throw failure }
  }

  private func fail(_ error: any Error) {
    gate.lock()
    if failure == nil { failure = error }
    isOver = true
    gate.wake()
    gate.unlock()
  }

  private func next() throws -> (Int, Piece)? {
    gate.lock()
    while !isOver, isTaking || taken - delivered >= window { gate.wait() }
    if isOver {
      gate.unlock()
      return nil
    }
    isTaking = true
    let number = taken
    taken += 1
    gate.unlock()
    defer {
      gate.lock()
      isTaking = false
      gate.wake()
      gate.unlock()
    }
    let piece = try take()
    if piece == nil {
      gate.lock()
      isOver = true
      gate.unlock()
    }
    return piece.map { (number, $0) }
  }

  private func hand(_ number: Int, _ result: Result) throws {
    gate.lock()
    done[number] = result
    if isDelivering {
      gate.unlock()
      return
    }
    isDelivering = true
    defer {
      isDelivering = false
      gate.wake()
      gate.unlock()
    }
    while failure == nil, let result = done.removeValue(forKey: delivered) {
      gate.unlock()
      defer { gate.lock() }
      try deliver(result)
      gate.lock()
      delivered += 1
      gate.wake()
      gate.unlock()
    }
  }
}
