#include "cicu_calendar.h"

#include <math.h>
#include <stdlib.h>
#include <unicode/ucal.h>

struct cicu_calendar {
  UCalendar *calendar;
};

static const double day_ms = 86400000.0;
/// Noon at +08:00, in milliseconds after midnight UTC: far from either end of the day.
static const double noon_ms = 4 * 3600000.0;
static const UChar zone[] = {'G', 'M', 'T', '+', '0', '8', ':', '0', '0', 0};

int32_t cicu_calendar_open(int32_t kind, cicu_calendar **out) {
  *out = NULL;
  UErrorCode status = U_ZERO_ERROR;
  const char *locale = kind == CICU_CALENDAR_CHINESE ? "zh@calendar=chinese" : "zh@calendar=gregorian";
  UCalendar *calendar = ucal_open(zone, -1, locale, UCAL_DEFAULT, &status);
  if (U_FAILURE(status)) return status;
  if (kind == CICU_CALENDAR_GREGORIAN) ucal_setGregorianChange(calendar, -1e17, &status);
  ucal_setAttribute(calendar, UCAL_FIRST_DAY_OF_WEEK, UCAL_MONDAY);
  ucal_setAttribute(calendar, UCAL_MINIMAL_DAYS_IN_FIRST_WEEK, 4);
  cicu_calendar *result = U_SUCCESS(status) ? malloc(sizeof *result) : NULL;
  if (!result) {
    ucal_close(calendar);
    return U_FAILURE(status) ? status : U_MEMORY_ALLOCATION_ERROR;
  }
  result->calendar = calendar;
  *out = result;
  return 0;
}

void cicu_calendar_close(cicu_calendar *calendar) {
  if (!calendar) return;
  ucal_close(calendar->calendar);
  free(calendar);
}

int32_t cicu_calendar_day(cicu_calendar *calendar, int64_t days, cicu_day *out) {
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *c = calendar->calendar;
  ucal_setMillis(c, (double)days * day_ms + noon_ms, &status);
  out->year = ucal_get(c, UCAL_EXTENDED_YEAR, &status);
  out->month = ucal_get(c, UCAL_MONTH, &status) + 1;
  out->leap = ucal_get(c, UCAL_IS_LEAP_MONTH, &status);
  out->day = ucal_get(c, UCAL_DATE, &status);
  out->weekday = (ucal_get(c, UCAL_DAY_OF_WEEK, &status) + 5) % 7 + 1;
  out->week = ucal_get(c, UCAL_WEEK_OF_YEAR, &status);
  out->week_year = ucal_get(c, UCAL_YEAR_WOY, &status);
  return U_FAILURE(status) ? status : 0;
}

int32_t cicu_calendar_add_months(cicu_calendar *calendar, int64_t days, int32_t months, int64_t *out) {
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *c = calendar->calendar;
  ucal_setMillis(c, (double)days * day_ms + noon_ms, &status);
  ucal_add(c, UCAL_MONTH, months, &status);
  *out = (int64_t)floor((ucal_getMillis(c, &status) + 8 * 3600000.0) / day_ms);
  return U_FAILURE(status) ? status : 0;
}
