/*
 * libFuzzer: any JSON as the context of templates that print, sort, format and walk it.
 */
#include "source/source.h"
#include "template/template.h"

#include <stdlib.h>

static const char *const templates[] = {
    "{{ x }}{{ x|tojson }}{{ x|string|length }}{{ [x]|pprint }}",
    "{% for i in x recursive %}{{ i }}{% if i is iterable %}{{ loop(i) }}{% endif %}{% endfor %}",
    "{{ x|sort }}{{ x|unique|list }}",
    "{{ x|dictsort }}{{ x|items|list }}",
    "{% for k, v in x.items() %}{{ k }}={{ v|default('') }}{% endfor %}",
    "{{ x|join(',') }}{{ x|map('string')|map('title')|join }}",
    "{{ '%s %r'|format(x, x) }}{{ '{}'.format(x) }}",
    "{{ x + x }}{{ x * 2 }}{{ x == x }}{{ x < x }}",
    "{{ x|int }}{{ x|float }}{{ x|round(1) }}{{ x|abs }}{{ x|filesizeformat }}",
    "{{ x // 7 }}{{ x % 7 }}{{ x ** 2 }}{{ -x }}{{ x / 3 }}",
    "{{ x|upper|lower|title|capitalize|trim|reverse|truncate(5)|wordwrap(3)|indent|center(9) }}",
    "{{ x[0] }}{{ x[-1] }}{{ x[1:] }}{{ x[::-1] }}{{ x[:2] }}",
    "{{ x % (x, 1) }}{{ x % x }}",
    "{{ x.format(x, 1, a=2) }}",
    "{{ x|padded_table }}{{ x|json_style('lines') }}{{ x|json_style('comma') }}",
    "{{ x|groupby('a') }}{{ x|selectattr('a')|list }}{{ x|sum(attribute='a') }}{{ x|max }}",
    "{{ x.split() }}{{ x.rsplit(',', 1) }}{{ x.splitlines() }}{{ x|striptags }}{{ x|urlencode }}",
    "{{ x|batch(2)|list }}{{ x|slice(3)|list }}{{ x|xmlattr }}"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena memory = {0};
    diagnostics d, ignored;
    diag_init(&d, &memory);
    diag_init(&ignored, &memory);
    const source_file *file =
        source_from_text(&memory, STR("context"), (str){(const char *)data, size});
    const node *tree = source_parse(&memory, &ignored, file);
    template_options options = {.max_output = 1 << 20, .max_steps = 20000, .max_depth = 50};
    template_env *env = template_env_new(&memory, &d, (template_loader){0}, options);
    value context = value_new_dict(&memory);
    if (tree)
        value_put(context, STR("x"), node_to_value(&memory, tree));
    buf out = {0};
    for (size_t i = 0; tree && i < sizeof templates / sizeof *templates; i++) {
        template *t = template_compile(env, STR("t"), str_from(templates[i]), (span){0});
        if (!t || (!template_render(t, context, &out) && d.errors == 0))
            abort();
    }
    buf_free(&out);
    template_env_free(env);
    arena_free(&memory);
    return 0;
}
