/*
 * Trees of JSON, whichever library makes them: BENCH_JANSSON is Jansson, else it is cJSON. And the
 * functions of the mapping (NAME_dom.c), which templates/dom gives.
 */
#ifndef SWAGE_BENCH_DOM_H
#define SWAGE_BENCH_DOM_H

#ifdef BENCH_JANSSON
#include "dom_jansson.h"
#else
#include "dom_cjson.h"
#endif

static inline bool dom_read_text(const dom *json, swage_str *out, bench_memory *memory) {
    size_t len;
    const char *text = dom_text(json, &len);
    if (text)
        *out = bench_copy(memory, text, len);
    return text != NULL;
}

static inline bool dom_read_moment(const dom *json, swage_date_time *out, bench_memory *memory) {
    size_t len;
    const char *text = dom_text(json, &len);
    (void)memory;
    return text && bench_moment_read(out, text, len);
}

static inline bool dom_read_enum(const dom *json, const swage_str *names, unsigned count,
                                 unsigned *code) {
    size_t len;
    const char *text = dom_text(json, &len);
    *code = text ? bench_code_of(names, count, text, len) : 0;
    return *code != 0;
}

static inline dom *dom_new_moment(swage_date_time moment) {
    char text[32];
    size_t len = bench_moment_write(&moment, text);
    return dom_new_copy(text, len);
}

#define DOM_PACKAGE(package)                                                                       \
    bool package##_from_dom(bench_root *out, dom *json, bench_memory *memory);                     \
    dom *package##_to_dom(const bench_root *root);
DOM_PACKAGE(connect)
DOM_PACKAGE(hr)
DOM_PACKAGE(twitter)
DOM_PACKAGE(tweets)
DOM_PACKAGE(citm)
DOM_PACKAGE(canada)

#endif
