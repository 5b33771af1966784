package amparo.server.referral;

import amparo.engine.rule.Screen;
import amparo.server.referral.LawClocks.LawClock;
import amparo.server.registry.LoadedRulebook;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @param leavesAt when the person moves on; none: not known
     */
    Due of(
            String urgency,
            String sector,
            String country,
            OffsetDateTime since,
            OffsetDateTime now,
            @Nullable OffsetDateTime leavesAt) {
        OffsetDateTime due = since.plusHours(hours(urgency, now));
        String by = "urgency";
        OffsetDateTime law =
                laws.of(country, sector).map(one -> since.plusHours(one.hours())).orElse(null);
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

    /** What the law says about it, if anything. */
    Optional<LawClock> law(String country, String sector) {
        return laws.of(country, sector);
    }
}
