/*
 * Base64. Bits that no byte needs must be zero, so that what is written is what was read.
 */
#include "base64.h"

#include <stdint.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int digit_of(char c) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool swage_base64_decode(const char *text, size_t len, unsigned char *out, size_t *out_len) {
    size_t made = 0;
    if (len % 4)
        return false;
    for (size_t i = 0; i < len; i += 4) {
        int pad =
            i + 4 == len ? (text[i + 3] == '=') + (text[i + 3] == '=' && text[i + 2] == '=') : 0;
        int a = digit_of(text[i]), b = digit_of(text[i + 1]);
        int c = pad > 1 ? 0 : digit_of(text[i + 2]), d = pad > 0 ? 0 : digit_of(text[i + 3]);
        if ((a | b | c | d) < 0 || (pad == 1 && (c & 3)) || (pad == 2 && (b & 15)))
            return false;
        uint32_t group = (uint32_t)a << 18 | (uint32_t)b << 12 | (uint32_t)c << 6 | (uint32_t)d;
        out[made++] = (unsigned char)(group >> 16);
        if (pad < 2)
            out[made++] = (unsigned char)(group >> 8 & 0xFF);
        if (pad < 1)
            out[made++] = (unsigned char)(group & 0xFF);
    }
    *out_len = made;
    return true;
}

void swage_base64_encode_group(const unsigned char *bytes, size_t count, char out[4]) {
    uint32_t group = (uint32_t)bytes[0] << 16;
    if (count > 1)
        group |= (uint32_t)bytes[1] << 8;
    if (count > 2)
        group |= bytes[2];
    out[0] = alphabet[group >> 18];
    out[1] = alphabet[group >> 12 & 63];
    out[2] = count > 1 ? alphabet[group >> 6 & 63] : '=';
    out[3] = count > 2 ? alphabet[group & 63] : '=';
}
