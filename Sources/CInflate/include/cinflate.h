#pragma once

#include <stdint.h>

/// A stream of DEFLATE that is unpacked, over zlib, with the checksum and the length that stand behind it verified.
/// Used by one thread at a time; freed by `cinflate_close`.
typedef struct cinflate cinflate;

/// What is around the stream: gzip (RFC 1952), zlib (RFC 1950), nothing (RFC 1951).
enum { CINFLATE_GZIP = 0, CINFLATE_ZLIB = 1, CINFLATE_BARE = 2 };

/// NULL only where memory is short.
cinflate *cinflate_open(int32_t format);

/// Unpacks from `input` to `output`, as far as either goes: 1 at the end of the stream, 0 before it, -1 where the stream is damaged.
/// `*consumed` and `*written` are the bytes that were used of each, also of a damaged stream.
int32_t cinflate_run(
    cinflate *stream, const uint8_t *input, int64_t count, uint8_t *output, int64_t capacity, int64_t *consumed, int64_t *written);

/// Begins a new stream of the same format.
void cinflate_reset(cinflate *stream);

/// What is damaged, in zlib's words. Valid until the next call.
const char *cinflate_error(cinflate *stream);

/// Frees a stream; NULL is allowed.
void cinflate_close(cinflate *stream);
