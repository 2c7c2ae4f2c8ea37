/*
 * The main of every program: reads the file, runs the tasks of the model, and prints how long each
 * run took. Restoring the text that a reader changed is not part of its time.
 */
#define _DEFAULT_SOURCE
#include "harness.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

enum { MIN_RUNS = 3, MAX_RUNS = 1000 };
static const double warm_up = 0.03; /* seconds: the first runs are slower, with any library */
static const size_t region_size = (size_t)2 << 30; /* of addresses; memory is what is touched */

typedef struct document {
    const bench_model *model;
    char *text, *copy; /* with BENCH_PADDING zeros behind */
    size_t len;
    char *output;
    size_t capacity;
    bench_root reference; /* what swage reads; the writers write it */
    char *region;
    bench_memory memory;
} document;

void bench_out_of_memory(void) {
    fprintf(stderr, "the benchmark has too little memory\n");
    exit(1);
}

char *bench_block(bench_memory *memory, size_t size) {
    if (memory->count == memory->room) {
        memory->room = memory->room ? memory->room * 2 : 1024;
        memory->blocks = realloc(memory->blocks, memory->room * sizeof *memory->blocks);
    }
    if (!memory->blocks)
        bench_out_of_memory();
    char *block = malloc(size);
    if (!block)
        bench_out_of_memory();
    memory->blocks[memory->count++] = block;
    return block;
}

/* A list's block begins with its place among all of them. */
char *bench_grow(bench_memory *memory, char *items, size_t size, size_t new_size) {
    enum { HEAD = 16 };
    size_t place = memory->count;
    if (memory->one_region) {
        char *moved = bench_take(memory, new_size);
        return size ? memcpy(moved, items, size) : moved;
    }
    if (size == 0) {
        char *block = bench_block(memory, HEAD + new_size);
        memcpy(block, &place, sizeof place);
        return block + HEAD;
    }
    memcpy(&place, items - HEAD, sizeof place);
    char *grown = realloc(items - HEAD, HEAD + new_size);
    if (!grown)
        bench_out_of_memory();
    memory->blocks[place] = grown;
    return grown + HEAD;
}

/* Gives back what the last run took. */
static void give_back(bench_memory *memory) {
    for (size_t i = 0; i < memory->count; i++)
        free(memory->blocks[i]);
    memory->count = 0;
}

/* The time of this thread alone: what else the machine does meanwhile is not part of it. */
static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static char *read_file(const char *path, size_t *len) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        return NULL;
    *len = (size_t)ftell(file);
    rewind(file);
    char *text = calloc(*len + BENCH_PADDING, 1);
    if (text && fread(text, 1, *len, file) != *len)
        text[0] = '\0';
    fclose(file);
    return text;
}

static bool read_with_swage(document *d, bench_root *out) {
    swage_arena arena;
    swage_error error;
    swage_parse_options options = {.unknown = d->model->drop_unknown ? SWAGE_DROP_UNKNOWN
                                                                     : SWAGE_KEEP_UNKNOWN};
    swage_arena_init(&arena); /* lives as long as the program */
    if (swage_parse_type(&d->model->type, out, d->text, d->len, &options, &arena, &error))
        return true;
    fprintf(stderr, "%s\n", swage_error_text(&error));
    return false;
}

static bool document_open(document *d, const char *model, const char *path) {
    d->model = bench_model_named(model);
    d->text = d->model ? read_file(path, &d->len) : NULL;
    if (!d->text) {
        fprintf(stderr, "%s: no such model or file\n", d->model ? path : model);
        return false;
    }
    d->copy = calloc(d->len + BENCH_PADDING, 1);
    d->capacity = d->len * 2 + 4096;
    d->output = malloc(d->capacity);
    d->region = mmap(NULL, region_size, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (!d->copy || !d->output || d->region == MAP_FAILED)
        bench_out_of_memory();
    d->memory.end = d->region + region_size;
    return read_with_swage(d, &d->reference);
}

/* One run; its seconds, negative when the task failed. */
static double run(document *d, const bench_task *task, bench_root *out) {
    char *text = task->in_place ? d->copy : d->text;
    bool done;
    if (task->in_place)
        memcpy(d->copy, d->text, d->len + BENCH_PADDING);
    if (task->read)
        memset(out, 0, sizeof *out);
    double start = now();
    if (task->read) {
        give_back(&d->memory);
        d->memory.one_region = task->one_region;
        d->memory.next = d->region;
        done = task->read(out, text, d->len, &d->memory);
    } else {
        done = task->write(&d->reference, d->output, d->capacity) > 0;
    }
    double seconds = now() - start;
    return done ? seconds : -1;
}

static int time_tasks(document *d, double seconds) {
    bench_root out;
    int status = 0;
    for (const bench_task *task = bench_tasks; task->name; task++) {
        if (strcmp(task->model, d->model->name) != 0)
            continue;
        double all = 0, last = 0;
        for (double warm = 0; last >= 0 && warm < warm_up; warm += last)
            last = run(d, task, &out);
        printf("%s", task->name);
        for (int i = 0; i < MAX_RUNS && last >= 0 && (i < MIN_RUNS || all < seconds); i++) {
            last = run(d, task, &out);
            all += last;
            printf(" %.9f", last);
        }
        printf("\n");
        if (last < 0) {
            fprintf(stderr, "%s: %s failed\n", d->model->name, task->name);
            status = 1;
        }
    }
    return status;
}

/* What a reader read is shown as swage writes it; what a writer wrote, as it is. */
static int dump_task(document *d, const char *name) {
    const bench_task *task = bench_tasks;
    while (task->name && (strcmp(task->model, d->model->name) || strcmp(task->name, name)))
        task++;
    bench_root out;
    swage_error error;
    if (!task->name || run(d, task, &out) < 0)
        return 1;
    size_t len = task->read
                     ? swage_write_type(&d->model->type, &out, d->output, d->capacity, NULL, &error)
                     : task->write(&d->reference, d->output, d->capacity);
    if (len == 0)
        fprintf(stderr, "%s\n", swage_error_text(&error));
    const char *output = task->written ? task->written() : d->output;
    return len == 0 || fwrite(output, 1, len, stdout) != len;
}

int main(int argc, char **argv) {
    document d = {0};
    if (argc < 4 || (strcmp(argv[1], "dump") == 0 && argc < 5)) {
        fprintf(stderr, "usage: %s time|dump MODEL FILE [SECONDS|TASK]\n", argv[0]);
        return 2;
    }
    if (!document_open(&d, argv[2], argv[3]))
        return 1;
    if (strcmp(argv[1], "dump") == 0)
        return dump_task(&d, argv[4]);
    return time_tasks(&d, argc > 4 ? atof(argv[4]) : 0.05);
}
