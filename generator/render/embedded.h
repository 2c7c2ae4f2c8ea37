/*
 * The files of templates/, as bytes of the program. The table is written at build time by
 * tools/embed.c, sorted by path.
 */
#ifndef SWAGE_RENDER_EMBEDDED_H
#define SWAGE_RENDER_EMBEDDED_H

#include <stddef.h>

typedef struct embedded_file {
    const char *path; /* relative to templates/; NULL behind the last */
    const unsigned char *bytes;
    size_t len;
} embedded_file;

extern const embedded_file embedded_files[];

#endif
