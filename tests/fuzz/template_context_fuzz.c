/*
 * libFuzzer: any JSON or YAML as the context of templates that print, sort, format and walk it.
 */
#include "source/data.h"
#include "template_env.h"

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
    "{{ x|batch(2)|list }}{{ x|slice(3)|list }}{{ x|xmlattr }}",
    "{{ x|urlize(9) }}{{ x|pprint }}{{ x|tojson('\\t') }}",
    "{{ x.title() }}{{ x.casefold() }}{{ x.expandtabs() }}{{ x.partition(' ') }}",
    "{% set y = x %}{% do y.append(x) %}{% do y.append(1) %}{{ y|length }}{{ y.pop() }}",
    "{% do x.update({'z': x.keys()|list}) %}{{ x.pop('z') }}{{ x.setdefault('q', []) }}{{ x }}",
    "{% for i in x|map('string')|select if i %}{{ loop.last }}{{ loop.length }}{% endfor %}"};

enum { COUNT = sizeof templates / sizeof *templates };

static template *compiled[COUNT];

static void compile_all(fuzz_env *made) {
    for (size_t i = 0; i < COUNT; i++)
        compiled[i] = template_compile(made->env, STR("t"), str_from(templates[i]), (span){0});
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first byte says whether the rest is YAML or JSON, and which templates see it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    fuzz_env *used = fuzz_begin((template_loader){0}, false, false, compile_all);
    diagnostics ignored;
    diag_init(&ignored, &used->memory);
    str text = {(const char *)data + 1, size - 1};
    const source_file *file =
        source_from_text(&used->memory, *data & 1 ? STR("x.json") : STR("x.yaml"), text);
    value x, context = value_new_dict(&used->memory);
    bool read = data_read(&used->memory, &ignored, file, &x);
    if (read)
        value_put(context, STR("x"), x);
    buf out = {0};
    for (size_t i = *data >> 1; read && i < *data / 2 + 4u; i++)
        if (!template_render(compiled[i % COUNT], context, &out) && used->diags.errors == 0)
            abort();
    buf_free(&out);
    fuzz_end(used);
    return 0;
}
