/* How many columns of a terminal a character takes. */
#ifndef SWAGE_CLI_WIDTH_H
#define SWAGE_CLI_WIDTH_H

#include <stdint.h>

/* 0 for combining marks, 2 for East Asian wide characters and emoji, else 1. */
unsigned width_of(uint32_t code_point);

#endif
