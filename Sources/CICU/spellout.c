#include "cicu_spellout.h"

#include <unicode/unum.h>
#include <unicode/ustring.h>

int32_t cicu_spell_out(const char *locale, const char *rule_set, const char *decimal, int32_t decimal_length, uint16_t *out,
                       int32_t capacity, int32_t *length) {
  UErrorCode status = U_ZERO_ERROR;
  *length = 0;
  UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, locale, NULL, &status);
  if (U_FAILURE(status)) return status;
  if (rule_set) {
    UChar name[128];
    int32_t name_length = 0;
    u_strFromUTF8(name, 128, &name_length, rule_set, -1, &status);
    if (U_SUCCESS(status)) unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, name_length, &status);
  }
  if (U_SUCCESS(status)) *length = unum_formatDecimal(format, decimal, decimal_length, (UChar *)out, capacity, NULL, &status);
  unum_close(format);
  return U_FAILURE(status) ? status : 0;
}
