/*
 * Finds where the items of a stream end, looking at each byte once.
 */
#ifndef SWAGE_SRC_STREAM_SCAN_H
#define SWAGE_SRC_STREAM_SCAN_H

#include <swage/stream.h>

/* Begins an item with the byte at `at`; the place behind it. */
const char *swage_stream_scan_begin(swage_stream *s, const char *at);

/* Goes on to the end of the item: *at is behind it then; else false, and *at is `end`. */
bool swage_stream_scan(swage_stream *s, const char **at, const char *end);

#endif
