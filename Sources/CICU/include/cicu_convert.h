#pragma once

#include <stdint.h>

/// A converter of one encoding to UTF-16, over ICU's `ucnv_*`. Made by `cicu_converter_open`, freed by
/// `cicu_converter_close`; used by one thread at a time.
typedef struct cicu_converter cicu_converter;

/// A converter for an encoding named as IANA or ICU know it; NULL where ICU has none of that name.
/// The name is copied.
cicu_converter *cicu_converter_open(const char *name);

/// Frees a converter; NULL is allowed.
void cicu_converter_close(cicu_converter *converter);

/// Forgets what an unfinished sequence has left behind, so that a new text can begin.
void cicu_converter_reset(cicu_converter *converter);

/// Converts `length` bytes; each malformed or unassigned sequence gives one U+FFFD. With `flush` not 0, the bytes
/// are the last of the text, so an unfinished sequence at their end is malformed; else it is kept for the next call.
/// Returns 0 when all bytes were taken, 1 when `target` is full (call again from `*consumed`), -1 on any other error.
/// `*written` is in UTF-16 code units. Nothing is kept of either buffer after the call.
int32_t cicu_to_utf16(cicu_converter *converter, const uint8_t *bytes, int64_t length, int32_t flush, uint16_t *target,
                      int64_t capacity, int64_t *consumed, int64_t *written);

/// The guesses of ICU's detector (`ucsdet_detectAll`) for the encoding of some bytes, the best first: their names are copied into `names`, a line
/// feed behind each, as many as fit into its `capacity` bytes. Returns how many bytes they take; 0 where there is no guess.
int32_t cicu_detect_encodings(const uint8_t *bytes, int32_t length, char *names, int32_t capacity);
