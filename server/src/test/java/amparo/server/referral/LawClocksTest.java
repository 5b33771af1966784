package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.referral.DueTimes.Due;
import amparo.server.registry.LoadedRulebook;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE: a referral is due at the earliest of urgency, law and leaving; laws have sources. */
class LawClocksTest {

    private static final OffsetDateTime MONDAY = OffsetDateTime.parse("2026-03-02T10:00:00Z");

    private static final String LINE =
            """
            clocks:
              - id: abc-term
                country: SLV
                sector: asylum-legal
                from: entry
                unit: working-days
                steps: [{value: 5}, {from: 2026-01-01, value: 6}]
                act: {es: "Una ley que alguien leyó", en: "A law that somebody read"}
                url: "https://example.org/law"
                read: 2026-01-02
                class: said
            """;

    private static DueTimes due() {
        return new DueTimes(new LoadedRulebook(), 24, 72, 168, 720);
    }

    private static Due of(String urgency, String sector, String country, String entered) {
        return due().of(
                        urgency,
                        sector,
                        country,
                        MONDAY,
                        MONDAY,
                        entered.isEmpty() ? null : LocalDate.parse(entered),
                        null);
    }

    @Test
    void whatIsNotWholeDatedAndCitedIsRefusedByItsPlace() {
        assertThat(LawClocks.read(LINE).clocks()).hasSize(1);
        for (List<String> change :
                List.of(
                        List.of("class: said", "class: general", "must not become a hard term"),
                        List.of("    url: \"https://example.org/law\"\n", "", "'url' is missing"),
                        List.of("read: 2026-01-02", "read: lately", "'read' is the day"),
                        List.of("from: 2026-01-01, value", "value", "later than the one before"),
                        List.of(
                                "en: \"A law that somebody read\"",
                                "en: \"A\"",
                                "in 'es' and 'en'"),
                        List.of("value: 5", "value: 0", "a step has 'value'"),
                        List.of("sector: asylum-legal", "sector: asylum", "kind of service"),
                        List.of("unit: working-days", "unit: hours", "hours count from when"),
                        List.of("country: SLV", "country: El Salvador", "ISO alpha-3"),
                        List.of("class: said", "class: said\n    hours: 5", "unknown key"))) {
            assertThatThrownBy(() -> LawClocks.read(LINE.replace(change.get(0), change.get(1))))
                    .hasMessageContaining("abc-term")
                    .hasMessageContaining(change.get(2));
        }
        assertThatThrownBy(() -> LawClocks.read(LINE + LINE.substring(LINE.indexOf("  - id"))))
                .hasMessageContaining("stands here twice");
    }

    @Test
    void everyBundledTermIsReadAndSaysWhere() {
        List<LawClocks.LawClock> all = LawClocks.bundled().clocks();
        assertThat(all).hasSizeGreaterThan(8);
        assertThat(all).extracting(LawClocks.LawClock::country).contains("SLV", "CHL", "MEX");
    }

    @Test
    void workingDaysAreCountedFromEntryByTheCalendarOfTheCountry() {
        // Friday; the fifth working day after it is the next Friday.
        Due due = of("routine", "asylum-legal", "SLV", "2026-02-27");
        assertThat(due.lawUntil()).isEqualTo("2026-03-06T00:00:00Z");
        assertThat(due.at()).isEqualTo("2026-03-06T00:00:00Z");
        assertThat(due.by()).isEqualTo("law");
    }

    @Test
    void urgencyGoesFirstWhereItIsShorterAndLeavingBeforeBoth() {
        assertThat(of("emergency", "asylum-legal", "SLV", "2026-02-27").by()).isEqualTo("urgency");
        Due left =
                due().of(
                                "routine",
                                "asylum-legal",
                                "SLV",
                                MONDAY,
                                MONDAY,
                                LocalDate.parse("2026-02-27"),
                                MONDAY.plusHours(5));
        assertThat(left.by()).isEqualTo("leaving");
        assertThat(left.at()).isEqualTo(MONDAY.plusHours(5));
        assertThat(of("medium", "child-protection", "MEX", "").by()).isEqualTo("law");
    }

    @Test
    void aTermThatHasPassedAndAnEntryThatIsNotKnownAreNoReasonToWait() {
        Due late = of("high", "asylum-legal", "SLV", "2025-06-01");
        assertThat(late.lawUntil()).isNull();
        assertThat(late.by()).isEqualTo("urgency");
        assertThat(late.at()).isEqualTo(MONDAY.plusHours(24));
        assertThat(of("routine", "asylum-legal", "SLV", "").lawUntil()).isNull();
        assertThat(of("routine", "shelter", "SLV", "2026-02-27").lawUntil()).isNull();
    }

    @Test
    void aTermHoldsFromTheDayOfItsLaw() {
        assertThat(LawClocks.read(LINE).clocks().getFirst().on(LocalDate.parse("2025-12-31")))
                .hasValue(5);
        assertThat(LawClocks.read(LINE).clocks().getFirst().on(LocalDate.parse("2026-01-01")))
                .hasValue(6);
        LawClocks.LawClock chile =
                LawClocks.bundled().of("CHL", "asylum-legal").stream().findFirst().orElseThrow();
        assertThat(chile.on(LocalDate.parse("2024-01-01"))).isEmpty();
        assertThat(chile.on(LocalDate.parse("2024-02-20"))).hasValue(7);
    }
}
