/*
 * The table of powers of ten.
 */
#include "powers_of_ten.h"

const power_of_ten swage_powers_of_ten[POWER_MAX - POWER_MIN + 1] = {
#include "powers_of_ten.def"
};
