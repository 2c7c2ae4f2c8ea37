/* The version that the library was built as. */
#include <swage/fast/portability.h>

#include <swage/version.h>

const char *swage_version(void) {
    return SWAGE_RUNTIME_VERSION;
}
