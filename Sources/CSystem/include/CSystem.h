#ifndef NORMALIZE_CSYSTEM_H
#define NORMALIZE_CSYSTEM_H

/// Keeps freed memory for later use: blocks of up to `threshold` bytes come from the heap, which is
/// given back only where more than `kept` bytes of it are free. Does nothing where the C library is
/// not glibc.
void system_keep_freed(int threshold, int kept);

#endif
