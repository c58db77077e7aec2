// The data files of Sources/Normalize, put into the binary by #embed.
#ifndef NORMALIZE_DATA_H
#define NORMALIZE_DATA_H

#include <stddef.h>
#include <stdint.h>

/// One embedded file. `bytes` lives as long as the process.
typedef struct {
  const char *name;
  const uint8_t *bytes;
  size_t size;
} normalize_data_file;

/// Number of embedded files.
size_t normalize_data_count(void);

/// File `index`; an empty file without a name where there is none.
normalize_data_file normalize_data_at(size_t index);

#endif
