#pragma once

#include <stdint.h>

/// A piece of markup as a flat tree, made by libxml2's parsers through SAX, so that no tree of libxml2 is built. Nodes stand in document order.
/// Nothing is ever loaded from elsewhere, and no entity is expanded but those of HTML and XML themselves. Immutable; freed by `cxml_free`.
typedef struct cxml_tree cxml_tree;

enum { CXML_ELEMENT = 1, CXML_TEXT = 2, CXML_COMMENT = 3 };
enum { CXML_OK = 0, CXML_TOO_DEEP = 1, CXML_NO_MEMORY = 2 };

typedef struct {
    int32_t kind;
    /// The node that this one stands in, -1 at the top.
    int32_t parent;
    /// The number of the first node behind this one and all that is in it.
    int32_t end;
    int32_t first_attribute;
    int32_t attribute_count;
    /// An element's local name in lower case for HTML, as written for XML; a text's or a comment's words. Places in the pool, in bytes.
    int32_t start;
    int32_t length;
} cxml_node;

typedef struct {
    int32_t name_start, name_length;
    int32_t value_start, value_length;
} cxml_attribute;

/// Parses XML or what should be XML, a fragment of at most 1 GB in UTF-8. Mistakes are passed over as libxml2's recovery does; `&` and `<` that begin nothing
/// stand for themselves. NULL only where memory is short.
cxml_tree *cxml_parse_xml(const uint8_t *bytes, int32_t length, int32_t maximum_depth);

/// Parses HTML of any quality, at most 1 GB in UTF-8, whatever encoding it declares. NULL only where memory is short.
cxml_tree *cxml_parse_html(const uint8_t *bytes, int32_t length, int32_t maximum_depth);

/// `CXML_OK`, or what ended the parsing; the nodes up to there are valid.
int32_t cxml_status(const cxml_tree *tree);

/// The line of the first mistake in XML and libxml2's words for it, without a line feed; 0 and an empty string where there is none.
int32_t cxml_error_line(const cxml_tree *tree);
const char *cxml_error_message(const cxml_tree *tree);

/// The nodes, attributes and bytes; valid until `cxml_free`.
const cxml_node *cxml_nodes(const cxml_tree *tree, int32_t *count);
const cxml_attribute *cxml_attributes(const cxml_tree *tree);
const uint8_t *cxml_pool(const cxml_tree *tree);

/// Frees a tree; NULL is allowed.
void cxml_free(cxml_tree *tree);
