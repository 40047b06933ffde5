#define _GNU_SOURCE
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tree.h"

static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces, const xmlChar **declared,
                  int count, int defaulted, const xmlChar **attributes) {
    (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)defaulted;
    cxml_tree *tree = context;
    if (!tree_start(tree, (const char *)name, 0)) return;
    for (int i = 0; i < count; i++) {
        const xmlChar **attribute = attributes + 5 * i;
        tree_attribute(tree, (const char *)attribute[0], (const char *)attribute[3], (int32_t)(attribute[4] - attribute[3]));
    }
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)name, (void)prefix, (void)uri;
    tree_end(context);
}

static void problem(void *context, xmlErrorPtr error) {
    cxml_tree *tree = context;
    if (error == NULL || tree->error_line != 0 || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE || tree->status != CXML_OK) return;
    tree->error_line = error->line > 0 ? error->line : 1;
    if (error->message == NULL) return;
    strncpy(tree->error_message, error->message, sizeof tree->error_message - 1);
    for (char *c = tree->error_message; *c; c++) {
        if (*c == '\n' || *c == '\r') *c = ' ';
    }
    size_t length = strlen(tree->error_message);
    while (length > 0 && tree->error_message[length - 1] == ' ') tree->error_message[--length] = 0;
}

static int name_byte(uint8_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// What an ampersand begins, as UTF-8 in `out`: its length, and in *taken how many bytes of the input it stands for. References by number and the
// five of XML stay as they are; HTML's become their character; all others are an ampersand and nothing more.
static int reference(const uint8_t *bytes, const uint8_t *limit, char out[16], int *taken) {
    const uint8_t *p = bytes + 1;
    if (p < limit && *p == '#') {
        const uint8_t *q = p + 1;
        int hexadecimal = q < limit && (*q == 'x' || *q == 'X');
        if (hexadecimal) q++;
        const uint8_t *digits = q;
        int64_t value = 0;
        while (q < limit && q - digits < 8) {
            int digit = *q >= '0' && *q <= '9' ? *q - '0' : hexadecimal && (*q | 32) >= 'a' && (*q | 32) <= 'f' ? (*q | 32) - 'a' + 10 : -1;
            if (digit < 0) break;
            value = value * (hexadecimal ? 16 : 10) + digit;
            q++;
        }
        if (q > digits && q < limit && *q == ';') {
            *taken = (int)(q + 1 - bytes);
            if (value < 0x20 && value != 9 && value != 10 && value != 13) value = 0xFFFD;
            if ((value >= 0xD800 && value < 0xE000) || value == 0xFFFE || value == 0xFFFF || value > 0x10FFFF) value = 0xFFFD;
            return snprintf(out, 16, "&#%lld;", (long long)value);
        }
    } else {
        char name[12];
        int n = 0;
        while (p < limit && n < 11 && name_byte(*p)) name[n++] = (char)*p++;
        name[n] = 0;
        if (n > 0 && p < limit && *p == ';') {
            static const char *own[] = {"amp", "lt", "gt", "quot", "apos"};
            for (int i = 0; i < 5; i++) {
                if (strcmp(name, own[i]) == 0) {
                    *taken = 1;
                    out[0] = '&';
                    return 1;
                }
            }
            const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
            if (entity != NULL) {
                *taken = n + 2;
                return snprintf(out, 16, "&#%u;", entity->value);
            }
        }
    }
    *taken = 1;
    memcpy(out, "&amp;", 5);
    return 5;
}

// Whether a `<` begins a tag, a declaration or an instruction: a name of ASCII stands behind it, and what ends a name behind that.
static int begins_tag(const uint8_t *bytes, const uint8_t *limit) {
    const uint8_t *p = bytes + 1;
    if (p < limit && (*p == '!' || *p == '?')) return 1;
    if (p < limit && *p == '/') p++;
    const uint8_t *name = p;
    while (p < limit && (name_byte(*p) || *p == '_' || *p == '-' || *p == '.' || *p == ':')) p++;
    if (p == name || (*name >= '0' && *name <= '9') || *name == '-' || *name == '.') return 0;
    return p == limit || *p == '>' || *p == '/' || *p == ' ' || *p == '\n' || *p == '\r' || *p == '\t';
}

// A copy in which no reference is left but by number and the five of XML, and no `<` that begins nothing.
static uint8_t *repaired(const uint8_t *bytes, int32_t length, int32_t *result) {
    int64_t capacity = (int64_t)length + 64, used = 0;
    uint8_t *out = malloc((size_t)capacity);
    const uint8_t *p = bytes, *limit = bytes + length;
    while (out != NULL && p < limit) {
        const uint8_t *q = p;
        while (q < limit && *q != '&' && *q != '<') q++;
        char replacement[16];
        int replaced = 0, taken = 0;
        const uint8_t *whole = q;  // up to here bytes are copied as they are
        if (q < limit && *q == '&') {
            replaced = reference(q, limit, replacement, &taken);
        } else if (q < limit) {
            const uint8_t *stop = NULL;
            if (limit - q >= 9 && memcmp(q, "<![CDATA[", 9) == 0) {
                stop = memmem(q, (size_t)(limit - q), "]]>", 3);
                whole = stop == NULL ? limit : stop + 3;
            } else if (limit - q >= 4 && memcmp(q, "<!--", 4) == 0) {
                stop = memmem(q, (size_t)(limit - q), "-->", 3);
                whole = stop == NULL ? limit : stop + 3;
            } else if (begins_tag(q, limit)) {
                whole = q + 1;
            } else {
                memcpy(replacement, "&lt;", 4);
                replaced = 4;
                taken = 1;
            }
        }
        int64_t copied = whole - p;
        if (used + copied + 16 > capacity) {
            capacity = (used + copied + 16) * 2;
            uint8_t *larger = capacity > INT32_MAX ? NULL : realloc(out, (size_t)capacity);
            if (larger == NULL) free(out);
            out = larger;
            if (out == NULL) break;
        }
        memcpy(out + used, p, (size_t)copied);
        used += copied;
        memcpy(out + used, replacement, (size_t)replaced);
        used += replaced;
        p = whole + taken;
    }
    *result = (int32_t)used;
    return out;
}

cxml_tree *cxml_parse_xml(const uint8_t *bytes, int32_t length, int32_t maximum_depth) {
    cxml_tree *tree = tree_new(length, maximum_depth);
    if (tree == NULL) return NULL;
    int32_t used = 0;
    uint8_t *copy = repaired(bytes, length, &used);
    if (copy == NULL) {
        tree->status = CXML_NO_MEMORY;
        return tree;
    }
    xmlSAXHandler handler = tree_handler(problem);
    handler.startElementNs = start;
    handler.endElementNs = end;
    // libxml2 takes no document of no bytes.
    xmlParserCtxtPtr parser = used > 0 ? xmlCreateMemoryParserCtxt((const char *)copy, used) : NULL;
    if (used > 0 && parser == NULL) tree->status = CXML_NO_MEMORY;
    // HUGE lifts libxml2's limit of 10 MB for one text; the caller bounds the whole and this tree the depth.
    int options = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC;
    if (parser != NULL) tree_parse(tree, parser, &handler, xmlCtxtUseOptions, options, xmlParseDocument);
    free(copy);
    return tree;
}
