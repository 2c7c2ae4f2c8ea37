/*
 * The settings that a target's templates see: the language's, then the spec's (`targets`), then
 * those of the request.
 */
#ifndef SWAGE_RENDER_SETTINGS_H
#define SWAGE_RENDER_SETTINGS_H

#include "render/language.h"
#include "render/render.h"

/* A new dict. What the language has no such setting or choice for is reported. */
value settings_merge(arena *a, const render_request *request, const language *lang);

#endif
