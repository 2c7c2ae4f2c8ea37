/*
 * Diagnostics as people and programs read them (DESIGN, section 4).
 */
#ifndef SWAGE_CLI_REPORT_H
#define SWAGE_CLI_REPORT_H

#include "base/buf.h"
#include "base/diag.h"

typedef struct report_options {
    bool json;      /* one object a line, all of them */
    bool color;     /* of text */
    unsigned limit; /* errors, and warnings, that are shown as text: some of each code */
} report_options;

/* Appends all diagnostics, sorted by place: files in the order in which they were first met. */
void report_write(buf *out, const diagnostics *d, const report_options *options);

#endif
