#pragma once
#include <stdint.h>

/// A rule-based number format of ICU (unum.h, UNUM_SPELLOUT). The caller frees it with cicu_speller_close; one thread at a time may use it.
typedef struct cicu_speller cicu_speller;

/// Opens the format of a locale (unum_open). `rule_set` is a name such as "%spellout-cardinal", or null for the locale's default.
/// `*status` is ICU's, 0 for success; null on failure.
cicu_speller *cicu_speller_open(const char *locale, const char *rule_set, int32_t *status);

/// Frees a format; null is allowed.
void cicu_speller_close(cicu_speller *speller);

/// Spells a decimal ("-12.5", ASCII) in words (unum_formatDecimal). Writes at most `capacity` UTF-16 code units to `out` and their number
/// to `length`; returns ICU's status, 0 for success.
int32_t cicu_speller_spell(cicu_speller *speller, const char *decimal, int32_t decimal_length, uint16_t *out, int32_t capacity,
                           int32_t *length);
