#pragma once

#include <stddef.h>
#include <stdint.h>

/// A SHA-256 under way (FIPS 180-4, libcrypto's EVP). Free it with `cdigest_finish`. One thread at a time.
typedef struct cdigest cdigest;

/// Begins a digest; NULL where memory is short.
cdigest *cdigest_open(void);

/// Adds bytes. Returns 0, or -1 where libcrypto failed.
int32_t cdigest_add(cdigest *digest, const uint8_t *bytes, size_t count);

/// Writes the 32 bytes of the digest and frees it. Returns 0, or -1 where libcrypto failed; it is freed either way.
int32_t cdigest_finish(cdigest *digest, uint8_t *result);
