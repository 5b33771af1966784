package amparo.server.referral;

import amparo.engine.rule.Screen;
import amparo.engine.rule.WorkCalendar;
import amparo.engine.value.Range;
import amparo.server.referral.LawClocks.LawClock;
import amparo.server.registry.LoadedRulebook;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Until when a referral must be answered: the earliest of what its urgency asks (the clock tables
 * of the rulebook), what the law asks, and the hour in which the person moves on.
 */
@Component
class DueTimes {

    /** The most urgent first. */
    static final List<String> URGENCIES =
            Stream.of(Screen.Urgency.values()).map(Screen.Urgency::word).toList();

    private final LoadedRulebook rulebook;
    private final LawClocks laws = LawClocks.bundled();
    private final Map<String, Integer> followUp;

    DueTimes(
            LoadedRulebook rulebook,
            @Value("${amparo.referral.follow-up-hours.emergency:24}") int emergency,
            @Value("${amparo.referral.follow-up-hours.high:72}") int high,
            @Value("${amparo.referral.follow-up-hours.medium:168}") int medium,
            @Value("${amparo.referral.follow-up-hours.routine:720}") int routine) {
        this.rulebook = rulebook;
        followUp =
                Map.of("emergency", emergency, "high", high, "medium", medium, "routine", routine);
    }

    /**
     * When, and why then.
     *
     * @param by urgency, law or leaving
     * @param followHours after how many hours without a word an accepted one is asked about again
     */
    record Due(OffsetDateTime at, String by, @Nullable OffsetDateTime lawUntil, int followHours) {}

    /**
     * @param since when the need was seen
     * @param now nobody can answer before they were asked: never sooner than in an hour
     * @param country where the need was seen; empty: not known
     * @param entered the day on which the person came into the country; none: not known
     * @param leavesAt when the person moves on; none: not known
     */
    Due of(
            String urgency,
            String sector,
            String country,
            OffsetDateTime since,
            OffsetDateTime now,
            @Nullable LocalDate entered,
            @Nullable OffsetDateTime leavesAt) {
        OffsetDateTime due = since.plusHours(hours(urgency, now));
        String by = "urgency";
        OffsetDateTime law = lawUntil(country, sector, since, now, entered);
        if (law != null && law.isBefore(due)) {
            due = law;
            by = "law";
        }
        if (leavesAt != null && leavesAt.isBefore(due)) {
            due = leavesAt;
            by = "leaving";
        }
        OffsetDateTime soonest = now.plusHours(1);
        return new Due(
                due.isBefore(soonest) ? soonest : due,
                by,
                law,
                followUp.getOrDefault(urgency, 720));
    }

    /** After how many hours one is asked about again, where the organisation set nothing. */
    int followHours(String urgency) {
        return followUp.getOrDefault(urgency, 720);
    }

    /** Within how many hours somebody must act, as the rulebook sets it for this day. */
    int hours(String urgency, OffsetDateTime on) {
        Screen.Urgency known =
                Stream.of(Screen.Urgency.values())
                        .filter(one -> one.word().equals(urgency))
                        .findFirst()
                        .orElse(Screen.Urgency.ROUTINE);
        Integer hours =
                rulebook.book().hours(known, Math.toIntExact(on.toLocalDate().toEpochDay()));
        // A rulebook without a clock is no reason to wait.
        return hours == null ? 4 : hours;
    }

    /** All limits of laws, for those who want to read them. */
    List<LawClock> laws() {
        return laws.clocks();
    }

    /**
     * The earliest limit of a law that has not passed: one that has is no reason to wait, and no
     * word on whether it is too late.
     */
    @Nullable OffsetDateTime lawUntil(
            String country,
            String sector,
            OffsetDateTime since,
            OffsetDateTime now,
            @Nullable LocalDate entered) {
        return laws.of(country, sector).stream()
                .flatMap(one -> until(one, since, entered).stream())
                .filter(one -> one.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Counted to the beginning of its last day, so that the day itself is left to act. */
    private Optional<OffsetDateTime> until(
            LawClock law, OffsetDateTime since, @Nullable LocalDate entered) {
        LocalDate first = law.from().equals("seen") ? since.toLocalDate() : entered;
        if (first == null) {
            return Optional.empty();
        }
        OptionalInt value = law.on(first);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        int amount = value.getAsInt();
        return switch (law.unit()) {
            case "hours" -> Optional.of(since.plusHours(amount));
            case "days" -> Optional.of(begins(first.plusDays(amount)));
            case "months" -> Optional.of(begins(first.plusMonths(amount)));
            default -> Optional.of(begins(working(law.country(), first, amount)));
        };
    }

    private static OffsetDateTime begins(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    /** By the calendar of the country; where there is none, without holidays: never too late. */
    private LocalDate working(String country, LocalDate first, int days) {
        WorkCalendar known = rulebook.book().calendar(country.toLowerCase(Locale.ROOT));
        WorkCalendar calendar =
                known == null ? new WorkCalendar("none", Set.of(), Range.ANY, 0) : known;
        return LocalDate.ofEpochDay(
                calendar.shift(Math.toIntExact(first.toEpochDay()), days, true).low());
    }
}
