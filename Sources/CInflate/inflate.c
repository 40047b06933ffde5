#include "cinflate.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

struct cinflate {
    z_stream stream;
};

cinflate *cinflate_open(int32_t format) {
    cinflate *stream = calloc(1, sizeof *stream);
    if (stream == NULL) return NULL;
    int bits = format == CINFLATE_GZIP ? 16 + MAX_WBITS : format == CINFLATE_ZLIB ? MAX_WBITS : -MAX_WBITS;
    if (inflateInit2(&stream->stream, bits) != Z_OK) {
        free(stream);
        return NULL;
    }
    return stream;
}

static uInt bounded(int64_t count) { return count > INT_MAX ? INT_MAX : (uInt)count; }

int32_t cinflate_run(
    cinflate *stream, const uint8_t *input, int64_t count, uint8_t *output, int64_t capacity, int64_t *consumed, int64_t *written) {
    z_stream *z = &stream->stream;
    uInt in = bounded(count), out = bounded(capacity);
    z->next_in = (Bytef *)input;
    z->avail_in = in;
    z->next_out = output;
    z->avail_out = out;
    int status = inflate(z, Z_NO_FLUSH);
    *consumed = in - z->avail_in;
    *written = out - z->avail_out;
    if (status == Z_STREAM_END) return 1;
    return status == Z_OK || status == Z_BUF_ERROR ? 0 : -1;
}

void cinflate_reset(cinflate *stream) { inflateReset(&stream->stream); }

const char *cinflate_error(cinflate *stream) { return stream->stream.msg == NULL ? "the compressed data is damaged" : stream->stream.msg; }

void cinflate_close(cinflate *stream) {
    if (stream == NULL) return;
    inflateEnd(&stream->stream);
    free(stream);
}
