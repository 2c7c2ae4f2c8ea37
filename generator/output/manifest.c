/* The manifest: reading, writing and asking it; see manifest.h. */
#include "output/manifest.h"

#include "output/path.h"

#include <stdlib.h>

static const str head = STR_INIT("swage-manifest 1");

typedef struct reader {
    diagnostics *diags;
    const source_file *file;
    uint32_t line;
} reader;

static bool refuse(reader *r, uint32_t column, const char *what) {
    span at = {r->file, r->line, column, r->line, column};
    diagnostic *found =
        diag_report(r->diags, CODE_MANIFEST, at, "the manifest is damaged: %s", what);
    diag_add_note(r->diags, found, (span){0},
                  "restore it from version control, or delete it and generate with --force");
    return false;
}

static bool read_line(reader *r, str line, manifest_entry *entry) {
    if (!hash_read(str_slice(line, 0, HASH_DIGITS), &entry->hash))
        return refuse(r, 1, "a line begins with a hash of 32 hexadecimal digits");
    if (!str_eq(str_slice(line, HASH_DIGITS, HASH_DIGITS + 2), STR("  ")))
        return refuse(r, HASH_DIGITS + 1, "two blanks stand behind the hash");
    entry->path = str_slice(line, HASH_DIGITS + 2, line.len);
    const char *fault = path_fault(entry->path);
    if (fault)
        return refuse(r, HASH_DIGITS + 3, fault);
    if (str_find_char(entry->path, 0, '/') == entry->path.len)
        return refuse(r, HASH_DIGITS + 3, "a path begins with the folder of its target");
    return true;
}

static size_t count_lines(str text) {
    size_t count = 0;
    for (size_t at = 0; at < text.len; at = str_find_char(text, at, '\n') + 1)
        count++;
    return count;
}

static int by_path(const void *left, const void *right) {
    const manifest_entry *a = left, *b = right;
    int order = str_cmp(a->path, b->path);
    if (order)
        return order;
    if (a->hash.high != b->hash.high)
        return a->hash.high < b->hash.high ? -1 : 1;
    return (a->hash.low > b->hash.low) - (a->hash.low < b->hash.low);
}

static void sort(manifest_entry *entries, size_t count) {
    if (count)
        qsort(entries, count, sizeof *entries, by_path);
}

/* The line at *at, which moves behind it; a CR that some checkouts put before the LF is left out.
 */
static str next_line(str text, size_t *at) {
    size_t end = str_find_char(text, *at, '\n');
    str line = str_slice(text, *at, end);
    *at = end + 1;
    if (str_ends(line, STR("\r")))
        line.len--;
    return line;
}

bool manifest_read(arena *a, diagnostics *d, const source_file *file, manifest *out) {
    reader r = {d, file, 1};
    str text = file->text;
    size_t at = 0;
    *out = (manifest){ARENA_ARRAY(a, count_lines(text), manifest_entry), 0};
    if (!str_eq(next_line(text, &at), head))
        return refuse(&r, 1, "its first line is `swage-manifest 1`");
    while (at < text.len) {
        r.line++;
        if (!read_line(&r, next_line(text, &at), &out->entries[out->count++]))
            return false;
    }
    sort(out->entries, out->count);
    return true;
}

void manifest_write(buf *out, manifest_entry *entries, size_t count) {
    sort(entries, count);
    buf_add_str(out, head);
    buf_add_char(out, '\n');
    for (size_t i = 0; i < count; i++) {
        if (i && by_path(&entries[i], &entries[i - 1]) == 0)
            continue;
        char digits[HASH_DIGITS + 1];
        hash_write(entries[i].hash, digits);
        buf_add(out, digits, HASH_DIGITS);
        buf_add(out, "  ", 2);
        buf_add_str(out, entries[i].path);
        buf_add_char(out, '\n');
    }
}

/* Position of the first entry that is not before the path. */
static size_t lower_bound(const manifest *m, str path) {
    size_t low = 0, high = m->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(m->entries[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool manifest_has(const manifest *m, str path) {
    size_t at = lower_bound(m, path);
    return at < m->count && str_eq(m->entries[at].path, path);
}

bool manifest_has_hash(const manifest *m, str path, hash128 hash) {
    for (size_t at = lower_bound(m, path); at < m->count; at++) {
        if (!str_eq(m->entries[at].path, path))
            return false;
        if (hash_eq(m->entries[at].hash, hash))
            return true;
    }
    return false;
}

str manifest_target(str path) {
    return str_slice(path, 0, str_find_char(path, 0, '/'));
}
