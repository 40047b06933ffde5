#pragma once

#include <stdint.h>

/// An archive or a compressed file that is read from front to back, over libarchive: filters bzip2, xz and lzma, zstd; formats tar, zip,
/// and `raw` for one stream. gzip is `cinflate.h`'s, since libarchive does not verify its checksums. No filter that starts another program is taken in, and nothing is written anywhere.
/// Used by one thread at a time; freed by `carchive_close`.
typedef struct carchive carchive;

/// Gives the next bytes: sets `*block` to memory that stays valid until the next call, and returns their number; 0 at the end, -1 on failure.
typedef int64_t (*carchive_source)(void *context, const uint8_t **block);

/// Begins to read; the context must live until `carchive_close`. NULL only where memory is short.
/// A failure to recognize the bytes shows in the first `carchive_next`.
carchive *carchive_open(void *context, carchive_source source);

/// Goes to the next regular file: 1, or 0 at the end, or -1 on an error. Folders, links and devices are passed over.
int32_t carchive_next(carchive *archive);

/// The path of the current file as stored, not checked in any way; in UTF-8 where the archive says in which encoding it is; empty for `raw`, or where
/// it cannot be told. Valid until the next `carchive_next`.
const char *carchive_name(carchive *archive);

/// Whether the format is one compressed stream without names.
int32_t carchive_is_raw(carchive *archive);

/// How many layers of compression lie under the format, from 0.
int32_t carchive_layers(carchive *archive);

/// Reads from the current file: the number of bytes, 0 at its end, -1 on an error.
int64_t carchive_read(carchive *archive, uint8_t *buffer, int64_t capacity);

/// What went wrong last, in libarchive's words. Valid until the next call.
const char *carchive_error(carchive *archive);

/// Frees an archive; NULL is allowed.
void carchive_close(carchive *archive);
