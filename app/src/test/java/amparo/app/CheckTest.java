package amparo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE: one answer in plain words; protection first, asylum always, doors by usefulness. */
class CheckTest {
    private static final String SEEMS = "Doors that seem open";
    private static final String MAY = "May be open: these questions or papers decide";
    private static final String NOT_NOW = "Not now, and what would change it";
    private static final String CLOSED = "Closed programmes you may hear about";
    private static final String ASYLUM = "Asylum";
    private static final String SAFETY = "First: your safety";

    private static final String BOLIVIAN = "{nationality: [BOL], country_now: ARG, age: 30}";

    @Test
    void theHeadSaysWhatItIsAndIsNot() {
        Run run = Run.check(BOLIVIAN);
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().limit(8).toList().toString())
                .contains("What you can do, and why", "not legal advice", "1 March 2026");
    }

    @Test
    void sectionsComeInTheOrderOfNeed() {
        Run run =
                Run.check(
                        "{nationality: [BOL], country_now: MEX, age: 30, fear_of_return: true,"
                                + " trade: farmer, document: none}");
        String out = run.out();
        assertThat(
                        List.of(
                                out.indexOf(SAFETY),
                                out.indexOf("\n" + ASYLUM + "\n"),
                                out.indexOf("A rule that can stand in the way"),
                                out.indexOf(SEEMS),
                                out.indexOf(MAY),
                                out.indexOf(NOT_NOW),
                                out.indexOf(CLOSED)))
                .isSorted()
                .doesNotContain(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{nationality: [BOL], country_now: MEX}",
                "{nationality: [BOL], country_now: BOL}",
                "{nationality: [BOL], country_now: PER}",
                "{age: 30}",
                "{nationality: [CUB], country_now: CAN}",
                "{nationality: [BOL], country_now: MEX, claim: [{country: MEX, state: refused}]}"
            })
    void asylumIsAlwaysThereAndBeforeTheDoors(String person) {
        for (String destination : List.of("", "ARG")) {
            Run run =
                    destination.isEmpty()
                            ? Run.check(person)
                            : Run.check(person, "--destination", destination);
            int asylum = run.out().indexOf("\n" + ASYLUM + "\n");
            assertThat(asylum).isPositive();
            for (String group : List.of(SEEMS, MAY, NOT_NOW, CLOSED)) {
                int at = run.out().indexOf("\n" + group + "\n");
                assertThat(at)
                        .satisfiesAnyOf(
                                i -> assertThat(i).isEqualTo(-1),
                                i -> assertThat(i).isGreaterThan(asylum));
            }
            assertThat(run.section(ASYLUM)).contains("I am afraid to go back");
        }
    }

    @Test
    void asylumWhereThePersonIsStaysWhateverDestinationIsAsked() {
        Run run = Run.check("{country_now: MEX, age: 3}", "--destination", "ARG");
        assertThat(run.section(ASYLUM)).contains("Title mex-asylum (en)", "where you are (Mexico)");
    }

    @Test
    void aMissedLimitIsAdviceNotTheEnd() {
        Run run = Run.check("{country_now: MEX, claim: [{country: MEX, state: refused}]}");
        assertThat(run.section(ASYLUM))
                .contains(
                        "You can ask for asylum where you are (Mexico). First get free legal",
                        "You are no refused claimant (en)",
                        "A missed limit does not close the door.")
                .doesNotContain("too late");
    }

    @Test
    void aWaitingClaimIsNotToBeGivenUp() {
        for (String country : List.of("MEX", "PER")) {
            Run run =
                    Run.check(
                            "{country_now: %s, claim: [{country: %s, state: pending}]}"
                                    .formatted(country, country));
            assertThat(run.section(ASYLUM)).contains("your claim here is waiting");
        }
    }

    @Test
    void referralsAreNeutralAndNoIndicationIsNeverPrinted() {
        Run run =
                Run.check(
                        "{country_now: MEX, age: 30, was_hurt: false, fear_of_return: true}",
                        "--all");
        assertThat(run.section(SAFETY))
                .contains("Legal talk (en)", "by 2 March 2026", "free legal help with asylum")
                .doesNotContain("Child talk", "Health talk", "LABEL", "Officer");
        assertThat(run.out()).doesNotContain("hurt-screen", "no-indication");
    }

    @Test
    void whatIsNotKnownIsNotNamed() {
        Run run = Run.check("{country_now: MEX}");
        assertThat(run.section(SAFETY))
                .contains("Not everything about your safety was asked.")
                .doesNotContain("Legal talk", "Child talk", "Health talk");
    }

    @Test
    void reasonsAreHiddenWhereSomebodyNearMayBeTheDanger() {
        Run open = Run.check("{country_now: MEX, age: 12}");
        assertThat(open.section(SAFETY)).contains("You may be a child", "today, 1 March 2026");
        Run guarded = Run.check("{country_now: MEX, age: 12, was_hurt: true}", "--all");
        assertThat(guarded.section(SAFETY))
                .contains("Child talk", "Health talk", "It is not written here")
                .doesNotContain("You may be a child", "You were hurt");
    }

    @Test
    void theMostUrgentComesFirst() {
        String safety = Run.check("{age: 12, fear_of_return: true}").section(SAFETY);
        assertThat(safety.indexOf("Child talk")).isBetween(0, safety.indexOf("Legal talk"));
    }

    @Test
    void anOpenDoorWithItsChecklist() {
        Run run =
                Run.check(
                        "{nationality: [BOL], country_now: ARG, age: 30,"
                                + " document: [{kind: passport, country: BOL, until: 2027}]}");
        assertThat(run.section(SEEMS))
                .contains(
                        "Title arg-open (en)",
                        "It takes applications now.",
                        "✓ You are from Bolivia (en)",
                        "Benefit of arg-open (en)",
                        "For 2 years; it can be renewed.",
                        "✓ A passport (en)",
                        "☐ A photo (en)",
                        "1. Go there (en)",
                        "The authority will judge:",
                        "Sources, read 2 January 2026: Law of towns.",
                        "Last confirmed on 1 January 2026.");
    }

    @Test
    void aPaperThatIsNotHeldIsNeeded() {
        assertThat(Run.check("{nationality: [BOL], document: none}").out())
                .contains("☐ A passport (en)");
        assertThat(Run.check("{nationality: [BOL]}").out()).contains("? A passport (en)");
    }

    @Test
    void anEndToAnAsylumClaimIsSaidBeforeAnyBenefit() {
        for (String person : List.of(BOLIVIAN, "{nationality: [BOL, UNKNOWN]}", "{age: 3}")) {
            String out = Run.check(person).out();
            int warning = out.indexOf("this can end an asylum claim");
            assertThat(warning).isPositive();
            assertThat(warning).isLessThan(out.indexOf("Benefit of mex-ends"));
            assertThat(out).contains("It ends the claim (en)");
        }
    }

    @Test
    void closedDoorsAreNeverAmongThoseThatSeemOpen() {
        Run run = Run.check(BOLIVIAN);
        assertThat(run.section(CLOSED))
                .contains("Title mex-closed (en)", "Closed. The last day was 31 May 2024.");
        assertThat(run.section(SEEMS)).doesNotContain("mex-closed");
        assertThat(run.section(MAY)).doesNotContain("mex-closed");
    }

    @Test
    void anUnconfirmedDoorIsToAskFirst() {
        Run run =
                Run.with(
                        BOLIVIAN,
                        "check",
                        "-",
                        "--lang",
                        "en",
                        "--on",
                        "2027-06-01",
                        "--content",
                        Run.TOWN.toString());
        assertThat(run.section("Ask before you act"))
                .contains("Title arg-open", "Nobody has confirmed since 1 January 2026");
        assertThat(run.section(SEEMS)).isEmpty();
    }

    @Test
    void openQuestionsNameWhatDecidesButNeverASecret() {
        Run run = Run.check("{country_now: MEX}", "--all");
        assertThat(run.section(MAY))
                .contains("? You are 18 or older (en)", "? How old? (en)", "Title usa-hurt");
        assertThat(run.out()).doesNotContain("Secret question");
    }

    @Test
    void aWeakSourceDoesNotRefuse() {
        assertThat(Run.check("{age: 30, trade: mason}").section(MAY))
                .contains("You are a cook (en) (Our source for this is not firm");
    }

    @Test
    void notNowSaysWhatTimeAndWhatPapersWouldChange() {
        Run run =
                Run.check(
                        "{birth_date: 2010-05-04, trade: cook, document: none, nationality:"
                                + " [CHL]}");
        assertThat(run.section(NOT_NOW))
                .contains(
                        "Title mex-adult",
                        "✗ You are 18 or older",
                        "Time alone: from 4 May 2028.",
                        "Title arg-open",
                        "Not for your situation");
    }

    @Test
    void aWayToFearedAuthoritiesIsLeftOutAndSaidSo() {
        Run run = Run.check("{nationality: [CHL], fear_of_return: true, document: none}");
        assertThat(run.section(NOT_NOW))
                .contains("Title mex-paper", "We leave out a way that leads to authorities");
        Run calm =
                Run.check(
                        "{nationality: [CHL], fear_of_return: false, document: none,"
                                + " interview_language_understood: true}");
        assertThat(calm.section(NOT_NOW))
                .contains("You could obtain it: «Which papers? (en)» → Card (en)");
    }

    @Test
    void aBarrierComesWithItsExceptionsAndHowToContestIt() {
        Run run = Run.check("{country_now: MEX, trade: farmer, document: none}");
        assertThat(run.section("A rule that can stand in the way"))
                .contains("Title mex-barrier", "Exceptions", "You have a passport", "the judge");
        assertThat(Run.check("{trade: cook}").out()).doesNotContain("mex-barrier");
        assertThat(
                        Run.check("{age: 3}")
                                .section("Rules that may stand in the way: answers are missing"))
                .contains("Title mex-barrier", "Which trade?");
    }

    @Test
    void theNextQuestionIsOpenFirstOfAllAboutFear() {
        assertThat(Run.check("{age: 30}").section("The answer that would help most"))
                .contains("Afraid to go back?", "It counts for: Legal talk (en)");
    }

    @Test
    void aFamilyHasASectionForEach() {
        Run run = Run.with("", "check", example("haitian-family-tapachula.yaml"), "--lang", "en");
        assertThat(run.out())
                .contains("For: mother\n", "For: father", "For: daughter", "For: baby");
        assertThat(run.out().split("\nAsylum\n")).hasSize(5);
    }

    @Test
    void linesKeepToTheWidth() {
        Run narrow =
                Run.onTerminal(
                        StandardCharsets.UTF_8, 50, "fr", "check", example("stateless-man.yaml"));
        String plain = narrow.out().replaceAll("\u001B\\[[0-9]*m", "");
        assertThat(plain.lines().filter(line -> !line.contains("://")))
                .allMatch(line -> line.length() <= 50)
                .noneMatch(
                        line -> line.matches("\\s*[:;!»].*\\p{L}{3}.*") && line.startsWith(" :"));
    }

    @Test
    void noColourWhereNobodySeesIt() {
        assertThat(Run.check(BOLIVIAN).out()).doesNotContain("\u001B");
        assertThat(
                        Run.onTerminal(
                                        StandardCharsets.UTF_8,
                                        80,
                                        "en",
                                        "check",
                                        example("stateless-man.yaml"))
                                .out())
                .contains("\u001B[1m");
    }

    @Test
    void plainLettersWhereTheTerminalKnowsNoOthers() {
        Run run =
                Run.onTerminal(
                        StandardCharsets.US_ASCII,
                        80,
                        "es",
                        "check",
                        example("bolivian-mason-buenos-aires.yaml"));
        assertThat(run.out().chars().allMatch(c -> c < 128)).isTrue();
        assertThat(run.out()).contains("[x] Tu cedula", "[ ] Una declaracion", "2 anios");
    }

    private static String example(String name) {
        return Path.of("../examples").resolve(name).toString();
    }

    @Test
    void theClockOfTheDaySaysByWhen() {
        assertThat(hurt("2027-01-31")).contains("today or tomorrow: by 1 February 2027");
        assertThat(hurt("2027-02-01")).contains("in the next days: by 4 February 2027");
        assertThat(hurt("2027-04-01")).contains("Do this by 11 April 2027");
    }

    private static String hurt(String day) {
        return Run.with(
                        "{was_hurt: true}",
                        "check",
                        "-",
                        "--lang",
                        "en",
                        "--on",
                        day,
                        "--content",
                        Run.TOWN.toString())
                .section(SAFETY);
    }

    private static final String DRAFT = "a native reviewer has not signed it yet";

    @Test
    void aDraftTranslationIsSaidOnceForAWholeFamily() {
        String family = Run.EXAMPLES.resolve("haitian-family-tapachula.yaml").toString();
        String creole = Run.of("check", family, "--lang", "ht").out().replaceAll("\\s+", " ");
        assertThat(creole.split(DRAFT, -1)).hasSize(2);
        assertThat(creole.split("bouyon tradiksyon", -1)).hasSize(2);
        assertThat(creole.split("borrador de traducción", -1)).hasSize(2);
        for (String reviewed : List.of("es", "en")) {
            assertThat(Run.of("check", family, "--lang", reviewed).out())
                    .doesNotContain("borrador de traducción", "draft translation");
        }
    }

    @Test
    void nobodyIsInvitedToAskForAsylumInTheirOwnCountry() {
        String own =
                Run.check("{nationality: [MEX], country_now: CAN}", "--destination", "MEX")
                        .section("Asylum");
        assertThat(own)
                .contains("You are a national of that country (Mexico)")
                .doesNotContain("before you ask", "once you are in that country");
        String other =
                Run.check("{nationality: [HND], country_now: CAN}", "--destination", "MEX")
                        .section("Asylum");
        assertThat(other).doesNotContain("You are a national");
    }
}
