#include "cpacking.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

struct cpacking {
  int32_t kind;
  z_stream deflate;
  ZSTD_DStream *zstd;
};

cpacking *cpacking_open(int32_t kind) {
  cpacking *packing = calloc(1, sizeof *packing);
  if (!packing) return NULL;
  packing->kind = kind;
  int done = 0;
  switch (kind) {
    case CPACKING_GZIP: done = inflateInit2(&packing->deflate, 15 + 16) == Z_OK; break;
    case CPACKING_DEFLATE: done = inflateInit2(&packing->deflate, -15) == Z_OK; break;
    case CPACKING_ZSTD:
      packing->zstd = ZSTD_createDStream();
      done = packing->zstd && !ZSTD_isError(ZSTD_initDStream(packing->zstd));
      break;
  }
  if (!done) {
    ZSTD_freeDStream(packing->zstd);
    free(packing);
    return NULL;
  }
  return packing;
}

void cpacking_close(cpacking *packing) {
  if (!packing) return;
  if (packing->kind == CPACKING_ZSTD) {
    ZSTD_freeDStream(packing->zstd);
  } else {
    inflateEnd(&packing->deflate);
  }
  free(packing);
}

int32_t cpacking_reset(cpacking *packing) {
  if (packing->kind == CPACKING_ZSTD) {
    return ZSTD_isError(ZSTD_initDStream(packing->zstd)) ? CPACKING_MEMORY : CPACKING_MORE;
  }
  return inflateReset(&packing->deflate) == Z_OK ? CPACKING_MORE : CPACKING_DAMAGED;
}

static uInt limited(size_t count) { return count > INT_MAX ? INT_MAX : (uInt)count; }

int32_t cpacking_unpack(cpacking *packing, const uint8_t *source, size_t count, size_t *used,
                        uint8_t *target, size_t capacity, size_t *made) {
  if (packing->kind == CPACKING_ZSTD) {
    ZSTD_inBuffer input = {source, count, 0};
    ZSTD_outBuffer output = {target, capacity, 0};
    size_t status = ZSTD_decompressStream(packing->zstd, &output, &input);
    *used = input.pos;
    *made = output.pos;
    if (ZSTD_isError(status)) return CPACKING_DAMAGED;
    return status == 0 ? CPACKING_END : CPACKING_MORE;
  }
  z_stream *stream = &packing->deflate;
  uInt offered = limited(count), room = limited(capacity);
  stream->next_in = (Bytef *)source;
  stream->avail_in = offered;
  stream->next_out = target;
  stream->avail_out = room;
  int status = inflate(stream, Z_NO_FLUSH);
  *used = offered - stream->avail_in;
  *made = room - stream->avail_out;
  stream->next_in = NULL;
  stream->next_out = NULL;
  switch (status) {
    case Z_OK:
    case Z_BUF_ERROR: return CPACKING_MORE;
    case Z_STREAM_END: return CPACKING_END;
    case Z_MEM_ERROR: return CPACKING_MEMORY;
    default: return CPACKING_DAMAGED;
  }
}

uint32_t cpacking_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  return (uint32_t)crc32_z(crc, bytes, count);
}
