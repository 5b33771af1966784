package amparo.engine.evaluate;

import static amparo.engine.testing.Rules.condition;
import static amparo.engine.testing.Rules.confirmed;
import static amparo.engine.testing.Rules.pathway;
import static amparo.engine.testing.Rules.version;
import static amparo.engine.testing.Rules.window;
import static amparo.engine.testing.World.day;
import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.evaluate.Availability.State;
import amparo.engine.rule.Category;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Window;
import amparo.engine.testing.Rules.VersionMaker;
import amparo.engine.testing.World;
import org.junit.jupiter.api.Test;

/** FEATURE: law, intake, suspension and confirmation are different things and stay so. */
class AvailabilityTest {
    private static Availability on(String day, VersionMaker version) {
        Pathway pathway =
                confirmed(
                        pathway("p", Category.HUMANITARIAN, version.requires(condition("adult"))),
                        "2024-06-15",
                        false);
        return Availability.of(pathway, pathway.versions().getFirst(), day(day));
    }

    private static State state(String day, VersionMaker version) {
        return on(day, version).state();
    }

    @Test
    void withoutAnIntakeItIsOpenAsLongAsTheLaw() {
        VersionMaker law = version().law("2024-01-01", "2024-12-31");
        assertThat(state("2023-12-31", law)).isEqualTo(State.NOT_YET);
        assertThat(state("2024-01-01", law)).isEqualTo(State.OPEN);
        assertThat(state("2024-12-31", law)).isEqualTo(State.OPEN);
        assertThat(state("2025-01-01", law)).isEqualTo(State.CLOSED);
        assertThat(on("2024-05-05", law).intake()).isNull();
        assertThat(on("2024-05-05", law).law()).isEqualTo(window("2024-01-01", "2024-12-31"));
    }

    @Test
    void anIntakeOpensAndClosesWithinTheLaw() {
        VersionMaker version =
                version()
                        .law("2024-01-01", "")
                        .intake(
                                window("2024-03-01", "2024-04-30"),
                                window("2024-09-01", "2024-10-31"));
        assertThat(state("2024-02-01", version)).isEqualTo(State.NOT_YET);
        assertThat(state("2024-03-01", version)).isEqualTo(State.OPEN);
        assertThat(state("2024-05-01", version)).isEqualTo(State.NOT_YET);
        assertThat(state("2024-10-31", version)).isEqualTo(State.OPEN);
        assertThat(state("2024-11-01", version)).isEqualTo(State.CLOSED);
        assertThat(state("2023-11-01", version)).isEqualTo(State.NOT_YET);
    }

    @Test
    void theIntakeThatDecidesIsTheCurrentElseTheNextElseTheLast() {
        Window first = window("2024-03-01", "2024-04-30");
        Window second = window("2024-09-01", "2024-10-31");
        VersionMaker version = version().intake(first, second);
        assertThat(on("2024-01-01", version).intake()).isEqualTo(first);
        assertThat(on("2024-04-01", version).intake()).isEqualTo(first);
        assertThat(on("2024-06-01", version).intake()).isEqualTo(second);
        assertThat(on("2024-12-01", version).intake()).isEqualTo(second);
        Window unknown = window("?", "2024-12-31");
        assertThat(on("2024-06-01", version().intake(first, unknown, second)).intake())
                .isEqualTo(unknown);
    }

    @Test
    void anIntakeDoesNotOutliveTheLaw() {
        VersionMaker version =
                version().law("", "2024-03-31").intake(window("2024-01-01", "2024-12-31"));
        assertThat(state("2024-04-01", version)).isEqualTo(State.CLOSED);
        VersionMaker early =
                version().law("2024-03-01", "").intake(window("2024-01-01", "2024-12-31"));
        assertThat(state("2024-02-01", early)).isEqualTo(State.NOT_YET);
        VersionMaker over =
                version().law("2024-03-01", "").intake(window("2023-01-01", "2023-12-31"));
        assertThat(state("2024-02-01", over)).isEqualTo(State.CLOSED);
    }

    @Test
    void whileSuspendedNothingIsTaken() {
        Window pause = window("2024-03-01", "2024-03-31");
        VersionMaker version = version().suspended(pause);
        assertThat(state("2024-03-15", version)).isEqualTo(State.SUSPENDED);
        assertThat(on("2024-03-15", version).suspension()).isEqualTo(pause);
        assertThat(state("2024-04-01", version)).isEqualTo(State.OPEN);
        assertThat(on("2024-04-01", version).suspension()).isNull();
    }

    @Test
    void whatIsClosedIsNotSuspended() {
        VersionMaker version = version().law("", "2024-01-31").suspended(window("2024-01-01", ""));
        assertThat(state("2024-02-15", version)).isEqualTo(State.CLOSED);
        assertThat(state("2024-01-15", version)).isEqualTo(State.SUSPENDED);
    }

    @Test
    void aWindowKnownInPartIsUnknownWhereItMatters() {
        VersionMaker version = version().law("2024-03", "");
        assertThat(state("2024-03-15", version)).isEqualTo(State.UNKNOWN);
        assertThat(state("2024-02-28", version)).isEqualTo(State.NOT_YET);
        assertThat(state("2024-04-01", version)).isEqualTo(State.OPEN);
        VersionMaker end = version().law("", "?");
        assertThat(state("2024-03-15", end)).isEqualTo(State.UNKNOWN);
        VersionMaker intake = version().intake(window("2024-01-01", "?"));
        assertThat(state("2024-03-15", intake)).isEqualTo(State.UNKNOWN);
        VersionMaker both = version().law("", "?").intake(window("2024-01-01", "2024-12-31"));
        assertThat(state("2024-03-15", both)).isEqualTo(State.UNKNOWN);
        VersionMaker pause = version().suspended(window("2024-03-01", "?"));
        assertThat(state("2024-03-15", pause)).isEqualTo(State.UNKNOWN);
        assertThat(on("2024-03-15", pause).suspension()).isNotNull();
        assertThat(state("2024-02-15", pause)).isEqualTo(State.OPEN);
    }

    @Test
    void perhapsClosedAndCertainlySuspendedIsSuspended() {
        VersionMaker version = version().law("", "?").suspended(window("2024-03-01", ""));
        assertThat(state("2024-03-15", version)).isEqualTo(State.SUSPENDED);
    }

    @Test
    void whatNobodyConfirmedForAYearIsUnconfirmed() {
        assertThat(state("2025-06-15", version())).isEqualTo(State.OPEN);
        assertThat(state("2025-06-16", version())).isEqualTo(State.UNCONFIRMED);
    }

    @Test
    void whatChangesOftenIsUnconfirmedAfterThreeMonths() {
        Pathway pathway = confirmed(pathway("p", condition("adult")), "2024-06-15", true);
        assertThat(stateOf(pathway, "2024-09-15")).isEqualTo(State.OPEN);
        assertThat(stateOf(pathway, "2024-09-16")).isEqualTo(State.UNCONFIRMED);
        assertThat(Availability.confirmedUntil(pathway)).isEqualTo(day("2024-09-15"));
    }

    private static State stateOf(Pathway pathway, String day) {
        return new Evaluator(World.book(pathway))
                .pathway(pathway, "MEX", World.person().facts(), day(day))
                .availability()
                .state();
    }

    @Test
    void onlyWhatLooksOpenNeedsConfirmation() {
        assertThat(state("2026-01-01", version().law("", "2025-12-31"))).isEqualTo(State.CLOSED);
        assertThat(state("2026-01-01", version().law("", "?"))).isEqualTo(State.UNKNOWN);
        assertThat(state("2026-01-01", version().suspended(Window.ALWAYS)))
                .isEqualTo(State.SUSPENDED);
    }

    @Test
    void theEndOfTheBenefitIsTold() {
        Availability availability = on("2024-07-01", version().benefitEnd("2031-05-30"));
        assertThat(availability.benefitEnd()).isEqualTo(World.range("2031-05-30"));
        assertThat(availability.confirmed()).isEqualTo(day("2024-06-15"));
    }
}
