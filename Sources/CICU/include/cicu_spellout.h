#pragma once
#include <stdint.h>

/// Spells a decimal ("-12.5", ASCII) in words by a rule set of ICU's rule-based number format (unum.h, UNUM_SPELLOUT).
///
/// `rule_set` is a name such as "%spellout-cardinal", or null for the locale's default. Writes at most `capacity` UTF-16 code units
/// to `out` and their number to `length`; returns ICU's status, 0 for success. Any thread may call it.
int32_t cicu_spell_out(const char *locale, const char *rule_set, const char *decimal, int32_t decimal_length, uint16_t *out,
                       int32_t capacity, int32_t *length);
