/*
 * simdjson on demand: documents read in one pass, into structs whose text points into the parser's
 * memory (views), or is copied (owned). It has nothing that writes.
 */
#include "peer.h"

#include <simdjson.h>

namespace {

using namespace std::literals;
using simdjson::ondemand::document;
using simdjson::ondemand::object;
using simdjson::ondemand::value;

template <bool owned> swage_str text(std::string_view from, bench_arena *arena) {
    return owned ? bench_copy(arena, from.data(), from.size())
                 : swage_str{from.data(), from.size()};
}

template <typename T> T *make(bench_arena *arena) {
    return static_cast<T *>(bench_alloc(arena, sizeof(T)));
}

template <typename T, typename List> T &push(List &list, bench_arena *arena) {
    return *static_cast<T *>(bench_push(arena, &list, sizeof(T)));
}

template <unsigned count> unsigned code(const swage_str (&names)[count], std::string_view text) {
    unsigned found = bench_code_of(names, count, text.data(), text.size());
    if (found == 0)
        throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
    return found;
}

void moment(swage_date_time &out, std::string_view text) {
    if (!bench_moment_read(&out, text.data(), text.size()))
        throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
}

} // namespace

#include "canada_simdjson.h"
#include "citm_simdjson.h"
#include "connect_simdjson.h"
#include "hr_simdjson.h"
#include "tweets_simdjson.h"
#include "twitter_simdjson.h"

namespace {

template <void (*read)(bench_root *, document &, bench_arena *)>
bool parse(bench_root *out, char *json, size_t len, bench_arena *arena) {
    static simdjson::ondemand::parser parser;
    try {
        document tree = parser.iterate(json, len, len + BENCH_PADDING);
        read(out, tree, arena);
        return true;
    } catch (const simdjson::simdjson_error &) {
        return false;
    }
}

} // namespace

/* clang-format off */
#define VIEWS(package) {#package, "views", parse<read_##package<false>>, NULL, false, NULL}
#define OWNED(package) {#package, "owned", parse<read_##package<true>>, NULL, false, NULL}
/* clang-format on */

const bench_task bench_tasks[] = {
    VIEWS(connect),
    VIEWS(hr),
    VIEWS(twitter),
    VIEWS(tweets),
    VIEWS(citm),
    VIEWS(canada),
    OWNED(connect),
    OWNED(hr),
    OWNED(twitter),
    OWNED(tweets),
    OWNED(citm),
    OWNED(canada),
    {},
};
