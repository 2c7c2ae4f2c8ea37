/*
 * The generated payloads of the benchmark: arrays of connect sessions and of employees, whose
 * optional members are there at random, or as one service would have them; in the order of the
 * spec, shuffled, or in one other order. The same bytes with every run.
 *
 *     bench_payloads FOLDER [MEGABYTES]
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_MEMBERS = 64, MAX_DEPTH = 8, ROOM = 1 << 16 };

typedef enum member_order { OF_SPEC, SHUFFLED, REORDERED } member_order;

/* What a payload is like. */
typedef struct form {
    const char *suffix; /* of the file's name */
    member_order order; /* the spec's, one of its own for each object, one for all */
    bool regular;       /* optional members are there or not as in other objects of a service */
} form;

/* A regular document has objects of one service after the other, so many of each; the members that
   a service has are null in so many of a hundred cases. */
enum { SERVICE_OBJECTS = 500, SERVICE_NULLS = 3 };

/* Two streams of random numbers: what the values are must not depend on how members are shuffled.
 */
typedef struct stream {
    uint64_t state;
} stream;

typedef struct object {
    size_t members[MAX_MEMBERS + 1]; /* where each begins */
    int count;
} object;

typedef struct payload {
    char *text;
    size_t len, capacity;
    stream values, shuffling;
    const form *form;
    unsigned count; /* of items so far */
    object open[MAX_DEPTH];
    int depth;
    char scratch[ROOM];
} payload;

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t next(stream *s) {
    uint64_t z = (s->state += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

static unsigned below(payload *p, unsigned limit) {
    return (unsigned)(next(&p->values) % limit);
}

/* True in so many of a hundred cases. */
static bool chance(payload *p, unsigned percent) {
    return below(p, 100) < percent;
}

/* SplitMix64 of a name, and of what else counts. */
static uint64_t hash_of(const char *name, size_t len, uint64_t state) {
    stream s = {state};
    for (size_t i = 0; i < len; i++)
        s.state = next(&s) ^ (unsigned char)name[i];
    return next(&s);
}

/* Whether an optional member is there in an object. */
static bool is_there(payload *p, const char *name, unsigned percent) {
    if (!p->form->regular)
        return chance(p, percent);
    return hash_of(name, strlen(name), p->count / SERVICE_OBJECTS) % 100 < percent;
}

static const char *pick(payload *p, const char *const *list, unsigned count) {
    return list[below(p, count)];
}
#define PICK(p, list) pick((p), (list), sizeof(list) / sizeof *(list))

__attribute__((format(printf, 2, 3))) static void put(payload *p, const char *format, ...) {
    __builtin_va_list arguments;
    __builtin_va_start(arguments, format);
    p->len += (size_t)vsnprintf(p->text + p->len, p->capacity - p->len, format, arguments);
    __builtin_va_end(arguments);
}

static void begin_object(payload *p) {
    put(p, "{");
    p->open[p->depth++].count = 0;
}

/* A member's name; its value follows. */
static void member(payload *p, const char *name) {
    object *o = &p->open[p->depth - 1];
    if (o->count)
        put(p, ",");
    o->members[o->count++] = p->len;
    put(p, "\"%s\":", name);
}

/* Fisher and Yates. */
static void shuffle(payload *p, int places[], int count) {
    for (int i = count - 1; i > 0; i--) {
        int j = (int)(next(&p->shuffling) % (unsigned)(i + 1)), kept = places[i];
        places[i] = places[j];
        places[j] = kept;
    }
}

/* By a hash of the names: one order for all objects. */
static void sort(const payload *p, const object *o, int places[]) {
    uint64_t keys[MAX_MEMBERS] = {0};
    for (int i = 0; i < o->count; i++) {
        const char *name = p->text + o->members[i] + 1;
        keys[i] = hash_of(name, (size_t)(strchr(name, '"') - name), 0);
    }
    for (int i = 1; i < o->count; i++) {
        int j = i, kept = places[i];
        for (; j > 0 && keys[places[j - 1]] > keys[kept]; j--)
            places[j] = places[j - 1];
        places[j] = kept;
    }
}

/* Moves the texts of the members. */
static void rearrange(payload *p, const object *o) {
    int places[MAX_MEMBERS] = {0};
    size_t len = 0;
    for (int i = 0; i < o->count; i++)
        places[i] = i;
    if (p->form->order == SHUFFLED)
        shuffle(p, places, o->count);
    else
        sort(p, o, places);
    for (int i = 0; i < o->count; i++) {
        size_t begin = o->members[places[i]];
        size_t end = o->members[places[i] + 1] - 1;
        if (i)
            p->scratch[len++] = ',';
        memcpy(p->scratch + len, p->text + begin, end - begin);
        len += end - begin;
    }
    memcpy(p->text + o->members[0], p->scratch, len);
}

static void end_object(payload *p) {
    object *o = &p->open[--p->depth];
    o->members[o->count] = p->len + 1;
    if (p->form->order != OF_SPEC && o->count > 1)
        rearrange(p, o);
    put(p, "}");
}

static void text(payload *p, const char *name, const char *value) {
    member(p, name);
    put(p, "\"%s\"", value);
}

/* An optional, nullable member: whether it is to have a value; null and absent are dealt with. A
   service that does not have it leaves it out, or always says null. */
static bool wanted(payload *p, const char *name, unsigned percent) {
    const bool there = is_there(p, name, percent);
    if (there && !(p->form->regular && chance(p, SERVICE_NULLS))) {
        member(p, name);
        return true;
    }
    if (there || (p->form->regular ? p->count / SERVICE_OBJECTS % 2 == 0 : chance(p, 50))) {
        member(p, name);
        put(p, "null");
    }
    return false;
}

static void optional_pick(payload *p, const char *name, unsigned percent, const char *const *list,
                          unsigned count) {
    if (wanted(p, name, percent))
        put(p, "\"%s\"", pick(p, list, count));
}
#define OPTIONAL_PICK(p, name, percent, list)                                                      \
    optional_pick((p), (name), (percent), (list), sizeof(list) / sizeof *(list))

/* Hundredths, without zeros at the end. */
static void hundredths(payload *p, unsigned value) {
    if (value % 100 == 0)
        put(p, "%u", value / 100);
    else if (value % 10 == 0)
        put(p, "%u.%u", value / 100, value / 10 % 10);
    else
        put(p, "%u.%02u", value / 100, value % 100);
}

static void date(payload *p) {
    put(p, "\"%u-%02u-%02u\"", 1960 + below(p, 65), 1 + below(p, 12), 1 + below(p, 28));
}

static void date_time(payload *p) {
    put(p, "\"20%02u-%02u-%02uT%02u:%02u:%02u.%03uZ\"", below(p, 26), 1 + below(p, 12),
        1 + below(p, 28), below(p, 24), below(p, 60), below(p, 60), below(p, 1000));
}

static const char *const firsts[] = {
    "Ada",      "Grace", "Alan", "Edsger", "Barbara",   "Niklaus", "Dennis", "Frances",
    "Margaret", "Zoë",   "José", "美咲",   "Katherine", "Linus",   "Radia",  "Donald"};
static const char *const lasts[] = {"Lovelace", "Hopper",  "Turing",     "Dijkstra", "Liskov",
                                    "Wirth",    "Ritchie", "Allen",      "Hamilton", "Müller",
                                    "García",   "佐藤",    "O\\\"Brien", "Perlman",  "Knuth"};
static const char *const cities[] = {"London", "Zürich", "New York",  "São Paulo", "Tokyo",
                                     "Berlin", "Dublin", "Reykjavík", "Melbourne"};
static const char *const countries[] = {"GB", "CH", "US", "BR", "JP", "DE", "IE", "IS", "AU"};
static const char *const titles[] = {"Software Engineer", "Senior Software Engineer",
                                     "Product Manager",   "Head of People & Culture",
                                     "Accountant",        "Regional Sales Representative"};
static const char *const departments[] = {"Engineering", "Product", "People", "Finance", "Sales"};
static const char *const kinds[] = {"ats", "hris",      "hris-legacy", "crm",
                                    "iam", "marketing", "lms",         "stackone"};
static const char *const providers[] = {"bamboohr", "workday", "hibob", "personio", "greenhouse"};
static const char *const genders[] = {"male", "female", "non_binary", "other", "not_disclosed"};
static const char *const marital[] = {
    "single", "married", "common_law", "divorced", "widowed", "domestic_partnership", "separated"};
static const char *const contracts[] = {"contractor", "intern",    "permanent", "apprentice",
                                        "freelance",  "temporary", "full_time", "part_time"};
static const char *const statuses[] = {"active", "pending", "terminated", "leave", "inactive"};
static const char *const periods[] = {"hour", "week", "every_two_weeks", "month", "year"};
static const char *const languages[] = {"en_GB", "de_CH", "en_US", "pt_BR", "ja_JP"};
static const char *const currencies[] = {"GBP", "CHF", "USD", "BRL", "JPY", "EUR"};
static const char *const streets[] = {"High Street", "Bahnhofstrasse", "5th Avenue", "Rua Augusta",
                                      "Friedrichstraße"};
static const char *const custom[] = {"T-Shirt size", "Parking space", "Badge number",
                                     "Dietary requirements"};

static void put_session(payload *p) {
    begin_object(p);
    if (wanted(p, "categories", 80)) {
        put(p, "[");
        for (unsigned i = 0, count = 1 + below(p, 3); i < count; i++)
            put(p, "%s\"%s\"", i ? "," : "", PICK(p, kinds));
        put(p, "]");
    }
    OPTIONAL_PICK(p, "provider", 60, providers);
    member(p, "origin_owner_id");
    put(p, "\"cust_%08u\"", below(p, 100000000));
    member(p, "origin_owner_name");
    put(p, "\"ACME Corporation %u\"", below(p, 1000));
    if (wanted(p, "origin_username", 75))
        put(p, "\"user%u@example.com\"", below(p, 100000));
    if (wanted(p, "account_id", 50))
        put(p, "\"%020u\"", below(p, 1000000000));
    if (wanted(p, "expires_in", 80))
        put(p, "%u", below(p, 100000));
    if (wanted(p, "metadata", 25)) {
        begin_object(p);
        text(p, "source", "cli");
        text(p, "plan", chance(p, 50) ? "trial" : "business");
        end_object(p);
    }
    if (wanted(p, "multiple", 90))
        put(p, "%s", chance(p, 50) ? "true" : "false");
    if (wanted(p, "label", 30))
        put(p, "\"Session of %s\"", PICK(p, cities));
    end_object(p);
}

static void put_location(payload *p) {
    begin_object(p);
    member(p, "id");
    put(p, "\"loc_%05u\"", below(p, 100000));
    OPTIONAL_PICK(p, "name", 50, departments);
    if (wanted(p, "street_1", 90))
        put(p, "\"%u %s\"", 1 + below(p, 300), PICK(p, streets));
    if (wanted(p, "street_2", 20))
        put(p, "\"Floor %u\"", below(p, 40));
    unsigned place = below(p, sizeof cities / sizeof *cities);
    text(p, "city", cities[place]);
    if (wanted(p, "state", 30))
        put(p, "\"%s\"", countries[below(p, 9)]);
    if (wanted(p, "zip_code", 90))
        put(p, "\"%05u\"", below(p, 100000));
    text(p, "country", countries[place]);
    if (is_there(p, "latitude", 60)) {
        member(p, "latitude");
        put(p, "%s%u.%06u", chance(p, 30) ? "-" : "", below(p, 80), 1 + 2 * below(p, 499999));
        member(p, "longitude");
        put(p, "%s%u.%06u", chance(p, 50) ? "-" : "", below(p, 180), 1 + 2 * below(p, 499999));
    }
    end_object(p);
}

static void put_employment(payload *p) {
    begin_object(p);
    member(p, "id");
    put(p, "\"emp_%08u\"", below(p, 100000000));
    OPTIONAL_PICK(p, "job_title", 95, titles);
    if (is_there(p, "employment_type", 80))
        text(p, "employment_type", PICK(p, contracts));
    if (wanted(p, "pay_rate", 80))
        hundredths(p, 100000 + below(p, 20000000));
    OPTIONAL_PICK(p, "pay_currency", 80, currencies);
    OPTIONAL_PICK(p, "pay_period", 80, periods);
    member(p, "effective_date");
    date(p);
    if (wanted(p, "end_date", 50))
        date(p);
    if (is_there(p, "primary", 50)) {
        member(p, "primary");
        put(p, "%s", chance(p, 50) ? "true" : "false");
    }
    end_object(p);
}

static void put_cost_center(payload *p) {
    begin_object(p);
    member(p, "id");
    put(p, "\"cc_%04u\"", below(p, 10000));
    OPTIONAL_PICK(p, "name", 90, departments);
    if (is_there(p, "distribution_percentage", 90)) {
        member(p, "distribution_percentage");
        hundredths(p, below(p, 10001));
    }
    end_object(p);
}

static void put_custom_field(payload *p) {
    begin_object(p);
    member(p, "id");
    put(p, "\"custom_%03u\"", below(p, 1000));
    text(p, "name", PICK(p, custom));
    if (wanted(p, "value", 80))
        put(p, "\"%s\"", chance(p, 10) ? "line one\\nline two" : "as agreed");
    end_object(p);
}

/* An array of so many objects. */
static void list(payload *p, const char *name, unsigned count, void (*put_one)(payload *)) {
    member(p, name);
    put(p, "[");
    for (unsigned i = 0; i < count; i++) {
        if (i)
            put(p, ",");
        put_one(p);
    }
    put(p, "]");
}

static void put_person(payload *p) {
    const char *first = PICK(p, firsts), *last = PICK(p, lasts);
    member(p, "id");
    put(p, "\"%08x-%04x-4%03x-9%03x-%012llx\"", (unsigned)(next(&p->values) >> 32), below(p, 65536),
        below(p, 4096), below(p, 4096), (unsigned long long)(next(&p->values) >> 16));
    if (is_there(p, "remote_id", 80)) {
        member(p, "remote_id");
        put(p, "\"%u\"", below(p, 1000000));
    }
    text(p, "first_name", first);
    text(p, "last_name", last);
    if (wanted(p, "display_name", 90))
        put(p, "\"%s %s\"", first, last);
    OPTIONAL_PICK(p, "preferred_name", 30, firsts);
    OPTIONAL_PICK(p, "gender", 80, genders);
    if (wanted(p, "date_of_birth", 90))
        date(p);
    OPTIONAL_PICK(p, "marital_status", 60, marital);
    if (wanted(p, "avatar_url", 60))
        put(p, "\"https://example.com/avatars/%08u.png\"", below(p, 100000000));
    if (wanted(p, "personal_email", 60))
        put(p, "\"person%u@example.org\"", below(p, 100000));
    if (wanted(p, "personal_phone_number", 60))
        put(p, "\"+44 20 %07u\"", below(p, 10000000));
    member(p, "work_email");
    put(p, "\"employee.%u@example.com\"", below(p, 100000));
    if (wanted(p, "work_phone_number", 50))
        put(p, "\"+1 555 %07u\"", below(p, 10000000));
}

static void put_job(payload *p) {
    if (is_there(p, "job_id", 90)) {
        member(p, "job_id");
        put(p, "\"job_%05u\"", below(p, 100000));
    }
    OPTIONAL_PICK(p, "job_title", 95, titles);
    if (is_there(p, "department_id", 80)) {
        member(p, "department_id");
        put(p, "\"%u\"", below(p, 1000));
    }
    OPTIONAL_PICK(p, "department", 90, departments);
    if (wanted(p, "manager_id", 80))
        put(p, "\"%u\"", below(p, 100000));
    member(p, "hire_date");
    date(p);
    if (wanted(p, "start_date", 80))
        date(p);
    if (wanted(p, "termination_date", 10))
        date(p);
    if (wanted(p, "tenure", 60))
        hundredths(p, below(p, 4000));
    if (is_there(p, "full_time_equivalent", 70)) {
        member(p, "full_time_equivalent");
        hundredths(p, 10 * (1 + below(p, 10)));
    }
    member(p, "employee_number");
    put(p, "%u", 1 + below(p, 1000000));
    text(p, "employment_type", PICK(p, contracts));
    text(p, "employment_status", PICK(p, statuses));
    OPTIONAL_PICK(p, "preferred_language", 70, languages);
}

static void put_employee(payload *p) {
    begin_object(p);
    put_person(p);
    put_job(p);
    if (is_there(p, "citizenships", 70)) {
        member(p, "citizenships");
        put(p, "[");
        for (unsigned i = 0, count = 1 + below(p, 2); i < count; i++)
            put(p, "%s\"%s\"", i ? "," : "", PICK(p, countries));
        put(p, "]");
    }
    if (wanted(p, "home_location", 80))
        put_location(p);
    member(p, "work_location");
    put_location(p);
    list(p, "employments", 1 + below(p, 3), put_employment);
    if (is_there(p, "cost_centers", 70))
        list(p, "cost_centers", below(p, 3), put_cost_center);
    if (is_there(p, "custom_fields", 60))
        list(p, "custom_fields", below(p, 4), put_custom_field);
    if (is_there(p, "labels", 40)) {
        member(p, "labels");
        begin_object(p);
        text(p, "team", PICK(p, departments));
        text(p, "site", PICK(p, cities));
        end_object(p);
    }
    member(p, "remote");
    put(p, "%s", chance(p, 40) ? "true" : "false");
    if (wanted(p, "active", 90))
        put(p, "%s", chance(p, 90) ? "true" : "false");
    member(p, "created_at");
    date_time(p);
    if (wanted(p, "updated_at", 90))
        date_time(p);
    end_object(p);
}

static bool write_payload(const char *folder, const char *kind, const form *f, size_t size,
                          void (*put_one)(payload *)) {
    payload *p = calloc(1, sizeof *p);
    char path[4096];
    snprintf(path, sizeof path, "%s/%s%s.json", folder, kind, f->suffix);
    p->capacity = size + ROOM;
    p->text = malloc(p->capacity);
    p->values.state = 42;
    p->shuffling.state = 7;
    p->form = f;
    put(p, "[");
    for (; p->len < size; p->count++) {
        if (p->count)
            put(p, ",");
        put_one(p);
    }
    put(p, "]");
    FILE *file = fopen(path, "wb");
    bool done = file && fwrite(p->text, 1, p->len, file) == p->len;
    if (file)
        done = fclose(file) == 0 && done;
    if (!done)
        perror(path);
    free(p->text);
    free(p);
    return done;
}

/* All payloads of one kind of object. */
static bool write_payloads(const char *folder, const char *kind, size_t size,
                           void (*put_one)(payload *)) {
    static const form forms[] = {{"", OF_SPEC, false},
                                 {"-shuffled", SHUFFLED, false},
                                 {"-regular", OF_SPEC, true},
                                 {"-regular-reordered", REORDERED, true}};
    bool done = true;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        done &= write_payload(folder, kind, &forms[i], size, put_one);
    return done;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: bench_payloads FOLDER [MEGABYTES]\n");
        return 2;
    }
    size_t size = (size_t)(argc > 2 ? atoi(argv[2]) : 10) * 1000000;
    return !(write_payloads(argv[1], "connect", size, put_session) &&
             write_payloads(argv[1], "hr", size, put_employee));
}
