#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

#include "tree.h"

static void start(void *context, const xmlChar *name, const xmlChar **attributes) {
    cxml_tree *tree = context;
    if (!tree_start(tree, (const char *)name, 1) || attributes == NULL) return;
    for (int i = 0; attributes[i] != NULL; i += 2) {
        const char *value = attributes[i + 1] == NULL ? "" : (const char *)attributes[i + 1];
        tree_attribute(tree, (const char *)attributes[i], value, (int32_t)strlen(value));
    }
}

static void end(void *context, const xmlChar *name) {
    (void)name;
    tree_end(context);
}

static void comment(void *context, const xmlChar *words) { tree_leaf(context, CXML_COMMENT, words, (int32_t)strlen((const char *)words)); }

static void silent(void *context, xmlErrorPtr error) { (void)context, (void)error; }

cxml_tree *cxml_parse_html(const uint8_t *bytes, int32_t length, int32_t maximum_depth) {
    cxml_tree *tree = tree_new(length, maximum_depth);
    if (tree == NULL || length == 0) return tree;
    htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt((const char *)bytes, length);
    if (parser == NULL) {
        tree->status = CXML_NO_MEMORY;
        return tree;
    }
    xmlSAXHandler handler = tree_handler(silent);
    handler.startElement = start;
    handler.endElement = end;
    handler.comment = comment;
    // The bytes are UTF-8 already, whatever a <meta> in them says.
    tree_parse(tree, parser, &handler, htmlCtxtUseOptions, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC, htmlParseDocument);
    return tree;
}
