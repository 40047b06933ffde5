#include "cicu_spellout.h"

#include <unicode/unum.h>
#include <unicode/ustring.h>

cicu_speller *cicu_speller_open(const char *locale, const char *rule_set, int32_t *result) {
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, locale, NULL, &status);
  if (U_SUCCESS(status) && rule_set) {
    UChar name[128];
    int32_t name_length = 0;
    u_strFromUTF8(name, 128, &name_length, rule_set, -1, &status);
    if (U_SUCCESS(status)) unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, name_length, &status);
  }
  *result = U_FAILURE(status) ? status : 0;
  if (U_SUCCESS(status)) return (cicu_speller *)format;
  unum_close(format);
  return NULL;
}

void cicu_speller_close(cicu_speller *speller) { unum_close((UNumberFormat *)speller); }

int32_t cicu_speller_spell(cicu_speller *speller, const char *decimal, int32_t decimal_length, uint16_t *out, int32_t capacity,
                           int32_t *length) {
  UErrorCode status = U_ZERO_ERROR;
  *length = unum_formatDecimal((UNumberFormat *)speller, decimal, decimal_length, (UChar *)out, capacity, NULL, &status);
  return U_FAILURE(status) ? status : 0;
}
