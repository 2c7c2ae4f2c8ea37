/*
 * Where rendered files wait until the run is known to be good.
 *
 * The latest megabyte stays in memory; what is older goes to a file without a name, which is gone
 * when the program ends, however it ends.
 */
#ifndef SWAGE_OUTPUT_SPOOL_H
#define SWAGE_OUTPUT_SPOOL_H

#include "base/buf.h"

#include <stdio.h>

/* All zero is an empty spool. */
typedef struct spool {
    buf memory;    /* the latest of it, in whole pieces */
    FILE *file;    /* what came before; NULL while there is nothing */
    size_t stored; /* bytes in the file */
    bool no_file;  /* there is no place for one: memory has to do */
} spool;

/* Puts bytes behind what is there; their offset. */
size_t spool_add(spool *s, str bytes);

/* Replaces what is in `out` by `len` bytes at an offset. False when the file can't be read. */
bool spool_read(spool *s, size_t offset, size_t len, buf *out);

void spool_free(spool *s);

#endif
