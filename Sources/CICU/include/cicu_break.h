#pragma once
#include <stdint.h>

/// A break iterator of ICU (UAX #29, with ICU's dictionary for Chinese and Japanese). Used by one thread at a time.
typedef struct cicu_break cicu_break;

enum {
  CICU_BREAK_WORD = 0,
  CICU_BREAK_SENTENCE = 1,
};

/// Opens an iterator with no text (ubrk_open). Wanted: a `kind` from above, a locale such as "zh".
/// Returns NULL on failure, with ICU's error number in `*status`; zero or less in `*status` is success.
/// Freed by cicu_break_close.
cicu_break *cicu_break_open(int32_t kind, const char *locale, int32_t *status);

/// Sets the text without copying it (ubrk_setText) and goes to its start. The caller keeps `text` alive and unchanged
/// until cicu_break_clear, the next cicu_break_set or cicu_break_close. Returns ICU's error number, zero or less is success.
int32_t cicu_break_set(cicu_break *handle, const uint16_t *text, int32_t length);

/// Writes the next boundaries (ubrk_next), in UTF-16 code units, at most `capacity` of them. The start of the text is
/// none of them, its end is the last. Returns how many were written, 0 behind the end.
int32_t cicu_break_next(cicu_break *handle, int32_t *boundaries, int32_t capacity);

/// Lets go of the text.
void cicu_break_clear(cicu_break *handle);

/// Frees the iterator. NULL is allowed.
void cicu_break_close(cicu_break *handle);

/// The stretch around `at` whose word boundaries do not depend on what stands outside it, and whose ends are word
/// boundaries: Han, kana and Hangul with the marks that belong to them; where a low line or Hangul joins letters or digits,
/// those too. Returns 0 and leaves `*start` and `*end` alone where no Han, kana or Hangul stands at `at`.
int32_t cicu_break_run(const uint16_t *text, int32_t length, int32_t at, int32_t *start, int32_t *end);

/// What a character is to sentences (Sentence_Break of UAX #29): numbers of ICU (USentenceBreak), those that are used.
enum {
  CICU_SENTENCE_ATERM = 1,
  CICU_SENTENCE_CLOSE = 2,
  CICU_SENTENCE_FORMAT = 3,
  CICU_SENTENCE_LOWER = 4,
  CICU_SENTENCE_NUMERIC = 5,
  CICU_SENTENCE_OLETTER = 6,
  CICU_SENTENCE_SEP = 7,
  CICU_SENTENCE_SP = 8,
  CICU_SENTENCE_STERM = 9,
  CICU_SENTENCE_CR = 11,
  CICU_SENTENCE_EXTEND = 12,
  CICU_SENTENCE_LF = 13,
  CICU_SENTENCE_SCONTINUE = 14,
};

/// The Sentence_Break property of a character of the first plane (u_getIntPropertyValue).
int32_t cicu_sentence_property(uint16_t character);
