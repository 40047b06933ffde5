#pragma once
#include <stdint.h>

/// A calendar of ICU (ucal.h) at the fixed zone +08:00. The caller frees it with cicu_calendar_close; one thread at a time may use it.
typedef struct cicu_calendar cicu_calendar;

enum {
  CICU_CALENDAR_GREGORIAN = 0, ///< proleptic: no Julian dates before 1582
  CICU_CALENDAR_CHINESE = 1,
};

/// The parts of one day.
typedef struct {
  int32_t year;    ///< Gregorian: the year. Chinese: ICU's extended year; the one that begins in Gregorian year Y is Y + 2637.
  int32_t month;   ///< 1 to 12
  int32_t leap;    ///< 1 in a leap month of the Chinese calendar, else 0
  int32_t day;     ///< 1 to 31
  int32_t weekday; ///< ISO 8601: Monday 1 to Sunday 7
  int32_t week;    ///< ISO 8601 week of the year, 1 to 53
  int32_t week_year;
} cicu_day;

/// Opens a calendar (ucal_open). Returns ICU's status, 0 for success; *out is null on failure.
int32_t cicu_calendar_open(int32_t kind, cicu_calendar **out);
void cicu_calendar_close(cicu_calendar *calendar);

/// The parts of the day that lies `days` days after 1970-01-01 (ucal_setMillis, ucal_get).
int32_t cicu_calendar_day(cicu_calendar *calendar, int64_t days, cicu_day *out);

/// The day `months` months after one (ucal_add), in days since 1970-01-01.
int32_t cicu_calendar_add_months(cicu_calendar *calendar, int64_t days, int32_t months, int64_t *out);
