internal import Glibc

/// Threads and what they wait on.
///
/// Sendable notes: the mutex and the condition live in memory that the object owns and never moves;
/// all other state of a user of this class is touched between `lock` and `unlock` only.
@safe final class Gate: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe pthread_cond_destroy(condition)
    unsafe mutex.deallocate()
    unsafe condition.deallocate()
  }

  func lock() { unsafe pthread_mutex_lock(mutex) }
  func unlock() { unsafe pthread_mutex_unlock(mutex) }
  /// Waits for `wake`; the gate is locked before and after.
  func wait() { unsafe pthread_cond_wait(condition, mutex) }
  func wake() { unsafe pthread_cond_broadcast(condition) }
}

enum Workers {
  /// Runs `body` on `count` threads and waits for all of them. With one, on the caller's.
  static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    if count <= 1 { return body() }
    var threads: [pthread_t] = []
    for _ in 1..<count {
      let box = unsafe Unmanaged.passRetained(Body(body))
      var thread = pthread_t()
      let status = unsafe pthread_create(
        &thread, nil,
        { pointer in
          guard let pointer = unsafe pointer else { return nil }
          // Retained by the creator for this thread, which releases it.
          unsafe Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().body()
          return nil
        }, box.toOpaque())
      if status == 0 { threads.append(thread) } else { unsafe box.release() }
    }
    body()
    for thread in threads { pthread_join(thread, nil) }
  }

  private final class Body: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
