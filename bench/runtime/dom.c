/*
 * cJSON or Jansson: documents parsed to a tree, which is mapped to structs and freed; and trees
 * made of structs, printed and freed.
 */
#include "dom.h"

#define TASKS_OF(package)                                                                          \
    static bool package##_parse(bench_root *out, char *json, size_t len, bench_memory *memory) {   \
        dom *tree = dom_parse(json, len);                                                          \
        bool done = tree && package##_from_dom(out, tree, memory);                                 \
        dom_free(tree);                                                                            \
        return done;                                                                               \
    }                                                                                              \
    static size_t package##_write(const bench_root *root, char *buffer, size_t capacity) {         \
        dom *tree = package##_to_dom(root);                                                        \
        size_t len = dom_print(tree, buffer, capacity);                                            \
        dom_free(tree);                                                                            \
        return len;                                                                                \
    }                                                                                              \
    static size_t package##_print(const bench_root *root, char *buffer, size_t capacity) {         \
        static dom *tree;                                                                          \
        if (!tree)                                                                                 \
            tree = package##_to_dom(root);                                                         \
        return dom_print(tree, buffer, capacity);                                                  \
    }

TASKS_OF(connect)
TASKS_OF(hr)
TASKS_OF(twitter)
TASKS_OF(tweets)
TASKS_OF(citm)
TASKS_OF(canada)

/* clang-format off */
#define PARSE(package) {#package, "parse", package##_parse, NULL, false, false, NULL}
#define WRITE(package) {#package, "write", NULL, package##_write, false, false, NULL}
#define PRINT(package) {#package, "print", NULL, package##_print, false, false, NULL}
/* clang-format on */

const bench_task bench_tasks[] = {
    PARSE(connect),
    PARSE(hr),
    PARSE(twitter),
    PARSE(tweets),
    PARSE(citm),
    PARSE(canada),
    WRITE(connect),
    WRITE(hr),
    WRITE(twitter),
    WRITE(tweets),
    WRITE(citm),
    WRITE(canada),
    PRINT(connect),
    PRINT(hr),
    PRINT(twitter),
    PRINT(tweets),
    PRINT(citm),
    PRINT(canada),
    {0},
};
