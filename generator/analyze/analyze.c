/* See analyze.h. */
#include "analyze/analyze.h"

void analyze_package(arena *a, diagnostics *d, model_package *package) {
    (void)a;
    (void)d;
    (void)package;
}
