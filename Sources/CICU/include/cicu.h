// The shim over libicu. Opaque on purpose: no unicode/*.h is visible here, because Foundation
// loads the toolchain's own ICU and two versions of one header do not mix in a module.
#ifndef CICU_H
#define CICU_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Status of a call: 0 done, 1 the output needs `*needed` units of room, negative an ICU error
/// (its UErrorCode with the sign changed).
typedef int32_t cicu_status;

/// ICU's version, for example "72.1", into `out` (NUL-terminated).
void cicu_version(char *out, size_t capacity);

/// Name of an ICU error code as ICU prints it ("U_ILLEGAL_ARGUMENT_ERROR").
const char *cicu_error_name(int32_t code);

// Properties.
int32_t cicu_general_category(uint32_t scalar);
int32_t cicu_script(uint32_t scalar);
int32_t cicu_script_han(void);
int32_t cicu_script_latin(void);
int32_t cicu_script_common(void);
int32_t cicu_script_inherited(void);
/// 1 where the scalar can change under NFC or take part in a composition.
int32_t cicu_nfc_active(uint32_t scalar);

/// NFC of `length` bytes of valid UTF-8. `edits` gets triples (source length, target length,
/// changed) in order; `edit_count` the number of triples.
cicu_status cicu_nfc(const uint8_t *source, size_t length, uint8_t *target, size_t capacity,
                     size_t *needed, uint32_t *edits, size_t edit_capacity, size_t *edit_count);

// Converters.
typedef struct cicu_converter cicu_converter;
cicu_converter *cicu_converter_open(const char *name, int32_t *error);
void cicu_converter_close(cicu_converter *converter);
/// Decodes bytes to UTF-8. For each decoded scalar one entry in `lengths`: bits 0-7 its source
/// length, bit 8 set where the bytes are malformed (shown as U+FFFD).
/// `capacity` must be at least 3 * length + 8 and `length_capacity` at least length + 8.
cicu_status cicu_decode(cicu_converter *converter, const uint8_t *source, size_t length,
                        uint8_t *target, size_t capacity, size_t *written, uint16_t *lengths,
                        size_t length_capacity, size_t *count);
/// Encodes valid UTF-8. Status -10 (U_INVALID_CHAR_FOUND) where a scalar has no mapping.
cicu_status cicu_encode(cicu_converter *converter, const uint8_t *source, size_t length,
                        uint8_t *target, size_t capacity, size_t *needed);

/// Charset detection: the confidence (0-100) of ICU's detector for one charset name.
cicu_status cicu_detect(const uint8_t *source, size_t length, const char *name, int32_t *confidence);

// Break iteration over UTF-8. kind: 0 grapheme cluster, 1 word, 2 line, 3 sentence.
typedef struct cicu_breaker cicu_breaker;
cicu_breaker *cicu_breaker_open(int32_t kind, const char *locale, int32_t *error);
void cicu_breaker_close(cicu_breaker *breaker);
/// All boundaries of the text as byte offsets, 0 and `length` included.
cicu_status cicu_breaker_boundaries(cicu_breaker *breaker, const uint8_t *source, size_t length,
                                    uint32_t *boundaries, size_t capacity, size_t *needed);

/// Transliteration, for table generation and checks only.
cicu_status cicu_transliterate(const char *identifier, const uint8_t *source, size_t length,
                               uint8_t *target, size_t capacity, size_t *needed);

#ifdef __cplusplus
}
#endif
#endif
