#include "cicu_convert.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

struct cicu_converter {
    UConverter *icu;
};

// ICU's own substitution writes U+001A for some single bytes; damage must be one thing only.
static void replace_damaged(const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
                            UConverterCallbackReason reason, UErrorCode *status) {
    (void)context;
    (void)units;
    (void)length;
    if (reason > UCNV_IRREGULAR) return;
    const UChar replacement = 0xFFFD;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

cicu_converter *cicu_converter_open(const char *name) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *icu = ucnv_open(name, &status);
    if (U_FAILURE(status) || icu == NULL) return NULL;
    ucnv_setToUCallBack(icu, replace_damaged, NULL, NULL, NULL, &status);
    cicu_converter *converter = U_SUCCESS(status) ? malloc(sizeof *converter) : NULL;
    if (converter == NULL) {
        ucnv_close(icu);
        return NULL;
    }
    converter->icu = icu;
    return converter;
}

void cicu_converter_close(cicu_converter *converter) {
    if (converter == NULL) return;
    ucnv_close(converter->icu);
    free(converter);
}

void cicu_converter_reset(cicu_converter *converter) { ucnv_resetToUnicode(converter->icu); }

int32_t cicu_to_utf16(cicu_converter *converter, const uint8_t *bytes, int64_t length, int32_t flush, uint16_t *target,
                      int64_t capacity, int64_t *consumed, int64_t *written) {
    UErrorCode status = U_ZERO_ERROR;
    const char *from = (const char *)bytes;
    UChar *to = (UChar *)target;
    ucnv_toUnicode(converter->icu, &to, to + capacity, &from, from + length, NULL, flush != 0, &status);
    *consumed = from - (const char *)bytes;
    *written = to - (UChar *)target;
    if (status == U_BUFFER_OVERFLOW_ERROR) return 1;
    return U_SUCCESS(status) ? 0 : -1;
}

int32_t cicu_detect_encodings(const uint8_t *bytes, int32_t length, char *names, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    if (U_FAILURE(status)) return 0;
    int32_t count = 0, used = 0;
    ucsdet_setText(detector, (const char *)bytes, length, &status);
    const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &status);
    for (int32_t i = 0; U_SUCCESS(status) && matches != NULL && i < count; i++) {
        const char *name = ucsdet_getName(matches[i], &status);
        int32_t name_length = U_SUCCESS(status) ? (int32_t)strlen(name) : capacity;
        if (name_length >= capacity - used) break;
        memcpy(names + used, name, (size_t)name_length);
        names[used + name_length] = '\n';
        used += name_length + 1;
    }
    ucsdet_close(detector);
    return used;
}
