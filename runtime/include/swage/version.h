/* The version of the runtime. */
#ifndef SWAGE_VERSION_H
#define SWAGE_VERSION_H

#ifdef __cplusplus
extern "C" {
#endif

#define SWAGE_RUNTIME_VERSION "0.1.0"

/* The version of the library that is linked; static storage. */
const char *swage_version(void);

#ifdef __cplusplus
}
#endif

#endif
