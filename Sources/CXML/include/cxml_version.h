#pragma once

/// The version of libxml2 that this was compiled with, such as "2.9.14". The string is static.
const char *cxml_version(void);
