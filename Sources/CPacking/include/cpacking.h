// The shim over zlib and libzstd: packed bytes in, unpacked bytes out, piece by piece.
#ifndef CPACKING_H
#define CPACKING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { CPACKING_GZIP = 0, CPACKING_DEFLATE = 1, CPACKING_ZSTD = 2 };

/// What a call came to: it goes on, a stream ended, the bytes are damaged, there is no memory.
enum { CPACKING_MORE = 0, CPACKING_END = 1, CPACKING_DAMAGED = -1, CPACKING_MEMORY = -2 };

typedef struct cpacking cpacking;

/// NULL where there is no memory or no such kind.
cpacking *cpacking_open(int32_t kind);
void cpacking_close(cpacking *packing);
/// Reads at most `count` bytes and writes at most `capacity`; says how many of each.
int32_t cpacking_unpack(cpacking *packing, const uint8_t *source, size_t count, size_t *used,
                        uint8_t *target, size_t capacity, size_t *made);
/// Begins the next stream of the same kind.
int32_t cpacking_reset(cpacking *packing);

/// CRC-32 of ISO 3309, as gzip and zip use it; `crc` is 0 at first.
uint32_t cpacking_crc32(uint32_t crc, const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif
#endif
