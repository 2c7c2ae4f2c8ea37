/*
 * Errors as users see them: one line of text, and names of the codes.
 */
#include "report.h"

#include <stdio.h>

const char *swage_error_code_name(swage_error_code code) {
    static const char *const names[] = {
        "ok",
#define SWAGE_ERROR_CODE(name, text) text,
#include <swage/error_codes.def>
#undef SWAGE_ERROR_CODE
    };
    return (unsigned)code < SWAGE_ERROR_COUNT ? names[code] : "unknown";
}

const char *swage_error_text(swage_error *error) {
    char place[64] = "";
    if (error->line)
        snprintf(place, sizeof place, "%zu:%zu: ", error->line, error->column);
    const char *message = error->message[0] ? error->message : swage_error_code_name(error->code);
    snprintf(error->text, sizeof error->text, "%s%.*s%s%.*s", place, SWAGE_PATH_SIZE, error->path,
             error->path[0] ? ": " : "", SWAGE_MESSAGE_SIZE, message);
    swage_report_make_visible(error->text);
    return error->text;
}
