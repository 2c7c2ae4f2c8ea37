/*
 * How long `swage generate` takes to turn a spec into C and Markdown, and how much memory.
 *
 *     bench_generate PROGRAM SPEC [RUNS]
 *
 * Time is told as a ratio to a bare libyaml event loop over the same file, run in turn with it, so
 * that the machine does not matter; the time of writing files, which `-v` tells, is left out.
 * Memory is told as a multiple of the spec's size. Medians of RUNS (9 when not given).
 */
#include <ftw.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

#define TIME_BAR 4.0
#define MEMORY_BAR 20.0
#define MAX_RUNS 99

typedef struct measure {
    double loop, generate, writing; /* milliseconds */
    double ratio;                   /* of this run's time without writing to its loop's */
    double memory;                  /* bytes */
} measure;

static void give_up(const char *what) {
    perror(what);
    exit(2);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static char *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        give_up(path);
    long end = ftell(file);
    rewind(file);
    char *text = end < 0 ? NULL : malloc((size_t)end + 1);
    if (!text || fread(text, 1, (size_t)end, file) != (size_t)end)
        give_up(path);
    fclose(file);
    text[end] = '\0';
    *size = (size_t)end;
    return text;
}

/* Reads the file and goes through its events: what no reader of it can do without. */
static double time_loop(const char *path) {
    double start = now();
    size_t size;
    char *text = read_file(path, &size);
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (unsigned char *)text, size);
    bool done = false;
    while (!done) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            fprintf(stderr, "%s: %s\n", path, parser.problem);
            exit(2);
        }
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    free(text);
    return now() - start;
}

/* The milliseconds of the stage that writes: a line of -v "write 12.3 ms". */
static double writing_time(const char *report) {
    const char *line = strstr(report, "write");
    double time = 0;
    if (line)
        sscanf(line, "write%*[: ]%lf ms", &time);
    return time;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *where) {
    (void)status, (void)type, (void)where;
    return remove(path);
}

static void time_generate(const char *program, const char *spec, measure *m) {
    char folder[] = "/tmp/swage-bench-XXXXXX", stages[64];
    if (!mkdtemp(folder))
        give_up(folder);
    snprintf(stages, sizeof stages, "%s/stages", folder);
    double start = now();
    pid_t child = fork();
    if (child < 0)
        give_up("fork");
    if (child == 0) {
        if (!freopen(stages, "w", stderr))
            _exit(3);
        execlp(program, program, "generate", spec, "--target", "c,markdown", "-o", folder, "-v",
               (char *)NULL);
        _exit(3);
    }
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) < 0)
        give_up("wait4");
    m->generate = now() - start;
    m->memory = (double)usage.ru_maxrss * 1024;
    size_t size;
    char *text = read_file(stages, &size);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "%s failed:\n%s", program, text);
        exit(2);
    }
    m->writing = writing_time(text);
    free(text);
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of one member of each measure; `offset` is that member's. */
static double median(const measure *measures, size_t count, size_t offset) {
    double sorted[MAX_RUNS] = {0};
    for (size_t i = 0; i < count; i++)
        memcpy(&sorted[i], (const char *)&measures[i] + offset, sizeof sorted[i]);
    qsort(sorted, count, sizeof *sorted, compare);
    return sorted[count / 2];
}

#define MEDIAN(member) median(measures, runs, offsetof(measure, member))

static void report(const measure *measures, size_t runs, size_t size) {
    double loop = MEDIAN(loop), generate = MEDIAN(generate), writing = MEDIAN(writing);
    double time = MEDIAN(ratio);
    double memory = MEDIAN(memory) / (double)size;
    printf("spec       %.1f MB, medians of %zu runs\n", (double)size / 1e6, runs);
    printf("libyaml    %.1f ms, a bare event loop\n", loop);
    printf("generate   %.1f ms, of which %.1f ms write files\n", generate, writing);
    printf("time       %.2f times the loop, without writing (bar %.0f: %s)\n", time, TIME_BAR,
           time <= TIME_BAR ? "kept" : "missed");
    printf("memory     %.1f MB, %.1f times the spec (bar %.0f: %s)\n", MEDIAN(memory) / 1e6, memory,
           MEMORY_BAR, memory <= MEMORY_BAR ? "kept" : "missed");
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: %s PROGRAM SPEC [RUNS]\n", argv[0]);
        return 2;
    }
    size_t runs = argc > 3 ? strtoul(argv[3], NULL, 10) : 9;
    if (runs < 1 || runs > MAX_RUNS)
        runs = 9;
    size_t size;
    free(read_file(argv[2], &size));

    measure measures[MAX_RUNS] = {0};
    time_loop(argv[2]); /* warms the file's cache */
    for (size_t i = 0; i < runs; i++) {
        measures[i].loop = time_loop(argv[2]);
        time_generate(argv[1], argv[2], &measures[i]);
        measures[i].ratio = (measures[i].generate - measures[i].writing) / measures[i].loop;
    }
    report(measures, runs, size);
    return 0;
}
