/*
 * What operations take and answer: the schemas of JSON bodies that stand there (OpenAPI: Operation
 * Object, Request Body Object, Response Object, Callback Object), named by rule after the
 * operation; see openapi.h.
 *
 *   operationId + "Request", operationId + "_200_Response" or "DefaultResponse"; without an
 *   operationId the method and the path; of components their own name + "Request" or "Response"
 */
#include "spec/openapi.h"

#include <ctype.h>

/* Where a body stands, of which its type's name and description are made. */
typedef struct body_place {
    str owner;       /* the name of the operation, or its own as a component */
    str told;        /* how the owner is written in descriptions */
    str status;      /* of an operation's response; else empty */
    bool component;  /* shared by operations */
    bool response;   /* else a request */
    str description; /* of the body */
} body_place;

typedef struct http_method {
    str key, verb;
} http_method;

static const http_method methods[] = {
    {STR_INIT("get"), STR_INIT("GET")},         {STR_INIT("put"), STR_INIT("PUT")},
    {STR_INIT("post"), STR_INIT("POST")},       {STR_INIT("delete"), STR_INIT("DELETE")},
    {STR_INIT("options"), STR_INIT("OPTIONS")}, {STR_INIT("head"), STR_INIT("HEAD")},
    {STR_INIT("patch"), STR_INIT("PATCH")},     {STR_INIT("trace"), STR_INIT("TRACE")},
    {STR_INIT("query"), STR_INIT("QUERY")}};

static bool is_map(const node *n) {
    return n && n->kind == NODE_MAP;
}

/* What a Reference Object leads to, or the value itself; NULL, and an error, when to nothing. */
static const node *follow(const openapi_operations *o, const node *n) {
    const node *ref = NULL;
    for (int i = 0; is_map(n) && i < SCHEMA_MAX_CHAIN; i++) {
        const node *next = node_get(n, STR("$ref"));
        if (!next)
            return n;
        ref = next;
        n = schema_locate(o->schemas, ref);
    }
    if (ref && n && !map_put(o->schemas->warned, schema_key(o->schemas, ref, NULL), o->schemas))
        diag_report(o->schemas->diags, CODE_BAD_REF, ref->at, "`%.*s` leads to %s",
                    STR_ARG(node_text(ref)), is_map(n) ? "itself" : node_kind_name(n));
    return NULL;
}

/* "application/problem+json; charset=utf-8" → "problem+json"; some write a comma. */
static str subtype_of(str media) {
    const size_t slash = str_find_char(media, 0, '/');
    const size_t end = str_find_char(str_slice(media, 0, str_find_char(media, 0, ';')), 0, ',');
    return str_trim(str_slice(media, slash < end ? slash + 1 : end, end));
}

/* Whether they are the same but for capitals; the second one has none. */
static bool is_word(str text, str word) {
    size_t same = 0;
    while (text.len == word.len && same < word.len &&
           tolower((unsigned char)text.ptr[same]) == word.ptr[same])
        same++;
    return text.len == word.len && same == word.len;
}

/* JSON (RFC 8259), by the suffix +json (RFC 6839), any type, and documents one behind the other. */
static bool is_json(str media) {
    static const str subtypes[] = {
        STR_INIT("json"),   STR_INIT("*"),        STR_INIT("jsonl"),  STR_INIT("x-ndjson"),
        STR_INIT("ndjson"), STR_INIT("json-seq"), STR_INIT("x-json"), STR_INIT("x-jsonlines")};
    const str subtype = subtype_of(media), suffix = STR("+json");
    for (size_t i = 0; i < sizeof subtypes / sizeof *subtypes; i++)
        if (is_word(subtype, subtypes[i]))
            return true;
    return subtype.len > suffix.len &&
           is_word(str_slice(subtype, subtype.len - suffix.len, subtype.len), suffix);
}

static void mark_read(const openapi_operations *o, const node *schema) {
    map_put(o->read, schema_key(o->schemas, schema, NULL), o->read);
}

bool openapi_is_read(const openapi_operations *o, const node *schema) {
    return map_get(o->read, schema_key(o->schemas, schema, NULL)) != NULL;
}

/* The one of a Media Type Object, or the first of several. */
static const node *example_of(const openapi_operations *o, const node *media) {
    const node *one = node_get(media, STR("example")), *several = node_get(media, STR("examples"));
    if (one || !is_map(several) || !several->count)
        return one;
    return node_get(follow(o, several->as.members[0].item), STR("value"));
}

/* A name that ends so already stays. */
static str suffixed(arena *memory, str name, str suffix) {
    return str_ends(name, suffix) ? name : schema_pascal(memory, suffix, name);
}

/* "200", "2XX" and "default" behind "ListPets" → "ListPets_200_Response", "ListPets_2xx_Response"
 * and "ListPetsDefaultResponse": digits are set off, so that they stay apart in names of any style.
 */
static str response_name(arena *memory, str operation, str status) {
    if (!status.len || status.ptr[0] < '0' || status.ptr[0] > '9')
        return schema_pascal(memory, STR("response"), schema_pascal(memory, status, operation));
    if (status.len == 3 && is_word(str_slice(status, 1, 3), STR("xx")))
        return str_format(memory, "%.*s_%cxx_Response", STR_ARG(operation), status.ptr[0]);
    return str_format(memory, "%.*s_%.*s_Response", STR_ARG(operation), STR_ARG(status));
}

static str name_of(arena *memory, const body_place *place) {
    if (place->component)
        return suffixed(memory, place->owner, place->response ? STR("Response") : STR("Request"));
    return place->response ? response_name(memory, place->owner, place->status)
                           : schema_pascal(memory, STR("request"), place->owner);
}

/* "body of …", a sentence without its article, and what the body's own description adds. */
static str about_of(arena *memory, const body_place *place) {
    const char *what = place->response ? "response" : "request";
    str about = place->status.len
                    ? str_format(memory, "body of the response %.*s of %.*s.",
                                 STR_ARG(place->status), STR_ARG(place->told))
                    : str_format(memory, "body of the %s %.*s.", what, STR_ARG(place->told));
    if (!place->description.len)
        return about;
    return str_format(memory, "%.*s\n\n%.*s", STR_ARG(about), STR_ARG(place->description));
}

/* The type of a body; its name has `more` at its end. */
static void declare(const openapi_operations *o, const node *schema, const body_place *place,
                    str more, const node *example) {
    arena *memory = o->schemas->memory;
    if (!schema || openapi_is_read(o, schema))
        return;
    mark_read(o, schema);
    if (schema_is_of_named(o->schemas, schema))
        return;
    str name = name_of(memory, place);
    if (more.len)
        name = schema_pascal(memory, more, name);
    schema_declare_body(o->schemas, name, schema, about_of(memory, place), example);
}

/* Whether the same schema stands among the first types, for JSON. */
static bool is_repeated(const node *content, uint32_t count, const node *schema) {
    for (uint32_t i = 0; schema && i < count; i++) {
        const node *other = node_get(content->as.members[i].item, STR("schema"));
        if (other && is_json(node_text(content->as.members[i].key)) && node_eq(other, schema))
            return true;
    }
    return false;
}

/* The body of a Media Type Object each: the first of JSON has the name, others a longer one. */
static void declare_json(const openapi_operations *o, const node *content,
                         const body_place *place) {
    str more = {"", 0};
    bool first = true;
    for (uint32_t i = 0; i < content->count; i++) {
        const str media = node_text(content->as.members[i].key);
        const node *schema = node_get(content->as.members[i].item, STR("schema"));
        const node *item = node_get(content->as.members[i].item, STR("itemSchema"));
        if (!is_json(media) || is_repeated(content, i, schema))
            continue;
        if (!first)
            more = subtype_of(media);
        first = false;
        declare(o, schema, place, more, example_of(o, content->as.members[i].item));
        declare(o, item, place, str_join(o->schemas->memory, more, STR("-item")), NULL);
    }
}

static void read_content(const openapi_operations *o, const node *content,
                         const body_place *place) {
    if (!is_map(content))
        return;
    declare_json(o, content, place);
    for (uint32_t i = 0; i < content->count; i++) {
        const node *schema = node_get(content->as.members[i].item, STR("schema"));
        if (is_repeated(content, content->count, schema))
            mark_read(o, schema);
    }
}

/* A Response Object of Swagger 2.0 has one of each media type. */
static const node *swagger_example(const node *response) {
    const node *examples = node_get(response, STR("examples"));
    for (uint32_t i = 0; is_map(examples) && i < examples->count; i++)
        if (is_json(node_text(examples->as.members[i].key)))
            return examples->as.members[i].item;
    return NULL;
}

/* A Request Body Object or a Response Object; of Swagger 2.0 a Response Object or a body parameter.
 */
static void read_body(const openapi_operations *o, const node *given, body_place place) {
    const node *body = follow(o, given);
    place.description = node_text(node_get(body, STR("description")));
    read_content(o, node_get(body, STR("content")), &place);
    if (o->swagger)
        declare(o, node_get(body, STR("schema")), &place, STR(""), swagger_example(body));
}

static void read_parameters(const openapi_operations *o, const node *list,
                            const body_place *place) {
    for (uint32_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
        const node *parameter = follow(o, list->as.items[i]);
        if (str_eq(node_text(node_get(parameter, STR("in"))), STR("body")))
            read_body(o, parameter, *place);
    }
}

static void read_responses(const openapi_operations *o, const node *responses, body_place place) {
    place.response = true;
    for (uint32_t i = 0; is_map(responses) && i < responses->count; i++) {
        place.status = node_text(responses->as.members[i].key);
        if (!str_starts(place.status, STR("x-")))
            read_body(o, responses->as.members[i].item, place);
    }
}

static void read_paths(const openapi_operations *o, const node *paths, str outer, unsigned depth);

static void read_callbacks(const openapi_operations *o, const node *callbacks, str operation,
                           unsigned depth) {
    for (uint32_t i = 0; is_map(callbacks) && i < callbacks->count; i++) {
        const str name =
            schema_pascal(o->schemas->memory, node_text(callbacks->as.members[i].key), operation);
        read_paths(o, follow(o, callbacks->as.members[i].item), name, depth + 1);
    }
}

static void read_operation(const openapi_operations *o, const node *item, const http_method *method,
                           str path, str outer, unsigned depth) {
    arena *memory = o->schemas->memory;
    const node *operation = node_get(item, method->key);
    if (!is_map(operation) || openapi_is_read(o, operation)) /* by another reference to it */
        return;
    mark_read(o, operation);
    const str id = node_text(node_get(operation, STR("operationId")));
    str name = schema_pascal(memory, id, STR(""));
    if (!id.len) {
        name = schema_pascal(memory, method->key, outer);
        name = outer.len ? name : schema_pascal(memory, path, name);
    }
    const body_place place = {
        .owner = name,
        .told = str_format(memory, "`%.*s %.*s`", STR_ARG(method->verb), STR_ARG(path))};
    if (o->swagger) {
        read_parameters(o, node_get(operation, STR("parameters")), &place);
        read_parameters(o, node_get(item, STR("parameters")), &place);
    }
    read_body(o, node_get(operation, STR("requestBody")), place);
    read_responses(o, node_get(operation, STR("responses")), place);
    read_callbacks(o, node_get(operation, STR("callbacks")), name, depth);
}

/* The Path Items of a mapping; `outer` is what names those of a callback. */
static void read_paths(const openapi_operations *o, const node *paths, str outer, unsigned depth) {
    for (uint32_t i = 0; is_map(paths) && i < paths->count && depth < SCHEMA_MAX_NESTED; i++) {
        const str path = node_text(paths->as.members[i].key);
        if (str_starts(path, STR("x-")))
            continue;
        const node *item = follow(o, paths->as.members[i].item);
        for (size_t m = 0; is_map(item) && m < sizeof methods / sizeof *methods; m++)
            read_operation(o, item, &methods[m], path, outer, depth);
    }
}

/* Bodies that operations share, by their own names; parameters that are none are left out. */
static void read_shared(const openapi_operations *o, const node *bodies, bool response) {
    arena *memory = o->schemas->memory;
    for (uint32_t i = 0; is_map(bodies) && i < bodies->count; i++) {
        const str key = node_text(bodies->as.members[i].key);
        const node *in = node_get(bodies->as.members[i].item, STR("in"));
        if (in && !str_eq(node_text(in), STR("body")))
            continue;
        read_body(o, bodies->as.members[i].item,
                  (body_place){.owner = schema_pascal(memory, key, STR("")),
                               .told = str_format(memory, "`%.*s`", STR_ARG(key)),
                               .component = true,
                               .response = response});
    }
}

void openapi_declare_bodies(openapi_operations *o, const node *root) {
    const node *components = node_get(root, STR("components"));
    o->read = map_new(o->schemas->memory);
    read_shared(o, node_get(components, STR("requestBodies")), false);
    read_shared(o, node_get(components, STR("responses")), true);
    if (o->swagger) {
        read_shared(o, node_get(root, STR("parameters")), false);
        read_shared(o, node_get(root, STR("responses")), true);
    }
    read_paths(o, node_get(root, STR("paths")), STR(""), 0);
    read_paths(o, node_get(root, STR("webhooks")), STR(""), 0);
    read_paths(o, node_get(components, STR("pathItems")), STR(""), 0);
    read_callbacks(o, node_get(components, STR("callbacks")), STR(""), 0);
}
