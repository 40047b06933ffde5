#include "cicu_break.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

struct cicu_break {
  UBreakIterator *iterator;
};

static const UChar no_text[1] = {0};

cicu_break *cicu_break_open(int32_t kind, const char *locale, int32_t *status) {
  UErrorCode error = U_ZERO_ERROR;
  cicu_break *handle = malloc(sizeof *handle);
  if (handle == NULL) {
    *status = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  handle->iterator = ubrk_open(kind == CICU_BREAK_SENTENCE ? UBRK_SENTENCE : UBRK_WORD, locale, no_text, 0, &error);
  *status = error;
  if (U_FAILURE(error)) {
    free(handle);
    return NULL;
  }
  return handle;
}

int32_t cicu_break_set(cicu_break *handle, const uint16_t *text, int32_t length) {
  UErrorCode error = U_ZERO_ERROR;
  ubrk_setText(handle->iterator, text == NULL ? no_text : (const UChar *)text, length, &error);
  return error;
}

int32_t cicu_break_next(cicu_break *handle, int32_t *boundaries, int32_t capacity) {
  int32_t count = 0;
  while (count < capacity) {
    int32_t next = ubrk_next(handle->iterator);
    if (next == UBRK_DONE) break;
    boundaries[count++] = next;
  }
  return count;
}

void cicu_break_clear(cicu_break *handle) { cicu_break_set(handle, no_text, 0); }

void cicu_break_close(cicu_break *handle) {
  if (handle == NULL) return;
  ubrk_close(handle->iterator);
  free(handle);
}

/* What a character is to a run. */
enum { OUTSIDE, EAST_ASIAN, HANGUL, MARK, LOW_LINE, LETTER };

static int look_up_run_class(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_EXTEND:
    case U_WB_FORMAT:
    case U_WB_ZWJ:
      return MARK;
    case U_WB_EXTENDNUMLET:
      return LOW_LINE;
    case U_WB_KATAKANA:
      return EAST_ASIAN;
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE:
    case U_WB_WSEGSPACE:
    case U_WB_REGIONAL_INDICATOR:
      return OUTSIDE;
    default:
      break;
  }
  switch (u_getIntPropertyValue(c, UCHAR_SCRIPT)) {
    case USCRIPT_HAN: /* also those that Word_Break calls letters (U+3005) */
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return EAST_ASIAN;
    case USCRIPT_HANGUL:
      return HANGUL;
    default:
      break;
  }
  if (u_getIntPropertyValue(c, UCHAR_WORD_BREAK) != U_WB_OTHER) return LETTER;
  return u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT ? LETTER : OUTSIDE;
}

/* One more than the class of each character of the first plane that was asked about; 0 for the others. Every thread would
   write the same. */
static _Atomic uint8_t known_run_classes[0x10000];

static int run_class(UChar32 c) {
  /* The bulk of the text. */
  if (c >= 0x4E00 && c <= 0x9FA5) return EAST_ASIAN;
  if (c > 0xFFFF) return look_up_run_class(c);
  int known = atomic_load_explicit(&known_run_classes[c], memory_order_relaxed);
  if (known == 0) {
    known = look_up_run_class(c) + 1;
    atomic_store_explicit(&known_run_classes[c], (uint8_t)known, memory_order_relaxed);
  }
  return known - 1;
}

int32_t cicu_break_run(const uint16_t *text, int32_t length, int32_t at, int32_t *start, int32_t *end) {
  if (at < 0 || at >= length) return 0;
  UChar32 c;
  int32_t i = at;
  U16_SET_CP_START(text, 0, i);
  int32_t from = i;
  U16_NEXT(text, i, length, c);
  int class = run_class(c);
  if (class != EAST_ASIAN && class != HANGUL) return 0;

  /* To the right. Letters go with the run once a low line or Hangul stands before them. A mark keeps what it is put on. */
  int joins = class == HANGUL;
  int32_t to = i;
  for (;;) {
    UChar32 before = c;
    if (i >= length) break;
    U16_NEXT(text, i, length, c);
    class = run_class(c);
    /* Behind a zero width joiner a pictograph stays with it (WB3c). */
    if (class == OUTSIDE && before == 0x200D && u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) class = MARK;
    if (class == OUTSIDE || (class == LETTER && !joins)) break;
    if (class != MARK) joins = class != EAST_ASIAN;
    to = i;
  }

  /* To the left. Marks at the left edge belong to what stands outside, unless something of the run stands before them. */
  i = from;
  U16_GET(text, 0, i, length, c);
  joins = run_class(c) == HANGUL;
  while (i > 0) {
    U16_PREV(text, 0, i, c);
    class = run_class(c);
    if (class == OUTSIDE || (class == LETTER && !joins)) break;
    if (class == MARK) continue;
    joins = class != EAST_ASIAN;
    from = i;
  }
  *start = from;
  *end = to;
  return 1;
}

int32_t cicu_sentence_property(uint16_t character) { return u_getIntPropertyValue(character, UCHAR_SENTENCE_BREAK); }
