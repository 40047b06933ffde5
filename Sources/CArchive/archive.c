#include "carchive.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>

struct carchive {
    struct archive *reader;
    struct archive_entry *entry;
    void *context;
    carchive_source source;
    int opened;
    locale_t names;
};

static la_ssize_t read_block(struct archive *reader, void *data, const void **block) {
    carchive *archive = data;
    const uint8_t *bytes = NULL;
    int64_t count = archive->source(archive->context, &bytes);
    *block = bytes;
    if (count < 0) {
        archive_set_error(reader, -1, "the input cannot be read");
        return -1;
    }
    return (la_ssize_t)count;
}

carchive *carchive_open(void *context, carchive_source source) {
    carchive *archive = calloc(1, sizeof *archive);
    if (archive == NULL) return NULL;
    archive->context = context;
    archive->source = source;
    archive->reader = archive_read_new();
    if (archive->reader == NULL) {
        free(archive);
        return NULL;
    }
    archive_read_support_filter_bzip2(archive->reader);
    archive_read_support_filter_xz(archive->reader);
    archive_read_support_filter_lzma(archive->reader);
    archive_read_support_filter_zstd(archive->reader);
    archive_read_support_format_tar(archive->reader);
    archive_read_support_format_zip(archive->reader);
    archive_read_support_format_raw(archive->reader);
    archive_read_support_format_empty(archive->reader);
    // libarchive converts the names that an archive has in UTF-8 to the encoding of the locale, and drops what that cannot hold.
    archive->names = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    return archive;
}

static int32_t next(carchive *archive) {
    if (!archive->opened) {
        archive->opened = 1;
        if (archive_read_open(archive->reader, archive, NULL, read_block, NULL) < ARCHIVE_WARN) return -1;
    }
    for (;;) {
        int status = archive_read_next_header(archive->reader, &archive->entry);
        if (status == ARCHIVE_EOF) return 0;
        if (status < ARCHIVE_WARN) return -1;
        if (carchive_is_raw(archive)) return 1;
        if (archive_entry_filetype(archive->entry) == AE_IFREG && archive_entry_hardlink(archive->entry) == NULL) return 1;
    }
}

/// Takes the locale of names for this thread; returns the one before.
static locale_t enter(carchive *archive) { return archive->names == (locale_t)0 ? (locale_t)0 : uselocale(archive->names); }

static void leave(locale_t before) {
    if (before != (locale_t)0) uselocale(before);
}

int32_t carchive_next(carchive *archive) {
    locale_t before = enter(archive);
    int32_t status = next(archive);
    leave(before);
    return status;
}

const char *carchive_name(carchive *archive) {
    if (archive->entry == NULL || carchive_is_raw(archive)) return "";
    locale_t before = enter(archive);
    const char *name = archive_entry_pathname_utf8(archive->entry);
    if (name == NULL) name = archive_entry_pathname(archive->entry);
    leave(before);
    return name == NULL ? "" : name;
}

int32_t carchive_is_raw(carchive *archive) { return archive_format(archive->reader) == ARCHIVE_FORMAT_RAW; }

int32_t carchive_layers(carchive *archive) { return archive_filter_count(archive->reader) - 1; }

int64_t carchive_read(carchive *archive, uint8_t *buffer, int64_t capacity) {
    for (;;) {
        la_ssize_t count = archive_read_data(archive->reader, buffer, (size_t)capacity);
        if (count == ARCHIVE_RETRY) continue;
        return count < 0 ? -1 : (int64_t)count;
    }
}

const char *carchive_error(carchive *archive) {
    const char *message = archive_error_string(archive->reader);
    return message == NULL ? "the compressed data is damaged" : message;
}

void carchive_close(carchive *archive) {
    if (archive == NULL) return;
    archive_read_free(archive->reader);
    if (archive->names != (locale_t)0) freelocale(archive->names);
    free(archive);
}
