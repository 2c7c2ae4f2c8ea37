/*
 * Short texts compared and copied without a call.
 */
#ifndef SWAGE_SRC_BYTES_H
#define SWAGE_SRC_BYTES_H

#include <swage/fast/portability.h>

#include <stddef.h>

/* Whether two texts of `len` bytes are the same: for short ones, without a call. */
ALWAYS_INLINE bool same_bytes(const char *a, const char *b, size_t len) {
    if (PORT_SMALL)
        return len == 0 || memcmp(a, b, len) == 0;
    if (len >= 8) {
        for (size_t i = 0; i + 8 < len; i += 8)
            if (port_load64(a + i) != port_load64(b + i))
                return false;
        return port_load64(a + len - 8) == port_load64(b + len - 8);
    }
    if (len >= 4)
        return port_load32(a) == port_load32(b) &&
               port_load32(a + len - 4) == port_load32(b + len - 4);
    return len == 0 || (a[0] == b[0] && a[len / 2] == b[len / 2] && a[len - 1] == b[len - 1]);
}

/* memcpy, for what is mostly short. */
ALWAYS_INLINE void copy_bytes(char *to, const char *from, size_t len) {
    if (len > 32 || (PORT_SMALL && len)) {
        memcpy(to, from, len);
    } else if (len >= 16) {
        memcpy(to, from, 16);
        memcpy(to + len - 16, from + len - 16, 16);
    } else if (len >= 8) {
        memcpy(to, from, 8);
        memcpy(to + len - 8, from + len - 8, 8);
    } else if (len >= 4) {
        memcpy(to, from, 4);
        memcpy(to + len - 4, from + len - 4, 4);
    } else if (len) {
        to[0] = from[0];
        to[len / 2] = from[len / 2];
        to[len - 1] = from[len - 1];
    }
}

/* memset with zeros, for what is mostly short. */
ALWAYS_INLINE void clear_bytes(char *to, size_t len) {
    static const char zeros[PORT_BLOCK] = {0};
    if (PORT_SMALL || len < PORT_BLOCK || len > 2 * PORT_BLOCK) {
        memset(to, 0, len);
    } else {
        port_store(to, port_load(zeros));
        port_store(to + len - PORT_BLOCK, port_load(zeros));
    }
}

#endif
