/*
 * What went wrong, and where: the one error type of parse, validate, write and copy.
 */
#ifndef SWAGE_ERROR_H
#define SWAGE_ERROR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum swage_error_code {
    SWAGE_OK = 0,
#define SWAGE_ERROR_CODE(name, text) SWAGE_ERROR_##name,
#include <swage/error_codes.def>
#undef SWAGE_ERROR_CODE
    SWAGE_ERROR_COUNT
} swage_error_code;

enum { SWAGE_PATH_SIZE = 256, SWAGE_MESSAGE_SIZE = 160 };

typedef struct swage_error {
    swage_error_code code;
    size_t offset;                    /* byte in the input; 0 when there is no input */
    size_t line, column;              /* from 1, columns in bytes; 0 when there is no input */
    char path[SWAGE_PATH_SIZE];       /* JSON Pointer (RFC 6901) to the value; cut at the front
                                         ("…/last/parts") when it is longer */
    char message[SWAGE_MESSAGE_SIZE]; /* "expected a string, got a number"; cut at its end when it
                                         is longer */
    char text[SWAGE_PATH_SIZE + SWAGE_MESSAGE_SIZE + 64]; /* see swage_error_text */
} swage_error;

/* "3:18: /categories/2: expected a string, got a number"; composed into error->text. */
const char *swage_error_text(swage_error *error);

/* The code's name in error_codes.def, as "duplicate-member"; static storage. */
const char *swage_error_code_name(swage_error_code code);

#ifdef __cplusplus
}
#endif

#endif
