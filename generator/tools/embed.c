/*
 * A tool of the build: writes files as a C table (render/embedded.h), sorted by path.
 *
 *     swage_embed OUTPUT.c FOLDER PATH…        paths relative to FOLDER
 *
 * Same files, same output: nothing but paths and bytes goes in.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(const char *path) {
    perror(path);
    return EXIT_FAILURE;
}

static int by_text(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* False when a file can't be read. */
static int write_bytes(FILE *out, const char *folder, const char *path, int number) {
    char name[4096];
    snprintf(name, sizeof name, "%s/%s", folder, path);
    FILE *in = fopen(name, "rb");
    if (!in)
        return 0;
    fprintf(out, "/* %s */\nstatic const unsigned char file_%d[] = {", path, number);
    size_t count = 0;
    for (int c; (c = getc(in)) != EOF; count++)
        fprintf(out, "%s%d,", count % 24 ? "" : "\n    ", c);
    int fine = !ferror(in);
    fclose(in);
    /* One byte more, so that an empty file is no empty array. */
    fprintf(out, "\n    0};\n");
    return fine;
}

int main(int argc, char **argv) {
    if (argc < 3)
        return EXIT_FAILURE;
    int count = argc - 3;
    char **paths = argv + 3;
    if (count > 0)
        qsort(paths, (size_t)count, sizeof *paths, by_text);
    FILE *out = fopen(argv[1], "wb");
    if (!out)
        return fail(argv[1]);
    fprintf(out, "/* Made by tools/embed.c from templates/; do not edit. */\n"
                 "#include \"render/embedded.h\"\n\n");
    for (int i = 0; i < count; i++)
        if (!write_bytes(out, argv[2], paths[i], i))
            return fail(paths[i]);
    fprintf(out, "\nconst embedded_file embedded_files[] = {\n");
    for (int i = 0; i < count; i++)
        fprintf(out, "    {\"%s\", file_%d, sizeof file_%d - 1},\n", paths[i], i, i);
    fprintf(out, "    {NULL, NULL, 0}};\n");
    return fclose(out) == 0 ? EXIT_SUCCESS : fail(argv[1]);
}
