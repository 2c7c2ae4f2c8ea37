/*
 * The same sessions by simdjson's on-demand parser, into owned strings.
 */
#include "session.h"

#include <optional>
#include <simdjson.h>
#include <string>
#include <vector>

namespace {

struct owned {
    std::string origin_owner_id, origin_owner_name;
    std::vector<std::string> categories;
    std::optional<std::string> provider, origin_username, account_id, label, metadata;
    std::optional<int64_t> expires_in;
    std::optional<bool> multiple;
};

using simdjson::ondemand::value;

void set_text(std::optional<std::string> &out, value v) {
    if (!v.is_null())
        out = std::string(std::string_view(v.get_string()));
}

void set(owned &s, std::string_view key, value v) {
    if (key == "origin_owner_id")
        s.origin_owner_id = std::string_view(v.get_string());
    else if (key == "origin_owner_name")
        s.origin_owner_name = std::string_view(v.get_string());
    else if (key == "categories") {
        for (auto item : v.get_array())
            s.categories.emplace_back(std::string_view(item.get_string()));
    } else if (key == "provider")
        set_text(s.provider, v);
    else if (key == "origin_username")
        set_text(s.origin_username, v);
    else if (key == "account_id")
        set_text(s.account_id, v);
    else if (key == "label")
        set_text(s.label, v);
    else if (key == "expires_in")
        s.expires_in = int64_t(v.get_int64());
    else if (key == "multiple")
        s.multiple = bool(v.get_bool());
    else if (key == "metadata")
        s.metadata = std::string(std::string_view(v.raw_json_token()));
}

} // namespace

size_t read_with_simdjson(const char *json, size_t len) {
    static simdjson::ondemand::parser parser;
    static simdjson::padded_string padded(json, len);
    std::vector<owned> all;
    auto document = parser.iterate(padded);
    for (auto item : document.get_array()) {
        owned &s = all.emplace_back();
        for (auto field : item.get_object())
            set(s, field.unescaped_key(), field.value());
    }
    return all.size();
}
