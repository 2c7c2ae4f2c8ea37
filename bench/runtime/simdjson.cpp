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

template <bool owned> swage_str text(std::string_view from, bench_memory *memory) {
    return owned ? bench_copy(memory, from.data(), from.size())
                 : swage_str{from.data(), from.size()};
}

template <typename T> T *make(bench_memory *memory) {
    return static_cast<T *>(bench_alloc(memory, sizeof(T)));
}

template <typename T, typename List> T &push(List &list, bench_memory *memory) {
    return *static_cast<T *>(bench_push(memory, &list, sizeof(T)));
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

template <void (*read)(bench_root *, document &, bench_memory *)>
bool parse(bench_root *out, char *json, size_t len, bench_memory *memory) {
    static simdjson::ondemand::parser parser;
    try {
        document tree = parser.iterate(json, len, len + BENCH_PADDING);
        read(out, tree, memory);
        return true;
    } catch (const simdjson::simdjson_error &) {
        return false;
    }
}

} // namespace

/* clang-format off */
#define READ(package, owned, name, one_region) {#package, name, parse<read_##package<owned>>, NULL, false, one_region, NULL}
#define TASKS(package) READ(package, false, "views", false), READ(package, true, "owned", false), \
        READ(package, false, "views-region", true), READ(package, true, "owned-region", true)
/* clang-format on */

const bench_task bench_tasks[] = {
    TASKS(connect), TASKS(hr), TASKS(twitter), TASKS(tweets), TASKS(citm), TASKS(canada), {},
};
