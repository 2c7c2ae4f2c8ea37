/* template/: what an embedder builds on: functions, objects, snippets, limits, kept values. */
#include "template/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

typedef struct fixture {
    arena memory;
    diagnostics diags;
    template_env *env;
    buf out;
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    diag_init(&f->diags, &f->memory);
    f->env = template_env_new(&f->memory, &f->diags, (template_loader){0}, (template_options){0});
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    template_env_free(f->env);
    buf_free(&f->out);
    arena_free(&f->memory);
    free(f);
    return 0;
}

static void assert_output(fixture *f, const char *text, value context, const char *expected) {
    template *t = template_compile(f->env, STR("t"), str_from(text), (span){0});
    assert_non_null(t);
    f->out.len = 0;
    assert_true(template_render(t, context, &f->out));
    assert_int_equal(f->out.len, strlen(expected));
    if (f->out.len)
        assert_memory_equal(f->out.ptr, expected, f->out.len);
}

static value double_it(template_call *call) {
    int64_t number = 0, times = 2;
    if (!template_int_argument(call, 0, &number) || !template_int_argument(call, 1, &times))
        return template_fail(call, CODE_TEMPLATE_TYPE, "unreachable: reported already");
    return value_int(number * times + *(int *)call->user_data);
}

static void filters_tests_and_functions_of_the_embedder(void **state) {
    fixture *f = *state;
    int offset = 100;
    template_add_filter(f->env, "twice", double_it, "times=", &offset);
    template_add_function(f->env, "twice_of", double_it, "number times=", &offset);
    template_add_global(f->env, "seven", value_int(7));
    value none = value_new_dict(&f->memory);
    assert_output(f, "{{ 4 | twice }} {{ 4 | twice(times=3) }} {{ twice_of(seven) }}", none,
                  "108 112 114");
    template *t = template_compile(f->env, STR("t"), STR("x {{ 'a' | twice }}"), (span){0});
    assert_false(template_render(t, none, &f->out));
    assert_int_equal(f->diags.errors, 1);
    assert_int_equal(f->diags.first->at.column, 12);
}

typedef struct point {
    template_object head;
    int64_t x;
} point;

static value point_get(template_call *call, template_object *object, str name) {
    (void)call;
    return str_eq(name, STR("x")) ? value_int(((point *)object)->x) : (value){0};
}

static void point_names(template_object *object, value list) {
    (void)object;
    value_append(list, value_str(STR("x")));
}

static value point_items(template_call *call, template_object *object) {
    value list = value_new_list(call->memory);
    for (int64_t i = 0; i < ((point *)object)->x; i++)
        value_append(list, value_int(i));
    return list;
}

static value point_call(template_call *call, template_object *object) {
    return value_int(((point *)object)->x + (int64_t)call->count + (int64_t)call->named_count);
}

static const template_object_type point_type = {.name = "a point",
                                                .get = point_get,
                                                .names = point_names,
                                                .items = point_items,
                                                .call = point_call};

static void objects_answer_when_they_are_asked(void **state) {
    fixture *f = *state;
    point p = {{&point_type}, 3};
    value context = value_new_dict(&f->memory);
    value_put(context, STR("p"), template_object_value(&p.head));
    assert_output(f,
                  "{{ p.x }}{{ p['x'] }}{% for i in p %}{{ i }}{% endfor %}{{ p(1, a=2) }}"
                  "{{ p.y is defined }}{{ p }}",
                  context, "330125False<a point object>");
    template *t = template_compile(f->env, STR("t"), STR("{{ p.xx }}"), (span){0});
    assert_false(template_render(t, context, &f->out));
    assert_non_null(f->diags.first->notes); /* did you mean `x`? */
}

/* What is misspelt gets a hint: members, methods and arguments of all that is called. */
static void misspellings_get_a_hint(void **state) {
    static const struct {
        const char *text, *message, *hint;
    } cases[] = {
        {"{{ {'name': 1}.nam }}", "a dict has no attribute `nam`", "did you mean `name`?"},
        {"{{ {'name': 1}.itms() }}", "a dict has no attribute `itms`", "did you mean `items`?"},
        {"{{ 'a'.uper() }}", "a string has no attribute `uper`", "did you mean `upper`?"},
        {"{{ [1].apend(2) }}", "a list has no attribute `apend`", "did you mean `append`?"},
        {"{{ 1.x }}", "an integer has no attribute `x`", NULL},
        {"{{ 'a' | replace('a', nwe='b') }}", "filter `replace` has no argument `nwe`",
         "did you mean `new`?"},
        {"{{ [1] | map(atribute='a') | list }}", "filter `map` has no argument `atribute`",
         "did you mean `attribute`?"},
        {"{{ 'a'.split(spe=',') }}", "method `split` has no argument `spe`", "did you mean `sep`?"},
        {"{% macro m(first) %}{% endmacro %}{{ m(fist=1) }}", "macro `m` has no argument `fist`",
         "did you mean `first`?"},
        {"{% macro m() %}{% endmacro %}{{ m(fist=1) }}", "macro `m` has no argument `fist`", NULL},
    };
    fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        template *t = template_compile(f->env, STR("t"), str_from(cases[i].text), (span){0});
        diag_init(&f->diags, &f->memory);
        assert_false(template_render(t, value_new_dict(&f->memory), &f->out));
        const diag_note *note = f->diags.first->notes;
        while (note && note->at.line) /* in macro `m`, from here */
            note = note->next;
        if (!str_eq(f->diags.first->message, str_from(cases[i].message)) ||
            !str_eq(note ? note->message : (str){0}, str_from(cases[i].hint ? cases[i].hint : "")))
            fail_msg("%s: %.*s (%.*s)", cases[i].text, STR_ARG(f->diags.first->message),
                     note ? (int)note->message.len : 0, note ? note->message.ptr : "");
    }
}

/* A context may be an object itself. */
static void the_context_can_be_an_object(void **state) {
    fixture *f = *state;
    point p = {{&point_type}, 5};
    assert_output(f, "{{ x }}{% for i in [1] %}{{ x + i }}{% endfor %}{{ y is defined }}",
                  template_object_value(&p.head), "56False");
}

static void snippets_have_their_place_in_another_file(void **state) {
    fixture *f = *state;
    source_file file = {STR("language.yaml"), STR("a: 1\nname: \"{{ nothing }}\"\n")};
    span at = {.file = &file, .line = 2, .column = 8, .end_line = 2, .end_column = 8};
    template *t = template_compile(f->env, STR("name"), STR("{{ nothing }}"), at);
    assert_false(template_render(t, value_new_dict(&f->memory), &f->out));
    assert_int_equal(f->diags.first->at.line, 2);
    assert_int_equal(f->diags.first->at.column, 11);
    assert_ptr_equal(f->diags.first->at.file, &file);
}

static void expressions_give_values(void **state) {
    fixture *f = *state;
    template *t = template_compile_expression(f->env, STR("e"), STR("[a, a ~ 'x']"), (span){0});
    value context = value_new_dict(&f->memory), result;
    value_put(context, STR("a"), value_int(1));
    assert_true(template_evaluate(t, context, &f->memory, &result));
    assert_int_equal(result.kind, VALUE_LIST);
    assert_int_equal(result.as.list->items[0].as.integer, 1);
    assert_int_equal(result.as.list->items[1].len, 2);
    assert_null(template_compile_expression(f->env, STR("e"), STR("a b"), (span){0}));
    assert_int_equal(f->diags.errors, 1);
}

/* What a template puts into a list of the context must outlive the rendering. */
static void what_is_put_into_the_context_is_gone_in_the_end(void **state) {
    fixture *f = *state;
    value context = value_new_dict(&f->memory), list = value_new_list(&f->memory);
    value_put(context, STR("l"), list);
    value_put(context, STR("d"), value_new_dict(&f->memory));
    for (int i = 0; i < 3; i++)
        assert_output(f,
                      "{% do l.append('item ' ~ l|length) %}{% do d.update({'k' ~ d|length: "
                      "[l|length ~ '']}) %}{{ l }} {{ d }}",
                      context, "['item 0'] {'k0': ['1']}");
    assert_output(f, "{{ l }} {{ d }}", context, "[] {}");
}

static void a_failed_rendering_leaves_the_output_alone(void **state) {
    fixture *f = *state;
    buf_add_str(&f->out, STR("before"));
    template *t = template_compile(f->env, STR("t"), STR("after {{ nothing }}"), (span){0});
    assert_false(template_render(t, value_new_dict(&f->memory), &f->out));
    assert_int_equal(f->out.len, 6);
}

static void render_in(fixture *f, template *t, value context, const char *expected) {
    f->out.len = 0;
    assert_true(template_render(t, context, &f->out));
    buf_add_char(&f->out, '\0');
    assert_string_equal(f->out.ptr, expected);
}

static value dict_of(fixture *f, const char *first, const char *second) {
    value dict = value_new_dict(&f->memory);
    value_put(dict, str_from(first), value_str(str_from(first)));
    value_put(dict, str_from(second), value_str(str_from(second)));
    return dict;
}

/* Where a name stood is remembered; it is looked for again where it does not stand there. */
static void dicts_may_be_laid_out_otherwise(void **state) {
    fixture *f = *state;
    template *t = template_compile(
        f->env, STR("t"), STR("{% for d in all %}{{ d.a }}{{ d.b|d('-') }} {% endfor %}{{ x }}"),
        (span){0});
    value all = value_new_list(&f->memory), context = value_new_dict(&f->memory);
    const char *const keys[][2] = {{"a", "b"}, {"a", "b"}, {"b", "a"}, {"a", "x"}, {"x", "a"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        value_append(all, dict_of(f, keys[i][0], keys[i][1]));
    value_put(context, STR("all"), all);
    value_put(context, STR("x"), value_int(1));
    render_in(f, t, context, "ab ab ab a- a- 1");
    value other = dict_of(f, "x", "y");
    value_put(other, STR("all"), all);
    render_in(f, t, other, "ab ab ab a- a- x");
    render_in(f, t, context, "ab ab ab a- a- 1");
}

static void a_dict_that_a_template_changes_is_looked_at_anew(void **state) {
    fixture *f = *state;
    value context = value_new_dict(&f->memory);
    value_put(context, STR("d"), dict_of(f, "a", "b"));
    template *t = template_compile(
        f->env, STR("t"),
        STR("{% for i in [1, 2, 3] %}{{ d.b|d('none') }} {% if i == 1 %}{% do d.pop('a') %}"
            "{% else %}{% do d.pop('b', 0) %}{% endif %}{% endfor %}"),
        (span){0});
    render_in(f, t, context, "b b none ");
    render_in(f, t, context, "b b none ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(filters_tests_and_functions_of_the_embedder, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(objects_answer_when_they_are_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(misspellings_get_a_hint, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_context_can_be_an_object, set_up, tear_down),
        cmocka_unit_test_setup_teardown(snippets_have_their_place_in_another_file, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(expressions_give_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_put_into_the_context_is_gone_in_the_end, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(dicts_may_be_laid_out_otherwise, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_dict_that_a_template_changes_is_looked_at_anew, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_failed_rendering_leaves_the_output_alone, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
