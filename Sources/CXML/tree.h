#pragma once

#include <libxml/parser.h>

#include "cxml_parse.h"

// The flat tree while it is being made; not part of the module.
struct cxml_tree {
    cxml_node *nodes;
    int32_t count, capacity;
    cxml_attribute *attributes;
    int32_t attribute_count, attribute_capacity;
    uint8_t *pool;
    int32_t used, pool_capacity;
    int32_t *open;  // the elements that are open
    int32_t depth, maximum_depth;
    int32_t status;
    int32_t error_line;
    char error_message[200];
    void *parser;  // to stop it
};

cxml_tree *tree_new(int32_t expected_bytes, int32_t maximum_depth);
int32_t tree_keep(cxml_tree *tree, const void *bytes, int32_t length, int lower);
int32_t tree_start(cxml_tree *tree, const char *name, int lower);
void tree_attribute(cxml_tree *tree, const char *name, const char *value, int32_t value_length);
void tree_end(cxml_tree *tree);
void tree_leaf(cxml_tree *tree, int32_t kind, const void *bytes, int32_t length);

// Handlers that put text into the tree; those of elements are added.
xmlSAXHandler tree_handler(xmlStructuredErrorFunc problem);

// Makes the tree from UTF-8 by one of libxml2's parsers, and frees that. `use` sets its options, `parse` runs it.
void tree_parse(cxml_tree *tree, xmlParserCtxtPtr parser, const xmlSAXHandler *handler, int (*use)(xmlParserCtxtPtr, int), int options,
                int (*parse)(xmlParserCtxtPtr));
