#include "cdigest.h"
#include <openssl/evp.h>

cdigest *cdigest_open(void) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
        EVP_MD_CTX_free(context);
        context = NULL;
    }
    return (cdigest *)context;
}

int32_t cdigest_add(cdigest *digest, const uint8_t *bytes, size_t count) {
    return EVP_DigestUpdate((EVP_MD_CTX *)digest, bytes, count) == 1 ? 0 : -1;
}

int32_t cdigest_finish(cdigest *digest, uint8_t *result) {
    unsigned int length = 0;
    int done = EVP_DigestFinal_ex((EVP_MD_CTX *)digest, result, &length);
    EVP_MD_CTX_free((EVP_MD_CTX *)digest);
    return done == 1 && length == 32 ? 0 : -1;
}
