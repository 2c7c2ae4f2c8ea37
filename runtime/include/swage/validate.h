/*
 * Validation of structs with all that swage_validate decides by itself: how many errors are told,
 * how deep it goes, and who judges patterns that are not regular.
 */
#ifndef SWAGE_VALIDATE_H
#define SWAGE_VALIDATE_H

#include <swage/runtime.h>

#ifdef __cplusplus
extern "C" {
#endif

/* All zero (or a NULL pointer) is the default. */
typedef struct swage_validate_options {
    unsigned max_depth; /* of nested values; 0 means 1024 */
    swage_error *errors; /* all errors: room for max_errors of them, in the order of the fields … */
    size_t max_errors;   /* … 0 means the first error ends the validation */
    size_t *error_count; /* how many were found (at most max_errors) */
    bool (*match)(void *context, const char *pattern, swage_str text); /* as of a parse */
    void *match_context;
    swage_arena *arena; /* where many items or names are sorted out; what it takes is given back.
                           NULL: malloc. Where there is no memory, they are compared in passes */
} swage_validate_options;

/*
 * As swage_validate. An error has the code, JSON Pointer and message that the parse of the same
 * JSON would have told, but for what is wrong in the alternative of a union without a
 * discriminator; and no place in a text. `error` is the first of them.
 */
bool swage_validate_type_with(const swage_type *type, const void *slot,
                              const swage_validate_options *options, swage_error *error);
SWAGE_INLINE bool swage_validate_with(const swage_model *model, const void *value,
                                      const swage_validate_options *options, swage_error *error) {
    swage_type type = swage_model_type(model);
    return swage_validate_type_with(&type, value, options, error);
}

#ifdef __cplusplus
}
#endif

#endif
