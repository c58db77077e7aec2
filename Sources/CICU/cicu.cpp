#include "cicu.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>

#include <cstring>
#include <memory>
#include <new>
#include <string>

namespace {

cicu_status failed(UErrorCode code) { return U_FAILURE(code) ? -static_cast<int32_t>(code) : 0; }

/// Copies a finished string into the caller's room, or says how much room it needs.
cicu_status deliver(const std::string &result, uint8_t *target, size_t capacity, size_t *needed) {
  *needed = result.size();
  if (result.size() > capacity) return 1;
  std::memcpy(target, result.data(), result.size());
  return 0;
}

}  // namespace

struct cicu_converter {
  UConverter *handle;
};

struct cicu_breaker {
  std::unique_ptr<icu::BreakIterator> handle;
};

void cicu_version(char *out, size_t capacity) {
  UVersionInfo version;
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_getVersion(version);
  u_versionToString(version, text);
  if (capacity == 0) return;
  std::strncpy(out, text, capacity - 1);
  out[capacity - 1] = 0;
}

const char *cicu_error_name(int32_t code) { return u_errorName(static_cast<UErrorCode>(code)); }

int32_t cicu_general_category(uint32_t scalar) { return u_charType(static_cast<UChar32>(scalar)); }

int32_t cicu_script(uint32_t scalar) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(scalar), &error);
}

int32_t cicu_script_han(void) { return USCRIPT_HAN; }
int32_t cicu_script_latin(void) { return USCRIPT_LATIN; }
int32_t cicu_script_common(void) { return USCRIPT_COMMON; }
int32_t cicu_script_inherited(void) { return USCRIPT_INHERITED; }

int32_t cicu_nfc_active(uint32_t scalar) {
  const UChar32 c = static_cast<UChar32>(scalar);
  return u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES || u_getCombiningClass(c) != 0;
}

cicu_status cicu_nfc(const uint8_t *source, size_t length, uint8_t *target, size_t capacity,
                     size_t *needed, uint32_t *edits, size_t edit_capacity, size_t *edit_count) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2 *nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return failed(error);
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  icu::Edits changes;
  nfc->normalizeUTF8(0, icu::StringPiece(reinterpret_cast<const char *>(source), static_cast<int32_t>(length)),
                     sink, &changes, error);
  if (U_FAILURE(error)) return failed(error);
  size_t count = 0;
  icu::Edits::Iterator walk = changes.getFineIterator();
  while (walk.next(error)) {
    if (count < edit_capacity) {
      edits[3 * count] = static_cast<uint32_t>(walk.oldLength());
      edits[3 * count + 1] = static_cast<uint32_t>(walk.newLength());
      edits[3 * count + 2] = walk.hasChange() ? 1 : 0;
    }
    count += 1;
  }
  if (U_FAILURE(error)) return failed(error);
  *edit_count = count;
  const cicu_status status = deliver(result, target, capacity, needed);
  return count > edit_capacity ? 1 : status;
}

cicu_converter *cicu_converter_open(const char *name, int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  UConverter *handle = ucnv_open(name, &code);
  if (U_SUCCESS(code)) {
    ucnv_setToUCallBack(handle, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &code);
    ucnv_setFromUCallBack(handle, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &code);
    // Without fallbacks a decoded scalar encodes to the bytes it came from, or not at all.
    ucnv_setFallback(handle, false);
  }
  *error = U_FAILURE(code) ? code : 0;
  if (U_FAILURE(code)) {
    ucnv_close(handle);
    return nullptr;
  }
  return new (std::nothrow) cicu_converter{handle};
}

void cicu_converter_close(cicu_converter *converter) {
  if (converter == nullptr) return;
  ucnv_close(converter->handle);
  delete converter;
}

cicu_status cicu_decode(cicu_converter *converter, const uint8_t *source, size_t length,
                        uint8_t *target, size_t capacity, size_t *written, uint16_t *lengths,
                        size_t length_capacity, size_t *count) {
  const char *next = reinterpret_cast<const char *>(source);
  const char *const limit = next + length;
  size_t out = 0, scalars = 0;
  ucnv_resetToUnicode(converter->handle);
  while (next < limit) {
    const char *const begun = next;
    UErrorCode error = U_ZERO_ERROR;
    UChar32 scalar = ucnv_getNextUChar(converter->handle, &next, limit, &error);
    uint16_t flag = 0;
    if (error == U_INDEX_OUTOFBOUNDS_ERROR && next == limit && begun == limit) break;
    if (U_FAILURE(error)) {
      // Illegal, unassigned or truncated bytes: one U+FFFD for what ICU consumed, at least a byte.
      if (next == begun) next = begun + 1;
      scalar = 0xFFFD;
      flag = 0x100;
      ucnv_resetToUnicode(converter->handle);
    }
    if (scalar < 0 || scalar > 0x10FFFF || U_IS_SURROGATE(scalar)) {
      scalar = 0xFFFD;
      flag = 0x100;
    }
    size_t used = static_cast<size_t>(next - begun);
    // One scalar is at most 4 bytes of UTF-8, and an entry counts at most 255 source bytes.
    while (used > 255) {
      if (out + 4 > capacity || scalars >= length_capacity) return 1;
      out += 3;
      target[out - 3] = 0xEF, target[out - 2] = 0xBF, target[out - 1] = 0xBD;
      lengths[scalars++] = 255 | 0x100;
      used -= 255;
    }
    if (out + 4 > capacity || scalars >= length_capacity) return 1;
    int32_t at = 0;
    uint8_t *const place = target + out;
    U8_APPEND_UNSAFE(place, at, scalar);
    out += static_cast<size_t>(at);
    lengths[scalars++] = static_cast<uint16_t>(used) | flag;
  }
  *written = out;
  *count = scalars;
  return 0;
}

cicu_status cicu_encode(cicu_converter *converter, const uint8_t *source, size_t length,
                        uint8_t *target, size_t capacity, size_t *needed) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(reinterpret_cast<const char *>(source), static_cast<int32_t>(length)));
  UErrorCode error = U_ZERO_ERROR;
  ucnv_resetFromUnicode(converter->handle);
  const UChar *from = text.getBuffer();
  const UChar *const from_limit = from + text.length();
  char *to = reinterpret_cast<char *>(target);
  char *const to_limit = to + capacity;
  ucnv_fromUnicode(converter->handle, &to, to_limit, &from, from_limit, nullptr, true, &error);
  *needed = static_cast<size_t>(to - reinterpret_cast<char *>(target));
  if (error == U_BUFFER_OVERFLOW_ERROR) {
    ucnv_resetFromUnicode(converter->handle);
    *needed = 4 * length + 16;
    return 1;
  }
  return failed(error);
}

cicu_status cicu_detect(const uint8_t *source, size_t length, const char *name, int32_t *confidence) {
  *confidence = 0;
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&error);
  if (U_FAILURE(error)) return failed(error);
  ucsdet_setText(detector, reinterpret_cast<const char *>(source), static_cast<int32_t>(length), &error);
  int32_t found = 0;
  const UCharsetMatch **matches = ucsdet_detectAll(detector, &found, &error);
  for (int32_t m = 0; U_SUCCESS(error) && m < found; m++) {
    const char *matched = ucsdet_getName(matches[m], &error);
    if (U_SUCCESS(error) && std::strcmp(matched, name) == 0) {
      *confidence = ucsdet_getConfidence(matches[m], &error);
    }
  }
  ucsdet_close(detector);
  return failed(error);
}

cicu_breaker *cicu_breaker_open(int32_t kind, const char *locale, int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  const icu::Locale where(locale);
  std::unique_ptr<icu::BreakIterator> handle;
  switch (kind) {
    case 0: handle.reset(icu::BreakIterator::createCharacterInstance(where, code)); break;
    case 1: handle.reset(icu::BreakIterator::createWordInstance(where, code)); break;
    case 2: handle.reset(icu::BreakIterator::createLineInstance(where, code)); break;
    default: handle.reset(icu::BreakIterator::createSentenceInstance(where, code)); break;
  }
  *error = U_FAILURE(code) ? code : 0;
  if (U_FAILURE(code) || !handle) return nullptr;
  return new (std::nothrow) cicu_breaker{std::move(handle)};
}

void cicu_breaker_close(cicu_breaker *breaker) { delete breaker; }

cicu_status cicu_breaker_boundaries(cicu_breaker *breaker, const uint8_t *source, size_t length,
                                    uint32_t *boundaries, size_t capacity, size_t *needed) {
  UErrorCode error = U_ZERO_ERROR;
  UText *text = utext_openUTF8(nullptr, reinterpret_cast<const char *>(source),
                               static_cast<int64_t>(length), &error);
  if (U_FAILURE(error)) return failed(error);
  breaker->handle->setText(text, error);
  size_t count = 0;
  if (U_SUCCESS(error)) {
    for (int32_t at = breaker->handle->first(); at != icu::BreakIterator::DONE; at = breaker->handle->next()) {
      if (count < capacity) boundaries[count] = static_cast<uint32_t>(at);
      count += 1;
    }
  }
  utext_close(text);
  *needed = count;
  if (U_FAILURE(error)) return failed(error);
  return count > capacity ? 1 : 0;
}

cicu_status cicu_transliterate(const char *identifier, const uint8_t *source, size_t length,
                               uint8_t *target, size_t capacity, size_t *needed) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> handle(
      icu::Transliterator::createInstance(icu::UnicodeString(identifier), UTRANS_FORWARD, error));
  if (U_FAILURE(error) || !handle) return failed(U_FAILURE(error) ? error : U_INTERNAL_TRANSLITERATOR_ERROR);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(reinterpret_cast<const char *>(source), static_cast<int32_t>(length)));
  handle->transliterate(text);
  std::string result;
  text.toUTF8String(result);
  return deliver(result, target, capacity, needed);
}
