/*
 * What nobody keeps, checked in blocks of 64 bytes, where the processor can.
 */
#ifndef SWAGE_SRC_SKIP_BLOCK_H
#define SWAGE_SRC_SKIP_BLOCK_H

#include "parser.h"

/* Behind the well-formed array or object at `at`; NULL, and nothing done, when it may be none. */
const char *swage_skip_container(const parser *p, const char *at);

/*
 * From the name at `at` of a member that is no field over all such members that follow it in the
 * top container: the comma or brace behind the last of them. NULL, and nothing done, when there may
 * be something wrong with the first one.
 */
const char *swage_skip_strangers(const parser *p, const swage_model *m, const char *at);

#endif
