package amparo.server.directory;

import amparo.engine.rule.WorkCalendar;
import amparo.server.directory.OpenHours.State;
import amparo.server.registry.LoadedRulebook;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Whether the door of a service is open now: its hours, the clocks of its country, and the public
 * holidays of the calendars by which terms of the law are counted too. Of a country or a year
 * without such a calendar nobody says that a day is a holiday.
 */
@Component
class OpenDoors {

    private final LoadedRulebook rulebook;
    private final Clock clock;

    OpenDoors(LoadedRulebook rulebook, Clock clock) {
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /** Now. */
    State of(Service service) {
        return of(service, clock.instant());
    }

    State of(Service service, Instant at) {
        return OpenHours.at(
                service.hours(),
                Clocks.of(service.country()),
                day -> isHoliday(service.country(), day),
                at);
    }

    /** Whether today is a public holiday where the service is, by one of its clocks. */
    boolean holiday(Service service) {
        return holiday(service, clock.instant());
    }

    boolean holiday(Service service, Instant at) {
        List<ZoneId> zones = Clocks.of(service.country());
        return zones.stream()
                .anyMatch(zone -> isHoliday(service.country(), at.atZone(zone).toLocalDate()));
    }

    private boolean isHoliday(String country, LocalDate day) {
        WorkCalendar calendar = rulebook.book().calendar(country.toLowerCase(Locale.ROOT));
        return calendar != null
                && day.getYear() >= calendar.covered().low()
                && day.getYear() <= calendar.covered().high()
                && calendar.holidays().contains(Math.toIntExact(day.toEpochDay()));
    }
}
