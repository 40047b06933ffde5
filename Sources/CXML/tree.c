#include "tree.h"

#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

static void fail(cxml_tree *tree, int32_t status) {
    if (tree->status == CXML_OK) tree->status = status;
    if (tree->parser != NULL) xmlStopParser(tree->parser);
}

cxml_tree *tree_new(int32_t expected_bytes, int32_t maximum_depth) {
    cxml_tree *tree = calloc(1, sizeof *tree);
    if (tree == NULL) return NULL;
    tree->maximum_depth = maximum_depth;
    tree->pool_capacity = expected_bytes + 1024;
    tree->pool = malloc((size_t)tree->pool_capacity);
    tree->open = malloc(sizeof(int32_t) * ((size_t)maximum_depth + 1));
    if (tree->pool == NULL || tree->open == NULL) {
        cxml_free(tree);
        return NULL;
    }
    return tree;
}

// The place of some bytes in the pool, or -1.
int32_t tree_keep(cxml_tree *tree, const void *bytes, int32_t length, int lower) {
    if (tree->status != CXML_OK) return -1;
    if ((int64_t)tree->used + length > tree->pool_capacity) {
        int64_t wanted = ((int64_t)tree->used + length) * 2;
        uint8_t *larger = wanted > INT32_MAX ? NULL : realloc(tree->pool, (size_t)wanted);
        if (larger == NULL) {
            fail(tree, CXML_NO_MEMORY);
            return -1;
        }
        tree->pool = larger;
        tree->pool_capacity = (int32_t)wanted;
    }
    int32_t start = tree->used;
    if (length > 0) memcpy(tree->pool + start, bytes, (size_t)length);
    for (int32_t i = start; lower && i < start + length; i++) {
        if (tree->pool[i] >= 'A' && tree->pool[i] <= 'Z') tree->pool[i] += 'a' - 'A';
    }
    tree->used += length;
    return start;
}

static cxml_node *node(cxml_tree *tree, int32_t kind, int32_t start, int32_t length) {
    if (start < 0) return NULL;
    if (tree->count == tree->capacity) {
        int32_t capacity = tree->capacity == 0 ? 256 : tree->capacity * 2;
        cxml_node *larger = capacity < 0 ? NULL : realloc(tree->nodes, sizeof *larger * (size_t)capacity);
        if (larger == NULL) {
            fail(tree, CXML_NO_MEMORY);
            return NULL;
        }
        tree->nodes = larger;
        tree->capacity = capacity;
    }
    cxml_node *result = &tree->nodes[tree->count++];
    *result = (cxml_node){kind, tree->depth > 0 ? tree->open[tree->depth - 1] : -1, tree->count, tree->attribute_count, 0, start, length};
    return result;
}

// Takes the name as the parser gives it: that of XML the local name alone.
int32_t tree_start(cxml_tree *tree, const char *name, int lower) {
    if (tree->status != CXML_OK) return 0;
    if (tree->depth >= tree->maximum_depth) {
        fail(tree, CXML_TOO_DEEP);
        return 0;
    }
    int32_t length = (int32_t)strlen(name);
    if (node(tree, CXML_ELEMENT, tree_keep(tree, name, length, lower), length) == NULL) return 0;
    tree->open[tree->depth++] = tree->count - 1;
    return 1;
}

void tree_attribute(cxml_tree *tree, const char *name, const char *value, int32_t value_length) {
    if (tree->status != CXML_OK || tree->depth == 0) return;
    if (tree->attribute_count == tree->attribute_capacity) {
        int32_t capacity = tree->attribute_capacity == 0 ? 256 : tree->attribute_capacity * 2;
        cxml_attribute *larger = capacity < 0 ? NULL : realloc(tree->attributes, sizeof *larger * (size_t)capacity);
        if (larger == NULL) {
            fail(tree, CXML_NO_MEMORY);
            return;
        }
        tree->attributes = larger;
        tree->attribute_capacity = capacity;
    }
    int32_t name_length = (int32_t)strlen(name);
    int32_t name_start = tree_keep(tree, name, name_length, 1), value_start = tree_keep(tree, value, value_length, 0);
    if (name_start < 0 || value_start < 0) return;
    tree->attributes[tree->attribute_count++] = (cxml_attribute){name_start, name_length, value_start, value_length};
    tree->nodes[tree->open[tree->depth - 1]].attribute_count++;
}

void tree_end(cxml_tree *tree) {
    if (tree->status != CXML_OK || tree->depth == 0) return;
    tree->nodes[tree->open[--tree->depth]].end = tree->count;
}

void tree_leaf(cxml_tree *tree, int32_t kind, const void *bytes, int32_t length) {
    if (tree->status != CXML_OK) return;
    // Parsers hand out text in pieces; one node holds them all.
    if (kind == CXML_TEXT && tree->count > 0) {
        cxml_node *last = &tree->nodes[tree->count - 1];
        int32_t parent = tree->depth > 0 ? tree->open[tree->depth - 1] : -1;
        if (last->kind == CXML_TEXT && last->parent == parent && last->start + last->length == tree->used) {
            if (tree_keep(tree, bytes, length, 0) >= 0) last->length += length;
            return;
        }
    }
    node(tree, kind, tree_keep(tree, bytes, length, 0), length);
}

static void close_all(cxml_tree *tree) {
    while (tree->depth > 0) tree->nodes[tree->open[--tree->depth]].end = tree->count;
    tree->parser = NULL;
}

static void characters(void *context, const xmlChar *bytes, int length) { tree_leaf(context, CXML_TEXT, bytes, length); }

xmlSAXHandler tree_handler(xmlStructuredErrorFunc problem) {
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.characters = characters;
    handler.ignorableWhitespace = characters;
    handler.cdataBlock = characters;
    handler.serror = problem;
    return handler;
}

// libxml2 says on standard error what it has no handler for.
static void silent(void *context, const char *message, ...) { (void)context, (void)message; }

void tree_parse(cxml_tree *tree, xmlParserCtxtPtr parser, const xmlSAXHandler *handler, int (*use)(xmlParserCtxtPtr, int), int options,
                int (*parse)(xmlParserCtxtPtr)) {
    // The options may change the handlers, so these come first.
    *parser->sax = *handler;
    parser->userData = tree;
    use(parser, options);
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    tree->parser = parser;
    xmlSetGenericErrorFunc(NULL, silent);  // of this thread
    parse(parser);
    close_all(tree);
    if (parser->myDoc != NULL) xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
}

int32_t cxml_status(const cxml_tree *tree) { return tree->status; }
int32_t cxml_error_line(const cxml_tree *tree) { return tree->error_line; }
const char *cxml_error_message(const cxml_tree *tree) { return tree->error_message; }
const cxml_node *cxml_nodes(const cxml_tree *tree, int32_t *count) {
    *count = tree->count;
    return tree->nodes;
}
const cxml_attribute *cxml_attributes(const cxml_tree *tree) { return tree->attributes; }
const uint8_t *cxml_pool(const cxml_tree *tree) { return tree->pool; }

void cxml_free(cxml_tree *tree) {
    if (tree == NULL) return;
    free(tree->nodes);
    free(tree->attributes);
    free(tree->pool);
    free(tree->open);
    free(tree);
}
