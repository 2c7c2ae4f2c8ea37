/* What is in a folder of the disk; see folder.h. */
#include "base/folder.h"

#include "base/memory.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct walk {
    arena *memory;
    str *paths;
    size_t count, capacity;
} walk;

static bool mode_of(str path, mode_t *mode) {
    arena scratch = {0};
    struct stat info;
    bool found = stat(str_dup(&scratch, path).ptr, &info) == 0;
    arena_free(&scratch);
    *mode = found ? info.st_mode : 0;
    return found;
}

bool folder_exists(str path) {
    mode_t mode;
    return mode_of(path, &mode) && S_ISDIR(mode);
}

bool folder_has_file(str path) {
    mode_t mode;
    return mode_of(path, &mode) && !S_ISDIR(mode);
}

str folder_real_path(arena *a, str path) {
    char *real = realpath(str_dup(a, path).ptr, NULL);
    str found = real ? str_dup(a, str_from(real)) : STR("");
    free(real);
    return found;
}

str folder_join(arena *a, str folder, str name) {
    if (folder.len == 0)
        return str_dup(a, name);
    if (!str_ends(folder, STR("/")))
        folder = str_join(a, folder, STR("/"));
    return str_join(a, folder, name);
}

static void add(walk *w, str path) {
    if (w->count == w->capacity) {
        w->capacity = w->capacity ? w->capacity * 2 : 64;
        w->paths = mem_realloc(w->paths, w->capacity * sizeof *w->paths);
    }
    w->paths[w->count++] = path;
}

static bool is_noise(str name) {
    return str_starts(name, STR(".")) || str_ends(name, STR("~"));
}

/* `prefix` is the part of `path` below the folder that was asked for. */
static void walk_folder(walk *w, str path, str prefix, unsigned depth) {
    DIR *dir = opendir(path.ptr);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));) {
        str name = str_from(entry->d_name);
        if (is_noise(name))
            continue;
        str inner = folder_join(w->memory, path, name);
        str below = folder_join(w->memory, prefix, name);
        if (folder_has_file(inner))
            add(w, below);
        else if (depth > 1)
            walk_folder(w, inner, below, depth - 1);
    }
    closedir(dir);
}

static int by_bytes(const void *left, const void *right) {
    return str_cmp(*(const str *)left, *(const str *)right);
}

folder_list folder_files(arena *a, str path, unsigned depth) {
    walk w = {.memory = a};
    walk_folder(&w, str_dup(a, path), STR(""), depth);
    folder_list list = {ARENA_ARRAY(a, w.count, str), w.count};
    if (w.count) {
        memcpy(list.paths, w.paths, w.count * sizeof *w.paths);
        qsort(list.paths, list.count, sizeof *list.paths, by_bytes);
    }
    free(w.paths);
    return list;
}
