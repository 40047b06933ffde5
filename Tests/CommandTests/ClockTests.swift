import Foundation
import TestSupport
import Testing

/// What is written depends on no clock and no time zone of the host.
@Suite struct ClockTests {
    /// Shifts the calendar's clock by the seconds in `SHIFTED_CLOCK`; clocks that only run on are left alone, for programs wait by them.
    private static let shiftedClock = #"""
        #define _GNU_SOURCE
        #include <stdlib.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>

        static long shift(void) {
            const char *words = getenv("SHIFTED_CLOCK");
            return words == NULL ? 0 : atol(words);
        }

        int clock_gettime(clockid_t clock, struct timespec *result) {
            int status = (int)syscall(SYS_clock_gettime, clock, result);
            if (status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) result->tv_sec += shift();
            return status;
        }

        int gettimeofday(struct timeval *restrict result, void *restrict zone) {
            (void)zone;
            struct timespec now;
            if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
            result->tv_sec = now.tv_sec;
            result->tv_usec = now.tv_nsec / 1000;
            return 0;
        }

        time_t time(time_t *result) {
            struct timespec now;
            if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
            if (result != NULL) *result = now.tv_sec;
            return now.tv_sec;
        }
        """#

    /// The changed clock as a library to load before all others; ends the test as skipped where no C compiler can make one.
    private static func makeClock(in folder: TemporaryFolder) throws -> String {
        let source = try folder.file("clock.c", shiftedClock)
        let library = folder.path + "/clock.so"
        let compiler = try Program("/usr/bin/env", ["cc", "-shared", "-fPIC", "-O1", "-o", library, source])
        if compiler.status != 0 { try Test.cancel("the clock cannot be changed, there is no C compiler cc that makes a shared library: \(compiler.errors)") }
        return library
    }

    @Test func sameBytesOnAnyDayInAnyZone() throws {
        let folder = try TemporaryFolder()
        let clock = try Self.makeClock(in: folder)
        let text = try folder.file("bare.txt", "今天零时起，昨晚8点，上周五，1月1日，5年前，目前，今年前4个月，三天后，清明节。")
        let arguments = ["extract", "Corpus/pages", text, "--jobs", "1"]
        let plain = try Program(Program.baoshuPath, arguments)
        #expect(plain.status == 0 && plain.lines.count > 25, "\(plain.errors)")
        let now = Int(Date().timeIntervalSince1970)
        // Hours at which the zones have different days, months and years, and one behind the end of 32 bits.
        for day in ["1999-12-31T20:30:00Z", "2000-02-29T02:30:00Z", "2024-05-30T16:30:00Z", "2025-01-01T02:30:00Z", "2038-01-19T03:14:08Z"] {
            let wanted = Int(try Date(day, strategy: .iso8601).timeIntervalSince1970)
            for zone in ["UTC", "America/New_York", "Asia/Shanghai"] {
                let environment = ["LD_PRELOAD": clock, "SHIFTED_CLOCK": String(wanted - now), "TZ": zone]
                // The clock is a changed one for the programs that are run.
                let shown = try Program("/usr/bin/env", ["date", "-u", "+%Y"], environment: environment)
                #expect(shown.text.hasPrefix(day.prefix(4)), "the clock was not changed: \(shown.text)\(shown.errors)")
                let run = try Program(Program.baoshuPath, arguments, environment: environment)
                #expect(run.status == 0 && run.output == plain.output, "\(day) in \(zone) gives other bytes; \(run.errors)")
            }
        }
    }
}
