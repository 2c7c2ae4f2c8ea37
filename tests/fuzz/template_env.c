/* An environment that is put back after each input; see template_env.h. */
#include "template_env.h"

#include "template/env.h"

#include <assert.h>
#include <stdlib.h>

enum { ROOM = 256 * 1024 };

/* All that an environment consists of lies in the first block of the arena, and is copied here. */
static fuzz_env made;
static char *first, *copy;
static size_t size;
static arena_point start;
static diagnostics start_diags;

static void make(void (*setup)(fuzz_env *env)) {
    template_options options = {.max_output = 1 << 16, .max_steps = 4000, .max_depth = 40};
    arena_reserve(&made.memory, ROOM);
    first = arena_alloc(&made.memory, 1);
    diag_init(&made.diags, &made.memory);
    made.env = template_env_new(&made.memory, &made.diags, (template_loader){0}, options);
    setup(&made);
    start = arena_mark(&made.memory);
    size = (size_t)(start.next - first);
    assert(size < ROOM);
    copy = malloc(size);
    memcpy(copy, first, size);
    start_diags = made.diags;
}

fuzz_env *fuzz_begin(template_loader loader, bool trim, bool lstrip, void (*setup)(fuzz_env *env)) {
    if (!copy)
        make(setup);
    made.env->loader = loader;
    made.env->options.trim_blocks = trim;
    made.env->options.lstrip_blocks = lstrip;
    return &made;
}

void fuzz_end(fuzz_env *used) {
    /* What keeps memory of its own: the arenas know what is zero in theirs. */
    arena scratch = used->env->scratch, stack = used->env->stack;
    buf text = used->env->text;
    arena_reset(&used->memory, start);
    memcpy(first, copy, size);
    used->env->scratch = scratch;
    used->env->stack = stack;
    used->env->text = text;
    used->diags = start_diags;
}
