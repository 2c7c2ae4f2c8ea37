/*
 * How fast sessions are read and written, next to other libraries: medians of one run, as ratios.
 *
 *     bench_runtime [MEGABYTES [NAME]]      only readers with that in their name
 */
#define _POSIX_C_SOURCE 200809L
#include "session.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 9 };

static uint64_t random_state = 42;

static unsigned next_random(unsigned below) {
    random_state = random_state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(random_state >> 33) % below;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* One session; the members in the order of the fields, or turned round by `shift`. */
static char *put_session(char *at, unsigned shift) {
    static const char *const kinds[] = {"ats", "hris", "crm", "iam", "marketing", "lms"};
    char parts[10][160];
    int count = 0;
    sprintf(parts[count++], "\"origin_owner_id\":\"cust_%08u\"", next_random(100000000));
    sprintf(parts[count++], "\"origin_owner_name\":\"ACME Corporation %u\"", next_random(1000));
    sprintf(parts[count++], "\"categories\":[\"%s\",\"%s\"]", kinds[next_random(6)],
            kinds[next_random(6)]);
    if (next_random(2))
        sprintf(parts[count++], "\"provider\":\"%s\"", next_random(2) ? "bamboohr" : "workday");
    if (next_random(4))
        sprintf(parts[count++], "\"origin_username\":\"user%u@example.com\"", next_random(100000));
    if (next_random(2))
        sprintf(parts[count++], "\"account_id\":\"%020u\"", next_random(1000000000));
    sprintf(parts[count++], "\"expires_in\":%u", next_random(100000));
    if (next_random(4) == 0)
        sprintf(parts[count++], "\"metadata\":{\"source\":\"cli\",\"try\":%u}", next_random(9));
    sprintf(parts[count++], "\"multiple\":%s", next_random(2) ? "true" : "false");
    if (next_random(2))
        strcpy(parts[count++], "\"label\":null");
    *at++ = '{';
    for (int i = 0; i < count; i++)
        at += sprintf(at, "%s%s", i ? "," : "", parts[((unsigned)i + shift) % (unsigned)count]);
    *at++ = '}';
    return at;
}

static char *make_sessions(size_t size, bool shuffled, size_t *len) {
    char *text = malloc(size + 4096), *at = text;
    *at++ = '[';
    while ((size_t)(at - text) < size) {
        if (at[-1] != '[')
            *at++ = ',';
        at = put_session(at, shuffled ? 1 + next_random(9) : 0);
    }
    *at++ = ']';
    *len = (size_t)(at - text);
    return text;
}

static size_t read_with_swage(const char *json, size_t len) {
    static swage_arena arena;
    static bool ready;
    sessions all;
    swage_error error;
    if (!ready)
        swage_arena_init(&arena);
    ready = true;
    swage_arena_reset(&arena);
    if (!swage_parse_type(&sessions_type, &all, json, len, NULL, &arena, &error)) {
        fprintf(stderr, "%s\n", swage_error_text(&error));
        return 0;
    }
    return all.count;
}

static char *scratch_text;

static size_t read_insitu_with_swage(const char *json, size_t len) {
    static swage_arena arena;
    static bool ready;
    sessions all;
    if (!ready)
        swage_arena_init(&arena);
    ready = true;
    swage_arena_reset(&arena);
    memcpy(scratch_text, json, len);
    return swage_parse_type_insitu(&sessions_type, &all, scratch_text, len, NULL, &arena, NULL)
               ? all.count
               : 0;
}

static size_t copy_bytes(const char *json, size_t len) {
    memcpy(scratch_text, json, len);
    return (unsigned char)scratch_text[len / 2];
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Megabytes a second, the median. */
static double speed_of(reader read, const char *json, size_t len) {
    double times[RUNS];
    for (int i = 0; i < RUNS; i++) {
        double start = now();
        if (read(json, len) == 0)
            fprintf(stderr, "a reader failed\n");
        times[i] = now() - start;
    }
    qsort(times, RUNS, sizeof *times, by_value);
    return (double)len / times[RUNS / 2] / 1e6;
}

static sessions written;
static size_t write_with_swage(const char *json, size_t len) {
    (void)json;
    return swage_write_type(&sessions_type, &written, scratch_text, len * 2, NULL, NULL);
}

static cJSON *tree;
static size_t write_with_cjson(const char *json, size_t len) {
    (void)json;
    return (size_t)cJSON_PrintPreallocated(tree, scratch_text, (int)len * 2, 0);
}

static void compare(const char *name, const char *json, size_t len, const char *only) {
    static const struct {
        const char *name;
        reader read;
    } readers[] = {{"swage parse", read_with_swage},
                   {"swage parse_insitu (with a memcpy of the text)", read_insitu_with_swage},
                   {"simdjson on-demand, owned strings", read_with_simdjson},
                   {"Jansson", read_with_jansson},
                   {"cJSON", read_with_cjson},
                   {"memcpy", copy_bytes}};
    double ours = 0;
    printf("| %s, %.1f MB | MB/s | swage parse is |\n| --- | ---: | ---: |\n", name,
           (double)len / 1e6);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        if (only && !strstr(readers[i].name, only))
            continue;
        double speed = speed_of(readers[i].read, json, len);
        ours = i == 0 ? speed : ours;
        printf("| %s | %.0f | %.2f× |\n", readers[i].name, speed, ours / speed);
    }
}

int main(int argc, char **argv) {
    size_t size = (size_t)(argc > 1 ? atoi(argv[1]) : 10) * 1000000, len;
    char *ordered = make_sessions(size, false, &len);
    scratch_text = malloc(size * 2 + 8192);
    compare("connect sessions", ordered, len, argc > 2 ? argv[2] : NULL);
    size_t other_len;
    char *shuffled = make_sessions(size, true, &other_len);
    printf("\nmembers shuffled: %.0f MB/s\n", speed_of(read_with_swage, shuffled, other_len));
    swage_arena arena;
    swage_arena_init(&arena);
    swage_parse_type(&sessions_type, &written, ordered, len, NULL, &arena, NULL);
    tree = cJSON_ParseWithLength(ordered, len);
    double ours = speed_of(write_with_swage, ordered, len);
    double theirs = speed_of(write_with_cjson, ordered, len);
    printf("write: swage %.0f MB/s, cJSON %.0f MB/s: %.1f×\n", ours, theirs, ours / theirs);
    cJSON_Delete(tree);
    swage_arena_free(&arena);
    free(ordered);
    free(shuffled);
    free(scratch_text);
    return 0;
}
