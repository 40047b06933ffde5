#pragma once

/// The version of the ICU library in use, such as "72.1". The string is static.
const char *cicu_version(void);
