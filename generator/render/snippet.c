/* Snippets of language.yaml; see snippet.h. */
#include "render/snippet.h"

#include "base/map.h"

typedef struct snippet {
    const node *source; /* the key's bytes are this pointer's */
    template *compiled;
} snippet;

struct snippet_set {
    arena *memory;
    template_env *env;
    map *compiled; /* by node */
    buf text;      /* what the last one gave */
};

snippet_set *snippets_new(arena *a, template_env *env) {
    snippet_set *s = ARENA_NEW(a, snippet_set);
    *s = (snippet_set){.memory = a, .env = env, .compiled = map_new(a)};
    return s;
}

void snippets_free(snippet_set *s) {
    buf_free(&s->text);
}

static template *compile(snippet_set *s, const node *n) {
    snippet *known = map_get(s->compiled, (str){(const char *)&n, sizeof(const node *)});
    if (known)
        return known->compiled;
    known = ARENA_NEW(s->memory, snippet);
    known->source = n;
    known->compiled = template_compile(s->env, STR("language.yaml"), node_text(n), n->at);
    map_put(s->compiled, (str){(const char *)&known->source, sizeof known->source}, known);
    return known->compiled;
}

bool snippet_text(snippet_set *s, const node *n, value context, str *out) {
    str text = node_text(n);
    if (str_find_char(text, 0, '{') == text.len) {
        *out = text;
        return true;
    }
    template *t = compile(s, n);
    s->text.len = 0;
    bool ok = t && template_render(t, context, &s->text);
    if (ok)
        *out = str_dup(s->memory, buf_str(&s->text));
    return ok;
}
