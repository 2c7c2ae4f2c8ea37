/*
 * JSON Merge Patch (RFC 7396) on structs: a patch is a value of the same model, whose three states
 * say for each field whether it stays (absent), goes (null) or is set.
 *
 * - A null makes a nullable field null (it stays one of the value's members), any other absent. So
 *   does a null in a field of free-form JSON.
 * - Models are merged field by field, also those in fields and in maps; so are unions of the same
 *   alternative. Maps and unknown members are merged by key: a null removes it. Free-form JSON is
 *   merged as RFC 7396, section 2, has it. All else is replaced whole, arrays among it.
 * - A required field is always there in a patch, too; where it can't be null, it is always set.
 * - The time grows with the number of fields and of entries, whatever their order.
 */
#ifndef SWAGE_MERGE_H
#define SWAGE_MERGE_H

#include <swage/runtime.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Changes *target as the patch says. What is taken over is copied into the arena, so the patch need
 * not stay; what *target pointed to is left as it is, and parts of it go on being used. The result
 * is not validated. On an error (no memory, nested deeper than 1024 levels) *target is as it was.
 */
bool swage_merge_type(const swage_type *type, void *target, const void *patch, swage_arena *arena,
                      swage_error *error);
/* The same of at most `max_depth` levels. */
bool swage_merge_deep(const swage_type *type, void *target, const void *patch, swage_arena *arena,
                      unsigned max_depth, swage_error *error);
SWAGE_INLINE bool swage_merge(const swage_model *model, void *target, const void *patch,
                              swage_arena *arena, swage_error *error) {
    swage_type type = swage_model_type(model);
    return swage_merge_type(&type, target, patch, arena, error);
}
SWAGE_INLINE bool swage_value_merge(swage_value *target, const swage_value *patch,
                                    swage_arena *arena, swage_error *error) {
    swage_type type = swage_model_type(NULL);
    type.kind = SWAGE_TYPE_VALUE;
    return swage_merge_type(&type, target, patch, arena, error);
}

/*
 * The patch that makes *from equal to *to, in copies that live in the arena. Not all can be said:
 * a nullable field that is to be absent becomes null; and it is an error (INVALID_VALUE), where a
 * member of free-form JSON or of a map has to become null, or an entry to leave a map whose values
 * can't be null.
 */
bool swage_diff_type(const swage_type *type, void *patch, const void *from, const void *to,
                     swage_arena *arena, swage_error *error);
/* The same of at most `max_depth` levels. */
bool swage_diff_deep(const swage_type *type, void *patch, const void *from, const void *to,
                     swage_arena *arena, unsigned max_depth, swage_error *error);
SWAGE_INLINE bool swage_diff(const swage_model *model, void *patch, const void *from,
                             const void *to, swage_arena *arena, swage_error *error) {
    swage_type type = swage_model_type(model);
    return swage_diff_type(&type, patch, from, to, arena, error);
}
SWAGE_INLINE bool swage_value_diff(swage_value *patch, const swage_value *from,
                                   const swage_value *to, swage_arena *arena, swage_error *error) {
    swage_type type = swage_model_type(NULL);
    type.kind = SWAGE_TYPE_VALUE;
    return swage_diff_type(&type, patch, from, to, arena, error);
}

#ifdef __cplusplus
}
#endif

#endif
