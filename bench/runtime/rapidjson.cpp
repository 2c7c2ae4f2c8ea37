/*
 * RapidJSON: its SAX reader feeds a state machine that fills the structs; its Writer writes them.
 */
#include "peer.h"

#define RAPIDJSON_HAS_STDSTRING 0
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace {

/* What the state machines have in common: what is open, and what is expected there. */
template <typename Reader> struct handler {
    bench_memory *memory;
    bool in_place = false;
    void *base;      /* the struct or list that is open */
    void *slot = {}; /* the entry of a map whose value is expected */
    int state = 0;
    int expect = 1; /* at_root */
    uint64_t there = 0;
    int depth = 0;
    struct frame {
        void *base;
        uint64_t there;
        int state, expect;
    } open[64] = {};

    handler(bench_memory *memory, void *root) : memory(memory), base(root) {
    }

    template <typename T> T *make() {
        T *made = static_cast<T *>(bench_alloc(memory, sizeof(T)));
        memset(made, 0, sizeof *made);
        return made;
    }

    template <typename T> T *push(void *list) {
        return static_cast<T *>(bench_push(memory, list, sizeof(T)));
    }

    swage_str text(const char *from, unsigned len) {
        return in_place ? swage_str{from, len} : bench_copy(memory, from, len);
    }

    bool enter(int container, void *what, int next) {
        if (depth == 64)
            return false;
        open[depth++] = {base, there, state, expect};
        base = what;
        there = 0;
        state = container;
        expect = next;
        return true;
    }

    bool leave() {
        const frame &outer = open[--depth];
        base = outer.base;
        there = outer.there;
        state = outer.state;
        expect = outer.expect;
        return true;
    }

    bool member(int place, int position) {
        there |= uint64_t(1) << position;
        expect = place;
        return true;
    }

    bool Default() {
        return false;
    }
    bool RawNumber(const char *, unsigned, bool) {
        return false;
    }
    bool Int(int value) {
        return static_cast<Reader *>(this)->Int64(value);
    }
    bool Uint(unsigned value) {
        return static_cast<Reader *>(this)->Int64(value);
    }
    bool Uint64(uint64_t value) {
        return value <= INT64_MAX && static_cast<Reader *>(this)->Int64(int64_t(value));
    }
};

template <typename Writer> struct pen {
    Writer &out;

    explicit pen(Writer &writer) : out(writer) {
    }

    void text(swage_str s) {
        out.String(s.ptr, unsigned(s.len));
    }
    void key(swage_str s) {
        out.Key(s.ptr, unsigned(s.len));
    }
    void moment(const swage_date_time &value) {
        char bytes[32];
        out.String(bytes, unsigned(bench_moment_write(&value, bytes)));
    }
};

} // namespace

#include "canada_rapidjson.h"
#include "citm_rapidjson.h"
#include "connect_rapidjson.h"
#include "hr_rapidjson.h"
#include "tweets_rapidjson.h"
#include "twitter_rapidjson.h"

namespace {

using rapidjson::StringBuffer;
using text_writer = rapidjson::Writer<StringBuffer>;

template <typename Handler> bool parse(bench_root *out, char *json, size_t, bench_memory *memory) {
    rapidjson::Reader reader;
    rapidjson::StringStream text(json);
    Handler events(memory, out);
    return !reader.Parse<rapidjson::kParseDefaultFlags>(text, events).IsError();
}

/* The same in place: text points into the document. */
template <typename Handler> bool insitu(bench_root *out, char *json, size_t, bench_memory *memory) {
    rapidjson::Reader reader;
    rapidjson::InsituStringStream text(json);
    Handler events(memory, out);
    events.in_place = true;
    return !reader.Parse<rapidjson::kParseInsituFlag>(text, events).IsError();
}

StringBuffer buffer; /* used again with every run */

template <typename Pen> size_t write(const bench_root *root, char *, size_t) {
    buffer.Clear();
    text_writer writer(buffer);
    Pen(writer).write_root(*root);
    return buffer.GetSize();
}

const char *written() {
    return buffer.GetString();
}

} // namespace

/* clang-format off */
#define PARSE(package, name, one_region) {#package, name, parse<package##_rapidjson::reader>, NULL, false, one_region, NULL}
#define INSITU(package) {#package, "insitu", insitu<package##_rapidjson::reader>, NULL, true, false, NULL}
#define WRITE(package) {#package, "write", NULL, write<package##_rapidjson::writer<text_writer>>, false, false, written}
#define TASKS(package) PARSE(package, "parse", false), PARSE(package, "parse-region", true), INSITU(package), WRITE(package)
/* clang-format on */

const bench_task bench_tasks[] = {
    TASKS(connect), TASKS(hr), TASKS(twitter), TASKS(tweets), TASKS(citm), TASKS(canada), {},
};
