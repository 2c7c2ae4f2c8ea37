/*
 * The two readers behind source_parse. Both take UTF-8 without a byte order mark.
 */
#ifndef SWAGE_SOURCE_READERS_H
#define SWAGE_SOURCE_READERS_H

#include "source/source.h"

#include <yaml.h>

/* One YAML document, by libyaml's events. */
const node *yaml_read(arena *a, diagnostics *d, const source_file *file);

/*
 * One JSON document (RFC 8259), which libyaml reads slowly and not always: it knows no escaped
 * surrogate pairs, no tabs between values and no keys over 1024 characters. Where `quiet`, what is
 * no JSON gives NULL without a diagnostic.
 */
const node *json_read(arena *a, diagnostics *d, const source_file *file, bool quiet);

/* Reports what libyaml stumbled on, in words that say what to do. */
void yaml_report(diagnostics *d, const source_file *file, const yaml_parser_t *parser);

#endif
