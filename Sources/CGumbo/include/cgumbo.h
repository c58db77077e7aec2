// The shim over libgumbo: a skeleton of tags in, what encloses what out. No gumbo.h is visible here.
#ifndef CGUMBO_H
#define CGUMBO_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What the walk over the tree meets.
enum { CGUMBO_ENTER = 0, CGUMBO_LEAVE = 1, CGUMBO_TEXT = 2 };

/// An element that the parser made without a tag in the source has `at` -1.
typedef struct {
  /// Offset in the skeleton of the start tag or of the text.
  int32_t at;
  /// Bytes of the text; 0 for an element.
  int32_t length;
  /// One of the enumeration above.
  int32_t kind;
  /// Of an element without a tag: 1 for a row, 2 for a cell, else 0.
  int32_t implied;
} cgumbo_event;

/// Parses `length` bytes as HTML5 and gives the events of a walk over the tree in `*events`, which
/// the caller frees with `cgumbo_free`, and their number in `*count`.
///
/// The skeleton must be ASCII and nest at most some thousand elements: Gumbo's own clearing is
/// recursive. Returns 0, or -1 where there is no memory for the events.
int32_t cgumbo_parse(const char *skeleton, size_t length, cgumbo_event **events, size_t *count);
void cgumbo_free(cgumbo_event *events);

#ifdef __cplusplus
}
#endif
#endif
