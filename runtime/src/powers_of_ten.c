/*
 * The table of powers of ten.
 */
#include "powers_of_ten.h"

const power_of_ten swage_powers_of_ten[] = {
#include PORT_POWERS_OF_TEN
};
