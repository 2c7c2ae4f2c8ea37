/*
 * The descriptors of a connect session, as generated code has them.
 */
#include "session.h"

static const swage_enum_value category_values[] = {
    {"ats", 3, SWAGE_KIND_STRING},          {"hris", 4, SWAGE_KIND_STRING},
    {"hris-legacy", 11, SWAGE_KIND_STRING}, {"crm", 3, SWAGE_KIND_STRING},
    {"iam", 3, SWAGE_KIND_STRING},          {"marketing", 9, SWAGE_KIND_STRING},
    {"lms", 3, SWAGE_KIND_STRING},          {"stackone", 8, SWAGE_KIND_STRING},
};
static const swage_enum category_enum = {.name = "Category",
                                         .count = 8,
                                         .size = sizeof(category),
                                         .values = category_values,
                                         .code_offset = offsetof(category, code),
                                         .text_offset = offsetof(category, text)};
static const swage_element category_item = {
    {.kind = SWAGE_TYPE_ENUM, .of.enumeration = &category_enum},
    sizeof(category),
    0,
    SWAGE_NO_STATE};
static const swage_rule positive[] = {{SWAGE_RULE_MINIMUM_INTEGER, {.integer = 0}}};

static const swage_field fields[] = {
    SWAGE_FIELD(session, origin_owner_id, "origin_owner_id", SWAGE_FIELD_REQUIRED,
                .kind = SWAGE_TYPE_STRING),
    SWAGE_FIELD(session, origin_owner_name, "origin_owner_name", SWAGE_FIELD_REQUIRED,
                .kind = SWAGE_TYPE_STRING),
    SWAGE_STATE_FIELD(session, categories, "categories", 0, .kind = SWAGE_TYPE_ARRAY, .nullable = 1,
                      .of.element = &category_item),
    SWAGE_STATE_FIELD(session, provider, "provider", 0, .kind = SWAGE_TYPE_STRING, .nullable = 1),
    SWAGE_STATE_FIELD(session, origin_username, "origin_username", 0, .kind = SWAGE_TYPE_STRING,
                      .nullable = 1),
    SWAGE_STATE_FIELD(session, account_id, "account_id", 0, .kind = SWAGE_TYPE_STRING,
                      .nullable = 1),
    SWAGE_STATE_FIELD(session, expires_in, "expires_in", 0, .kind = SWAGE_TYPE_INT64, .nullable = 1,
                      .rule_count = 1, .rules = positive),
    SWAGE_STATE_FIELD(session, metadata, "metadata", 0, .kind = SWAGE_TYPE_VALUE, .nullable = 1),
    SWAGE_STATE_FIELD(session, multiple, "multiple", 0, .kind = SWAGE_TYPE_BOOLEAN, .nullable = 1),
    SWAGE_STATE_FIELD(session, label, "label", 0, .kind = SWAGE_TYPE_STRING, .nullable = 1),
};
static const swage_model session_model = {.name = "ConnectSession",
                                          .size = sizeof(session),
                                          .align = _Alignof(session),
                                          .field_count = 10,
                                          .required_count = 2,
                                          .fields = fields,
                                          .unknown_offset = offsetof(session, unknown)};
static const swage_element session_item = {
    {.kind = SWAGE_TYPE_MODEL, .of.model = &session_model}, sizeof(session), 0, SWAGE_NO_STATE};
const swage_type sessions_type = {.kind = SWAGE_TYPE_ARRAY, .of.element = &session_item};
