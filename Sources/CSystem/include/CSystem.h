#ifndef NORMALIZE_CSYSTEM_H
#define NORMALIZE_CSYSTEM_H

#include <stddef.h>
#include <stdint.h>

/// Keeps freed memory for later use: blocks of up to `threshold` bytes come from the heap, which is
/// given back only where more than `kept` bytes of it are free. Does nothing where the C library is
/// not glibc.
void system_keep_freed(int threshold, int kept);

/// What a child may use. Its files are read only, it dumps no core, and it dies with the thread that
/// started it.
struct system_limits {
  /// Seconds of one core.
  uint64_t cpu;
  /// Bytes of address space.
  uint64_t memory;
};

/// A child that runs, the leader of a process group of its own.
struct system_child {
  int pid;
  /// Read ends of pipes, not blocking: the child's standard output and standard error.
  int output;
  int errors;
};

/// Starts `program` (a path) with `arguments`, a zero pointer behind the last one; no shell. Its
/// standard input is the descriptor `input`, its environment is `LC_ALL=C`; other descriptors are closed.
///
/// 0, or a value of `errno`; a program that cannot be started ends with status 127.
int system_start(const char *program, const char *const *arguments, int input,
                 const struct system_limits *limits, struct system_child *child);

/// Waits until one of two pipes (-1 for none) has bytes or is at its end, at most `milliseconds`.
/// Negative where it failed.
int system_wait_for_bytes(int first, int second, int milliseconds);

/// Whether a child has ended; it stays to be waited for.
int system_has_ended(int pid);

/// Ends the child's group where it still runs, and waits for the child. Its exit status, or 256 and the
/// signal that ended it; negative where there is none. With `kills` 0 it is only waited for.
int system_end(int pid, int kills);

/// A file in memory that has no name; -1 and `errno` where it cannot be had.
int system_memory_file(void);

#endif
