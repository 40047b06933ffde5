#pragma once
#include <stdint.h>

/// ICU's dictionary of Chinese and Japanese words (brkitr/cjdict.dict, data format "Dict" 1), with what was looked up in it before. Used
/// by one thread at a time.
typedef struct cicu_dictionary cicu_dictionary;

/// Opens the dictionary (udata_open). NULL where ICU's data has none of a known format. Freed by cicu_dictionary_close.
cicu_dictionary *cicu_dictionary_open(void);

/// Frees what cicu_dictionary_open gave. NULL is allowed.
void cicu_dictionary_close(cicu_dictionary *dictionary);

/// Breaks a run of Han into words as ICU's word break iterators do: the words whose costs in the dictionary are least together, a
/// character that is no word costing 255. Writes the boundaries, 0 and `length` among them, to `boundaries`, which holds `length` + 1 of
/// them, and returns their number. Returns -1 where the run holds anything but U+4E00 to U+9FA5 or is longer than 512 units: for those
/// the iterator has rules of its own. Takes time in proportion to the length.
int32_t cicu_dictionary_break(cicu_dictionary *dictionary, const uint16_t *text, int32_t length, int32_t *boundaries);
