/*
 * The parts of RFC 3339, section 5.6, that date-time, date and time are made of.
 */
#ifndef SWAGE_SRC_DATETIME_H
#define SWAGE_SRC_DATETIME_H

#include <swage/fast/portability.h>

#include <swage/types.h>

/* full-date and full-time at `at`; where it ends, NULL when it is none. */
const char *swage_datetime_scan_date(swage_date_time *out, const char *at, const char *end);
const char *swage_datetime_scan_time(swage_date_time *out, const char *at, const char *end);

#endif
