/* Tags and text. A tag's keyword selects its row in the table at the end. */
#include "template/parser.h"

typedef struct tag {
    const char *word;
    node *(*parse)(parser *p, const token *word);
} tag;

static const tag *find_tag(const token *t);
static void suggest_tag(parser *p, str word);

static node *make(parser *p, node_kind kind, const token *word) {
    return tree_node(p->owner, kind, word->from, p->now > p->tokens ? p->now[-1].to : word->to);
}

/* --- Bodies --- */

static bool at_end_word(const parser *p, const char *const *ends) {
    for (; *ends; ends++)
        if (parser_at_word(p, *ends))
            return true;
    return false;
}

static bool fail_unknown_tag(parser *p) {
    str word = p->now->text;
    if (!parser_at(p, TOKEN_NAME)) {
        str got = parser_describe(p, p->now);
        parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX, "expected the name of a tag, got %.*s",
                    STR_ARG(got));
        return false;
    }
    const bool inner = str_starts(word, STR("end")) || str_starts(word, STR("el"));
    if (inner && p->closing) {
        parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX, "expected `%s`, got `%.*s`", p->closing,
                    STR_ARG(word));
    } else if (inner) {
        parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX, "no tag is open that `%.*s` could belong to",
                    STR_ARG(word));
    } else {
        parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX, "there is no tag `%.*s`", STR_ARG(word));
        suggest_tag(p, word);
    }
    return false;
}

static bool parse_statement(parser *p, node_list *body) {
    const token *word = p->now;
    const tag *t = find_tag(word);
    if (!t)
        return fail_unknown_tag(p);
    p->now++;
    if (!parser_enter(p))
        return false;
    node *n = t->parse(p, word);
    parser_leave(p);
    if (!n || !parser_expect(p, TOKEN_BLOCK_END))
        return false;
    tree_append(p->owner, body, n);
    return true;
}

static bool parse_output(parser *p, node_list *body) {
    const token *begin = parser_next(p);
    node *item = parse_tuple(p, false, true, false);
    if (!item || !parser_expect(p, TOKEN_VARIABLE_END))
        return false;
    node *n = make(p, NODE_OUTPUT, begin);
    tree_append(p->owner, &n->as.list, item);
    tree_append(p->owner, body, n);
    return true;
}

/* Text and tags up to one of the `ends` (a list ended by NULL), which is not read; or to the end.
 */
static bool parse_until(parser *p, const char *const *ends, node_list *body) {
    while (!parser_at(p, TOKEN_END)) {
        const token *t = p->now;
        if (t->kind == TOKEN_DATA) {
            node *n = tree_node(p->owner, NODE_DATA, t->from, t->to);
            n->as.data = t->text;
            tree_append(p->owner, body, n);
            p->now++;
        } else if (t->kind == TOKEN_VARIABLE_BEGIN) {
            if (!parse_output(p, body))
                return false;
        } else if (t->kind == TOKEN_BLOCK_BEGIN) {
            p->now++;
            if (ends && at_end_word(p, ends))
                return true;
            if (!parse_statement(p, body))
                return false;
        } else {
            return parser_fail(p, t, CODE_TEMPLATE_SYNTAX, "expected text or a tag") != NULL;
        }
    }
    if (ends)
        parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX, "expected `%s`, got the end of the template",
                    p->closing);
    return !ends;
}

bool parse_body(parser *p, node_list *body) {
    return parse_until(p, NULL, body);
}

/* The body of a tag: `:`? %} … up to one of the ends, which is the next token then. */
static bool parse_block_body(parser *p, const token *word, const char *const *ends,
                             const char *closing, node_list *body) {
    const char *outer_closing = p->closing, *outer_open = p->open;
    uint32_t outer_from = p->open_from;
    parser_skip(p, TOKEN_COLON);
    if (!parser_expect(p, TOKEN_BLOCK_END))
        return false;
    p->closing = closing;
    p->open = str_dup(p->env->memory, word->text).ptr;
    p->open_from = word->from;
    bool done = parse_until(p, ends, body);
    p->closing = outer_closing, p->open = outer_open, p->open_from = outer_from;
    return done;
}

/* The same where only one tag can end it; that one is read. */
static bool parse_simple_body(parser *p, const token *word, const char *end, node_list *body) {
    const char *const ends[] = {end, NULL};
    bool soft = p->soft;
    p->soft = false;
    bool done = parse_block_body(p, word, ends, end, body);
    p->soft = soft;
    if (done)
        p->now++;
    return done;
}

/* --- Assignments --- */

static bool can_assign(const node *n) {
    if (n->kind == NODE_NAME || n->kind == NODE_NAMESPACE_TARGET)
        return true;
    if (n->kind != NODE_TUPLE)
        return false;
    for (uint32_t i = 0; i < n->as.list.count; i++)
        if (!can_assign(n->as.list.items[i]))
            return false;
    return true;
}

static node *name_node(parser *p, const token *t) {
    node *n = tree_node(p->owner, NODE_NAME, t->from, t->to);
    n->as.name.name = env_name(p->env, t->text);
    return n;
}

static bool is_constant_word(str word) {
    return str_eq(word, STR("true")) || str_eq(word, STR("false")) || str_eq(word, STR("none")) ||
           str_eq(word, STR("True")) || str_eq(word, STR("False")) || str_eq(word, STR("None"));
}

node *parse_target(parser *p, bool name_only, bool namespace) {
    const token *start = p->now;
    if (namespace && start->kind == TOKEN_NAME && start[1].kind == TOKEN_DOT) {
        p->now += 2;
        const token *attribute = parser_expect(p, TOKEN_NAME);
        if (!attribute)
            return NULL;
        node *n = make(p, NODE_NAMESPACE_TARGET, start);
        n->as.namespace_target.object = env_name(p->env, start->text);
        n->as.namespace_target.attribute = env_name(p->env, attribute->text);
        return n;
    }
    if (name_only && !parser_expect(p, TOKEN_NAME))
        return NULL;
    node *n = name_only ? name_node(p, start) : parse_tuple(p, true, true, false);
    if (n && (!can_assign(n) || (name_only && is_constant_word(start->text)))) {
        token all = {TOKEN_NAME, n->from, n->to, STR("")};
        return parser_fail(p, &all, CODE_TEMPLATE_SYNTAX, "this can't be assigned to");
    }
    return n;
}

static node *parse_set(parser *p, const token *word) {
    node *target = parse_target(p, false, true);
    if (!target)
        return NULL;
    node *n = make(p, NODE_SET, word);
    n->as.set.target = target;
    if (parser_skip(p, TOKEN_ASSIGN))
        return (n->as.set.item = parse_tuple(p, false, true, false)) ? n : NULL;
    n->kind = NODE_SET_BLOCK;
    if (parser_at(p, TOKEN_PIPE) && !(n->as.set.item = parse_filters(p, NULL, false)))
        return NULL;
    return parse_simple_body(p, word, "endset", &n->as.set.body) ? n : NULL;
}

static node *parse_with(parser *p, const token *word) {
    node *n = make(p, NODE_WITH, word);
    while (!parser_at(p, TOKEN_BLOCK_END)) {
        if (n->as.with.targets.count && !parser_expect(p, TOKEN_COMMA))
            return NULL;
        node *target = parse_target(p, false, false), *item;
        if (!target || !parser_expect(p, TOKEN_ASSIGN) || !(item = parse_expression(p, true)))
            return NULL;
        tree_append(p->owner, &n->as.with.targets, target);
        tree_append(p->owner, &n->as.with.items, item);
    }
    return parse_simple_body(p, word, "endwith", &n->as.with.body) ? n : NULL;
}

/* --- Control --- */

/* A target again, for the frame of a loop's condition. */
static node *copy_target(parser *p, const node *target) {
    node *copy = tree_node(p->owner, target->kind, target->from, target->to);
    if (target->kind == NODE_NAME) {
        copy->as.name = target->as.name;
        return copy;
    }
    for (uint32_t i = 0; i < target->as.list.count; i++)
        tree_append(p->owner, &copy->as.list, copy_target(p, target->as.list.items[i]));
    return copy;
}

static bool parse_loop_bodies(parser *p, const token *word, node *n) {
    static const char *const ends[] = {"endfor", "else", NULL};
    bool in_loop = p->in_loop, soft = p->soft;
    p->in_loop = true, p->soft = false;
    bool done = parse_block_body(p, word, ends, "endfor", &n->as.loop.body);
    p->in_loop = in_loop, p->soft = soft;
    if (!done)
        return false;
    const token *end = parser_next(p);
    return !str_eq(end->text, STR("else")) ||
           parse_simple_body(p, word, "endfor", &n->as.loop.otherwise);
}

static node *parse_for(parser *p, const token *word) {
    node *n = make(p, NODE_FOR, word);
    n->as.loop.target = parse_target(p, false, false);
    if (!n->as.loop.target || !parser_expect_word(p, "in"))
        return NULL;
    n->as.loop.iterable = parse_tuple(p, false, false, false);
    if (!n->as.loop.iterable)
        return NULL;
    if (parser_skip_word(p, "if")) {
        if (!(n->as.loop.test = parse_expression(p, true)))
            return NULL;
        n->as.loop.test_target = copy_target(p, n->as.loop.target);
    }
    if (parser_skip_word(p, "recursive"))
        n->as.loop.recursion = ARENA_NEW(p->env->memory, procedure);
    n->to = p->now[-1].to;
    return parse_loop_bodies(p, word, n) ? n : NULL;
}

static if_branch *add_branch(parser *p, node *n) {
    if (n->as.branches.count == n->as.branches.capacity) {
        uint32_t capacity = n->as.branches.capacity ? n->as.branches.capacity * 2 : 2;
        if_branch *larger = ARENA_ARRAY(p->env->memory, capacity, if_branch);
        if (n->as.branches.count)
            memcpy(larger, n->as.branches.branches, n->as.branches.count * sizeof *larger);
        n->as.branches.branches = larger;
        n->as.branches.capacity = capacity;
    }
    return &n->as.branches.branches[n->as.branches.count++];
}

static node *parse_if(parser *p, const token *word) {
    static const char *const ends[] = {"elif", "else", "endif", NULL};
    static const char *const last[] = {"endif", NULL};
    node *n = make(p, NODE_IF, word);
    bool soft = p->soft, is_else = false;
    p->soft = true;
    while (true) {
        if_branch *b = add_branch(p, n);
        if (!is_else && !(b->test = parse_tuple(p, false, false, false)))
            return NULL;
        node_list body = {0};
        if (!parse_block_body(p, word, is_else ? last : ends, "endif", &body))
            return NULL;
        n->as.branches.branches[n->as.branches.count - 1].body = body;
        str end = parser_next(p)->text;
        if (str_eq(end, STR("endif")))
            break;
        is_else = str_eq(end, STR("else"));
    }
    p->soft = soft;
    return n;
}

static node *parse_loop_control(parser *p, const token *word) {
    if (!p->in_loop)
        return parser_fail(p, word, CODE_TEMPLATE_SYNTAX, "`%.*s` stands outside of a loop",
                           STR_ARG(word->text));
    return make(p, str_eq(word->text, STR("break")) ? NODE_BREAK : NODE_CONTINUE, word);
}

static node *parse_do(parser *p, const token *word) {
    node *item = parse_tuple(p, false, true, false);
    if (!item)
        return NULL;
    node *n = make(p, NODE_DO, word);
    tree_append(p->owner, &n->as.list, item);
    return n;
}

static node *parse_print(parser *p, const token *word) {
    node *n = make(p, NODE_OUTPUT, word);
    while (!parser_at(p, TOKEN_BLOCK_END)) {
        if (n->as.list.count && !parser_expect(p, TOKEN_COMMA))
            return NULL;
        node *item = parse_expression(p, true);
        if (!item)
            return NULL;
        tree_append(p->owner, &n->as.list, item);
    }
    return n;
}

/* --- Macros --- */

static bool parse_signature(parser *p, procedure *f) {
    if (!parser_expect(p, TOKEN_LPAREN))
        return false;
    while (!parser_at(p, TOKEN_RPAREN)) {
        if (f->parameters.count && !parser_expect(p, TOKEN_COMMA))
            return false;
        const token *at = p->now;
        node *parameter = parse_target(p, true, false), *item = NULL;
        if (!parameter)
            return false;
        for (uint32_t i = 0; i < f->parameters.count; i++)
            if (f->parameters.items[i]->as.name.name == parameter->as.name.name)
                return parser_fail(p, at, CODE_TEMPLATE_SYNTAX, "the parameter `%.*s` stands twice",
                                   STR_ARG(at->text)) != NULL;
        if (parser_skip(p, TOKEN_ASSIGN)) {
            if (!(item = parse_expression(p, true)))
                return false;
            tree_append(p->owner, &f->defaults, item);
        } else if (f->defaults.count) {
            return parser_fail(p, at, CODE_TEMPLATE_SYNTAX,
                               "the parameter `%.*s` needs a default, as the one before it has one",
                               STR_ARG(at->text)) != NULL;
        }
        tree_append(p->owner, &f->parameters, parameter);
    }
    p->now++;
    return true;
}

static bool parse_function_body(parser *p, const token *word, const char *end, procedure *f) {
    bool in_loop = p->in_loop;
    p->in_loop = false;
    bool done = parse_simple_body(p, word, end, &f->body);
    p->in_loop = in_loop;
    return done;
}

static node *parse_macro(parser *p, const token *word) {
    node *target = parse_target(p, true, false);
    if (!target)
        return NULL;
    node *n = make(p, NODE_MACRO, word);
    procedure *f = n->as.macro.function = ARENA_NEW(p->env->memory, procedure);
    n->as.macro.target = target;
    f->owner = p->owner;
    f->name = target->as.name.name;
    return parse_signature(p, f) && parse_function_body(p, word, "endmacro", f) ? n : NULL;
}

static node *parse_call_block(parser *p, const token *word) {
    node *n = make(p, NODE_CALL_BLOCK, word);
    procedure *f = n->as.macro.function = ARENA_NEW(p->env->memory, procedure);
    f->owner = p->owner;
    if (parser_at(p, TOKEN_LPAREN) && !parse_signature(p, f))
        return NULL;
    const token *at = p->now;
    node *call = n->as.macro.call = parse_expression(p, true);
    if (!call)
        return NULL;
    if (call->kind != NODE_CALL)
        return parser_fail(p, at, CODE_TEMPLATE_SYNTAX, "expected a call, as in {%% call f() %%}");
    return parse_function_body(p, word, "endcall", f) ? n : NULL;
}

static node *parse_filter_block(parser *p, const token *word) {
    node *n = make(p, NODE_FILTER_BLOCK, word);
    n->as.filter_block.filter = parse_filters(p, NULL, true);
    return n->as.filter_block.filter &&
                   parse_simple_body(p, word, "endfilter", &n->as.filter_block.body)
               ? n
               : NULL;
}

static node *parse_autoescape(parser *p, const token *word) {
    node *n = make(p, NODE_AUTOESCAPE, word);
    n->as.filter_block.filter = parse_expression(p, true);
    return n->as.filter_block.filter &&
                   parse_simple_body(p, word, "endautoescape", &n->as.filter_block.body)
               ? n
               : NULL;
}

/* --- Other templates --- */

static bool next_is(const parser *p, const char *word) {
    return p->now[1].kind == TOKEN_NAME && str_eq(p->now[1].text, str_from(word));
}

/* `with context` or `without context`, if it stands here. */
static bool parse_context(parser *p, bool *with) {
    if ((!parser_at_word(p, "with") && !parser_at_word(p, "without")) || !next_is(p, "context"))
        return false;
    *with = parser_at_word(p, "with");
    p->now += 2;
    return true;
}

static node *parse_include(parser *p, const token *word) {
    node *source = parse_expression(p, true);
    if (!source)
        return NULL;
    node *n = make(p, NODE_INCLUDE, word);
    n->as.include.source = source;
    n->as.include.with_context = true;
    if (parser_at_word(p, "ignore") && next_is(p, "missing")) {
        n->as.include.ignore_missing = true;
        p->now += 2;
    }
    parse_context(p, &n->as.include.with_context);
    return n;
}

static node *parse_import(parser *p, const token *word) {
    node *source = parse_expression(p, true), *target;
    if (!source || !parser_expect_word(p, "as") || !(target = parse_target(p, true, false)))
        return NULL;
    node *n = make(p, NODE_IMPORT, word);
    n->as.import.source = source;
    tree_append(p->owner, &n->as.import.targets, target);
    parse_context(p, &n->as.import.with_context);
    return n;
}

static bool parse_imported_name(parser *p, node *n) {
    const token *at = p->now;
    node *target = parse_target(p, true, false);
    if (!target)
        return false;
    if (str_starts(at->text, STR("_"))) {
        parser_fail(p, at, CODE_TEMPLATE_SYNTAX, "names that begin with _ can't be imported");
        return false;
    }
    uint32_t count = n->as.import.targets.count;
    const identifier **larger = ARENA_ARRAY(p->env->memory, count + 1, const identifier *);
    if (count)
        memcpy(larger, n->as.import.names, count * sizeof *larger);
    larger[count] = target->as.name.name;
    n->as.import.names = larger;
    if (parser_skip_word(p, "as") && !(target = parse_target(p, true, false)))
        return false;
    tree_append(p->owner, &n->as.import.targets, target);
    return true;
}

static node *parse_from(parser *p, const token *word) {
    node *source = parse_expression(p, true);
    if (!source || !parser_expect_word(p, "import"))
        return NULL;
    node *n = make(p, NODE_FROM_IMPORT, word);
    n->as.import.source = source;
    while (true) {
        if (n->as.import.targets.count && !parser_expect(p, TOKEN_COMMA))
            return NULL;
        if (parse_context(p, &n->as.import.with_context))
            break;
        if (!parse_imported_name(p, n))
            return NULL;
        if (parse_context(p, &n->as.import.with_context) || !parser_at(p, TOKEN_COMMA))
            break;
    }
    n->to = p->now[-1].to;
    return n;
}

static node *parse_extends(parser *p, const token *word) {
    node *source = parse_expression(p, true);
    if (!source)
        return NULL;
    node *n = make(p, NODE_EXTENDS, word);
    n->as.include.source = source;
    p->owner->extends = true;
    return n;
}

/* --- Blocks --- */

static bool add_block(parser *p, const token *at, node *n) {
    template *t = p->owner;
    for (uint32_t i = 0; i < t->block_count; i++) {
        if (t->blocks[i].name == n->as.block.name) {
            parser_fail(p, at, CODE_TEMPLATE_SYNTAX, "the block `%.*s` is defined twice",
                        STR_ARG(at->text));
            return false;
        }
    }
    if (t->block_count == t->block_capacity) {
        uint32_t capacity = t->block_capacity ? t->block_capacity * 2 : 8;
        block_definition *larger = ARENA_ARRAY(p->env->memory, capacity, block_definition);
        if (t->block_count)
            memcpy(larger, t->blocks, t->block_count * sizeof *larger);
        t->blocks = larger;
        t->block_capacity = capacity;
    }
    t->blocks[t->block_count++] = (block_definition){n->as.block.name, n->as.block.function};
    return true;
}

static bool is_blank(const node_list *body) {
    for (uint32_t i = 0; i < body->count; i++)
        if (body->items[i]->kind != NODE_DATA || str_trim(body->items[i]->as.data).len > 0)
            return false;
    return true;
}

static node *parse_block(parser *p, const token *word) {
    const token *at = parser_expect(p, TOKEN_NAME);
    if (!at)
        return NULL;
    node *n = make(p, NODE_BLOCK, word);
    procedure *f = n->as.block.function = ARENA_NEW(p->env->memory, procedure);
    n->as.block.name = f->name = env_name(p->env, at->text);
    f->owner = p->owner;
    n->as.block.scoped = parser_skip_word(p, "scoped");
    n->as.block.required = parser_skip_word(p, "required");
    if (parser_at(p, TOKEN_SUB))
        return parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX,
                           "the name of a block has no hyphens; use an underscore");
    if (!add_block(p, at, n) || !parse_function_body(p, word, "endblock", f))
        return NULL;
    if (n->as.block.required && !is_blank(&f->body))
        return parser_fail(p, at, CODE_TEMPLATE_SYNTAX,
                           "a required block has no content: only white space and comments");
    if (parser_at(p, TOKEN_NAME) && str_eq(p->now->text, at->text))
        p->now++;
    return n;
}

static const tag tags[] = {
    {"for", parse_for},
    {"if", parse_if},
    {"set", parse_set},
    {"block", parse_block},
    {"extends", parse_extends},
    {"include", parse_include},
    {"import", parse_import},
    {"from", parse_from},
    {"macro", parse_macro},
    {"call", parse_call_block},
    {"filter", parse_filter_block},
    {"with", parse_with},
    {"autoescape", parse_autoescape},
    {"do", parse_do},
    {"print", parse_print},
    {"break", parse_loop_control},
    {"continue", parse_loop_control},
};
enum { TAGS = sizeof tags / sizeof *tags };

static const tag *find_tag(const token *t) {
    for (size_t i = 0; i < TAGS && t->kind == TOKEN_NAME; i++)
        if (str_eq(t->text, str_from(tags[i].word)))
            return &tags[i];
    return NULL;
}

static void suggest_tag(parser *p, str word) {
    str words[TAGS];
    for (size_t i = 0; i < TAGS; i++)
        words[i] = str_from(tags[i].word);
    if (p->reported)
        diag_suggest(p->env->diags, p->reported, word, words, TAGS);
}
