/*
 * Runs a fuzzer's packed inputs (corpus.py) once each, in any build: what was found stays found.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static int hex_value(char c) {
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* An input of its exact size, so that sanitizers see where it ends. */
static void run_line(const char *line) {
    size_t size = 0;
    for (const char *at = line; *at; size++)
        at += *at == '\\' ? 3 : 1;
    unsigned char *data = malloc(size ? size : 1);
    for (size_t i = 0; i < size; i++, line++) {
        data[i] = (unsigned char)*line;
        if (*line == '\\') {
            data[i] = (unsigned char)(hex_value(line[1]) * 16 + hex_value(line[2]));
            line += 2;
        }
    }
    LLVMFuzzerTestOneInput(data, size);
    free(data);
}

int main(int count, char **names) {
    static char line[1 << 16];
    FILE *file = count > 1 ? fopen(names[1], "r") : NULL;
    int lines = 0;
    if (!file)
        return 1;
    for (; fgets(line, sizeof line, file); lines++) {
        line[strcspn(line, "\n")] = '\0';
        run_line(line);
    }
    fclose(file);
    printf("%d inputs\n", lines);
    return lines == 0;
}
