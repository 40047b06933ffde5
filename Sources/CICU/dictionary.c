#include "cicu_dictionary.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/udata.h>

/* The dictionary is a UCharsTrie, whose units are described in unicode/ucharstrie.h. ICU's engine walks it anew from the root for every
   character, and the root alone takes a dozen steps; here what the first character of a word and the first two lead to is kept. */

enum { FIRST_HAN = 0x4E00, LAST_HAN = 0x9FA5, LONGEST_RUN = 512, LONGEST_WORD = 20, COST_OF_UNKNOWN = 255, PAIR_BITS = 15 };

/* A place in the trie behind some characters. */
typedef struct {
  uint32_t node; /* offset of what follows; 0 where nothing does */
  int16_t rest;  /* how many units of a linear match are still to come there */
  int16_t known; /* whether this was looked up */
  int32_t value; /* cost of the word so far; -1 for none */
} place;

typedef struct {
  uint32_t key; /* both characters; 0 for none */
  place after;
} pair;

struct cicu_dictionary {
  UDataMemory *data;
  const uint16_t *trie;
  place first[LAST_HAN - FIRST_HAN + 1];
  pair pairs[1 << PAIR_BITS];
  /* Of the best way to each place of the run its cost, and where its last word begins. */
  uint32_t cost[LONGEST_RUN + 1];
  int32_t from[LONGEST_RUN + 1];
};

cicu_dictionary *cicu_dictionary_open(void) {
  UErrorCode status = U_ZERO_ERROR;
  UDataMemory *data = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &status);
  if (U_FAILURE(status)) return NULL;
  UDataInfo info;
  info.size = sizeof info;
  udata_getInfo(data, &info);
  const int32_t *header = udata_getMemory(data);
  /* header[0] is the offset of the trie; header[4] holds its kind (1: of 16-bit units) and whether it has values (8). */
  int known = memcmp(info.dataFormat, "Dict", 4) == 0 && info.formatVersion[0] == 1 && info.isBigEndian == U_IS_BIG_ENDIAN &&
              (header[4] & 7) == 1 && (header[4] & 8) != 0;
  cicu_dictionary *dictionary = known ? calloc(1, sizeof *dictionary) : NULL;
  if (dictionary == NULL) {
    udata_close(data);
    return NULL;
  }
  dictionary->data = data;
  dictionary->trie = (const uint16_t *)((const char *)header + header[0]);
  return dictionary;
}

void cicu_dictionary_close(cicu_dictionary *dictionary) {
  if (dictionary == NULL) return;
  udata_close(dictionary->data);
  free(dictionary);
}

/* A value or a delta of one, two or three units: those from `two` on take two, `three` takes three. */
static int32_t read_number(const uint16_t **pos, int32_t two, int32_t three, int32_t lead) {
  if (lead < two) return lead;
  if (lead < three) return (lead - two) << 16 | *(*pos)++;
  int32_t high = (*pos)[0], low = (*pos)[1];
  *pos += 2;
  return (int32_t)((uint32_t)high << 16 | (uint32_t)low);
}

static int32_t read_node_value(const uint16_t *pos, int32_t lead) {
  if (lead < 0x4040) return (lead >> 6) - 1;
  if (lead < 0x7FC0) return ((lead & 0x7FC0) - 0x4040) << 10 | *pos;
  return (int32_t)((uint32_t)pos[0] << 16 | pos[1]);
}

/* Comes to rest at a node and reads its value. */
static int arrive(const uint16_t *trie, const uint16_t *pos, int rest, place *at) {
  at->rest = (int16_t)rest;
  at->node = (uint32_t)(pos - trie);
  at->value = -1;
  if (rest > 0 || *pos < 0x40) return 1;
  int32_t lead = *pos++;
  if (lead & 0x8000) {
    at->value = read_number(&pos, 0x4000, 0x7FFF, lead & 0x7FFF);
    at->node = 0;
  } else {
    at->value = read_node_value(pos, lead);
  }
  return 1;
}

static int branch(const uint16_t *trie, const uint16_t *pos, int32_t length, uint16_t unit, place *at) {
  if (length == 0) length = *pos++;
  length++;
  while (length > 5) {
    int less = unit < *pos++;
    int32_t lead = *pos++;
    int32_t delta = read_number(&pos, 0xFC00, 0xFFFF, lead);
    if (less) {
      length >>= 1;
      pos += delta;
    } else {
      length -= length >> 1;
    }
  }
  while (length > 1) {
    int found = unit == *pos++;
    int32_t lead = *pos++;
    int32_t number = read_number(&pos, 0x4000, 0x7FFF, lead & 0x7FFF);
    if (found) {
      if ((lead & 0x8000) == 0) return arrive(trie, pos + number, 0, at);
      *at = (place){.value = number};
      return 1;
    }
    length--;
  }
  return unit == *pos++ ? arrive(trie, pos, 0, at) : 0;
}

/* Goes on over one character; returns 0, and leaves `at` as it is, where no word does. */
static int walk(const uint16_t *trie, place *at, uint16_t unit) {
  const uint16_t *pos = trie + at->node;
  if (at->rest > 0) return unit == *pos ? arrive(trie, pos + 1, at->rest - 1, at) : 0;
  int32_t lead = *pos++;
  if (lead >= 0x40) {
    /* Behind a value that is not final. */
    if (lead >= 0x4040) pos += lead < 0x7FC0 ? 1 : 2;
    lead &= 0x3F;
  }
  if (lead < 0x30) return branch(trie, pos, lead, unit, at);
  return unit == *pos ? arrive(trie, pos + 1, lead - 0x30, at) : 0;
}

static place *after_first(cicu_dictionary *d, uint16_t unit) {
  place *found = d->first + (unit - FIRST_HAN);
  if (!found->known) {
    *found = (place){.value = -1};
    if (!walk(d->trie, found, unit)) *found = (place){.value = -1};
    found->known = 1;
  }
  return found;
}

static pair *pair_of(cicu_dictionary *d, uint32_t key) { return d->pairs + (key * 0x9E3779B1u >> (32 - PAIR_BITS)); }

static const place *after_pair(cicu_dictionary *d, const place *first, uint16_t one, uint16_t two) {
  uint32_t key = (uint32_t)one << 16 | two;
  pair *found = pair_of(d, key);
  if (found->key != key) {
    found->key = key;
    found->after = *first;
    if (!walk(d->trie, &found->after, two)) found->after = (place){.value = -1};
  }
  return &found->after;
}

static inline void relax(cicu_dictionary *d, int32_t from, int32_t to, uint32_t cost) {
  if (cost < d->cost[to]) {
    d->cost[to] = cost;
    d->from[to] = from;
  }
}

int32_t cicu_dictionary_break(cicu_dictionary *d, const uint16_t *text, int32_t length, int32_t *boundaries) {
  if (length > LONGEST_RUN) return -1;
  for (int32_t i = 0; i < length; i++) {
    if (text[i] < FIRST_HAN || text[i] > LAST_HAN) return -1;
    /* So that one does not wait for the other below. */
    __builtin_prefetch(d->first + (text[i] - FIRST_HAN));
    if (i > 0) __builtin_prefetch(pair_of(d, (uint32_t)text[i - 1] << 16 | text[i]));
    d->cost[i + 1] = UINT32_MAX;
  }
  d->cost[0] = 0;
  for (int32_t i = 0; i < length; i++) {
    uint32_t cost = d->cost[i];
    const place *first = after_first(d, text[i]);
    relax(d, i, i + 1, cost + (uint32_t)(first->value >= 0 ? first->value : COST_OF_UNKNOWN));
    if (first->node == 0 || i + 1 >= length) continue;
    place at = *after_pair(d, first, text[i], text[i + 1]);
    int32_t end = i + 2;
    for (;;) {
      if (at.value >= 0) relax(d, i, end, cost + (uint32_t)at.value);
      if (at.node == 0 || end >= length || end - i >= LONGEST_WORD || !walk(d->trie, &at, text[end])) break;
      end++;
    }
  }
  int32_t count = 0;
  for (int32_t i = length; i > 0; i = d->from[i]) boundaries[count++] = i;
  boundaries[count++] = 0;
  for (int32_t i = 0; i < count / 2; i++) {
    int32_t other = boundaries[i];
    boundaries[i] = boundaries[count - 1 - i];
    boundaries[count - 1 - i] = other;
  }
  return count;
}
