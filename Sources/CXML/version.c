#include "cxml_version.h"
#include <libxml/xmlversion.h>

const char *cxml_version(void) { return LIBXML_DOTTED_VERSION; }
