package amparo.engine.evaluate;

import static amparo.engine.testing.Person.relative;
import static amparo.engine.testing.Person.stay;
import static amparo.engine.testing.Rules.condition;
import static amparo.engine.testing.Rules.conditionOnlyIf;
import static amparo.engine.testing.Rules.forRecords;
import static amparo.engine.testing.Rules.group;
import static amparo.engine.testing.Rules.pathway;
import static amparo.engine.testing.Rules.version;
import static amparo.engine.testing.World.person;
import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.language.Bindings;
import amparo.engine.language.Quantifier;
import amparo.engine.rule.Category;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.testing.Lives;
import amparo.engine.testing.Person;
import amparo.engine.testing.RandomRules;
import amparo.engine.testing.Rules;
import amparo.engine.testing.Trials;
import amparo.engine.testing.World;
import amparo.engine.value.Truth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** FEATURE: what is missing is exactly what can still matter. */
class GapsTest {
    /** What a fact is computed from. */
    private static final Map<String, List<String>> SOURCES =
            Map.of(
                    "adult", List.of("age", "birth_date"),
                    "age", List.of("birth_date"),
                    "deadline", List.of("entered"));

    private static List<String> missing(Person person, Node... requires) {
        return missing(pathway("p", requires), person);
    }

    private static List<String> missing(Pathway pathway, Person person) {
        Rulebook book =
                World.book(
                        pathway,
                        pathway("resident", condition("entry_kind = visa")),
                        Rules.screen("at-risk", condition("children > 2")));
        PathwayVerdict verdict =
                new Evaluator(book).pathway(pathway, "MEX", person.facts(), World.TODAY);
        return names(Gaps.of(verdict, book, person.facts(), World.TODAY));
    }

    private static List<String> names(Set<Gap> gaps) {
        List<String> names = new ArrayList<>();
        for (Gap gap : gaps) {
            names.add(gap.item() < 0 ? gap.name() : gap.name() + " " + gap.item());
        }
        return names;
    }

    @Test
    void anOpenConditionMissesItsFacts() {
        assertThat(missing(person(), condition("registered"))).containsExactly("registered");
        assertThat(missing(person(), condition("country_now = COL")))
                .containsExactly("country_now");
        assertThat(missing(person(), condition("any nationality in $andean")))
                .containsExactly("nationality");
        assertThat(missing(person(), condition("children > 2"))).containsExactly("children");
        assertThat(missing(person(), condition("entered before 30 days before birth_date")))
                .containsExactly("entered", "birth_date");
        assertThat(missing(person(), condition("earlier of entered and birth_date before today")))
                .containsExactly("entered", "birth_date");
        assertThat(missing(person(), condition("country_now in nationality")))
                .containsExactly("country_now", "nationality");
        assertThat(missing(person(), condition("any nationality = country_now")))
                .containsExactly("nationality", "country_now");
        assertThat(missing(person(), condition("country_now = host")))
                .containsExactly("country_now");
        assertThat(missing(person(), condition("months from entered to today > 3")))
                .containsExactly("entered");
        assertThat(missing(person(), condition("points {2 if registered; 1 if children = 0} > 1")))
                .containsExactly("registered", "children");
        assertThat(missing(person(), condition("children > table(fee)"))).isEmpty();
    }

    @Test
    void whatIsKnownOrCanNoLongerMatterIsNotMissing() {
        Person one = person().yes("registered");
        assertThat(missing(one, condition("registered and adult"))).containsExactly("adult");
        assertThat(missing(one, condition("registered or adult"))).isEmpty();
        assertThat(missing(one, condition("not registered"), condition("adult"))).isEmpty();
        assertThat(missing(one, condition("not (registered and adult)"))).containsExactly("adult");
        assertThat(missing(one, group(Node.Mode.ANY, condition("adult"), condition("registered"))))
                .isEmpty();
        assertThat(
                        missing(
                                one,
                                group(
                                        Node.Mode.NONE,
                                        condition("adult"),
                                        condition("not registered"))))
                .containsExactly("adult");
        assertThat(missing(person(), condition("age is known"))).isEmpty();
    }

    @Test
    void onlyWhatDecidesIsMissing() {
        Node paper = condition(Role.PAPER, "registered", null, CitationClass.SAID, Bindings.NONE);
        assertThat(missing(person(), paper, condition("adult"))).containsExactly("adult");
    }

    @Test
    void exceptionsAndForWhomTheyAreCountToo() {
        Pathway pathway = pathway("p", Category.FAMILY, version().unless(condition("registered")));
        assertThat(missing(pathway, person())).containsExactly("registered");
        Node adults = conditionOnlyIf("adult", "registered", CitationClass.SAID);
        assertThat(missing(person(), adults)).containsExactly("adult", "registered");
        assertThat(missing(person().yes("adult"), adults)).containsExactly("registered");
        assertThat(missing(person().no("registered"), adults)).containsExactly("adult");
    }

    @Test
    void whereOneCanAskForAsylumIsMissingToo() {
        Pathway asylum =
                pathway(
                        "a",
                        Category.ASYLUM,
                        version().here("country_now = host").requires(condition("adult")));
        assertThat(missing(asylum, person())).containsExactly("country_now", "adult");
        assertThat(missing(asylum, person().yes("adult"))).containsExactly("country_now");
        assertThat(missing(asylum, person().code("country_now", "MEX"))).containsExactly("adult");
    }

    @Test
    void whatOnlyAWeakSourceLeavesOpenMissesNothing() {
        Node weak = condition("registered", CitationClass.GENERAL);
        assertThat(missing(person().no("registered"), weak)).isEmpty();
        assertThat(missing(person(), weak)).containsExactly("registered");
    }

    @Test
    void whomAWeaklySourcedConditionConcernsIsMissing() {
        Node weak = conditionOnlyIf("adult", "registered", CitationClass.GENERAL);
        Node any = group(Node.Mode.ANY, weak);
        assertThat(missing(person().no("registered"), any)).containsExactly("adult");
        assertThat(missing(person().no("registered").yes("adult"), any)).isEmpty();
    }

    @Test
    void aListIsMissingWhereItMayHoldMore() {
        Node some = condition("some stay as s has (s.country = COL)");
        assertThat(missing(person(), some)).containsExactly("stay");
        assertThat(missing(person().listAndPerhapsMore("stay"), some)).containsExactly("stay");
        assertThat(missing(person().list("stay", stay().code("country", "VEN"), stay()), some))
                .containsExactly("stay.country 1");
        assertThat(missing(person().listAndPerhapsMore("stay", stay()), some))
                .containsExactly("stay.country 0", "stay");
    }

    @Test
    void whichRecordsCountIsMissingOnlyWhereItMatters() {
        Person one = person().list("stay", stay().number("months", 5));
        assertThat(
                        missing(
                                one,
                                condition(
                                        "every stay as s with s.country = COL has (s.months >="
                                                + " 12)")))
                .containsExactly("stay.country 0");
        assertThat(
                        missing(
                                one,
                                condition(
                                        "every stay as s with s.country = COL has (s.months <"
                                                + " 12)")))
                .isEmpty();
        assertThat(
                        missing(
                                one,
                                condition(
                                        "some stay as s with s.country = COL has (s.months < 12)")))
                .containsExactly("stay.country 0");
        Person known = person().list("stay", stay().code("country", "COL"));
        assertThat(
                        missing(
                                known,
                                condition(
                                        "some stay as s with s.country = COL has (s.months < 12)")))
                .containsExactly("stay.months 0");
        Person other = person().list("stay", stay().code("country", "VEN"));
        assertThat(
                        missing(
                                other,
                                condition(
                                        "some stay as s with s.country = COL has (s.months < 12)")))
                .isEmpty();
    }

    @Test
    void countsAndSumsMissWhatTheyAreMadeOf() {
        Person one = person().list("stay", stay().code("country", "COL"), stay());
        assertThat(missing(one, condition("count of stay as s with (s.country = COL) >= 2")))
                .containsExactly("stay.country 1");
        assertThat(missing(one, condition("sum of s.months over stay as s >= 2")))
                .containsExactly("stay.months 0", "stay.months 1");
        assertThat(
                        missing(
                                one,
                                condition(
                                        "sum of s.months over stay as s with (s.country = VEN)"
                                                + " >= 2")))
                .containsExactly("stay.country 1", "stay.months 1");
        assertThat(missing(person(), condition("count of stay as s >= 2"))).containsExactly("stay");
        assertThat(missing(person(), condition("sum of s.months over stay as s >= 2")))
                .containsExactly("stay");
    }

    @Test
    void groupsOverRecordsMissTheirFields() {
        Node sponsor =
                forRecords(
                        Quantifier.SOME,
                        1,
                        "relative",
                        "r",
                        "r.relation = spouse",
                        CitationClass.SAID,
                        "r.age >= 18",
                        "adult");
        assertThat(missing(person(), sponsor)).containsExactly("relative");
        assertThat(
                        missing(
                                person().list(
                                                "relative",
                                                relative().code("relation", "child"),
                                                relative().number("age", 20)),
                                sponsor))
                .containsExactly("relative.relation 1", "adult");
        assertThat(missing(person().listAndPerhapsMore("relative"), sponsor))
                .containsExactly("relative");
    }

    @Test
    void aNestedQuantifierMissesFieldsOfBothLists() {
        Person person =
                person().list("stay", stay(), stay().code("country", "COL"))
                        .list("relative", relative());
        assertThat(
                        missing(
                                person,
                                condition(
                                        "some stay as s has (some relative as r has (r.country ="
                                                + " s.country))")))
                .containsExactly("relative.country 0", "stay.country 0");
    }

    @Test
    void whatIsDerivedIsAskedItselfFirstAndItsSourcesIfThatWasTooRough() {
        assertThat(missing(person(), condition("adult"))).containsExactly("adult");
        assertThat(missing(person(), condition("age >= 18"))).containsExactly("age");
        assertThat(missing(person().number("age", 10, 20), condition("age >= 18")))
                .containsExactly("age", "birth_date");
        assertThat(missing(person(), condition("deadline before today")))
                .containsExactly("deadline");
        assertThat(missing(person().day("deadline", "2025"), condition("deadline before today")))
                .containsExactly("deadline", "entered");
    }

    @Test
    void anotherRuleMissesWhatItNeeds() {
        assertThat(missing(person(), condition("rule(resident)"))).containsExactly("entry_kind");
        assertThat(missing(person(), condition("rule(at-risk)"))).isEmpty();
    }

    @Test
    void aScreenMissesWhatItsOpenIndicationsNeed() {
        Screen screen = Rules.screen("s", condition("registered"), condition("adult"));
        Rulebook book = World.book(screen);
        Facts facts = person().no("registered").facts();
        ScreenVerdict verdict = new Evaluator(book).screen(screen, facts, World.TODAY);
        assertThat(names(Gaps.of(verdict, book, facts, World.TODAY))).containsExactly("adult");
        Facts refer = person().yes("registered").facts();
        ScreenVerdict referred = new Evaluator(book).screen(screen, refer, World.TODAY);
        assertThat(Gaps.of(referred, book, refer, World.TODAY)).isEmpty();
    }

    @Test
    void answersToAnythingThatIsNotMissingSettleNothing() {
        int[] open = new int[1];
        Trials.run(
                4_000,
                dice -> {
                    int today = Lives.today(dice);
                    Pathway pathway = new RandomRules(dice, false, List.of()).pathway();
                    Rulebook book = World.book(pathway);
                    Lives lives = new Lives(dice, today);
                    Facts life = lives.life();
                    Facts told = lives.forget(life);
                    Evaluator evaluator = new Evaluator(book);
                    PathwayVerdict verdict = evaluator.pathway(pathway, "MEX", told, today);
                    if (verdict.eligible() != Truth.UNKNOWN) {
                        return;
                    }
                    open[0]++;
                    Set<String> missing = new HashSet<>();
                    for (Gap gap : Gaps.of(verdict, book, told, today)) {
                        missing.add(gap.fact().name());
                        missing.addAll(SOURCES.getOrDefault(gap.fact().name(), List.of()));
                        String gate = gap.asked().noCountsOnlyIf();
                        if (gate != null) {
                            missing.add(gate);
                        }
                    }
                    Facts others = told;
                    for (Fact fact : World.VOCABULARY.facts()) {
                        if (!missing.contains(fact.name())) {
                            others = others.with(fact, life.get(fact));
                        }
                    }
                    assertThat(evaluator.pathway(pathway, "MEX", others, today).eligible())
                            .as("missing: %s", missing)
                            .isEqualTo(Truth.UNKNOWN);
                });
        if (System.getProperty("amparo.seed") == null) {
            assertThat(open[0]).isGreaterThan(1_000);
        }
    }

    @Test
    void answersThatContradictEachOtherAreNotTriedForEver() {
        Pathway pathway = pathway("p", condition("age >= 18"));
        Evaluator evaluator = new Evaluator(World.book(pathway));
        Facts facts = person().number("age", 10, 12).day("birth_date", "2000").facts();
        assertThat(Settled.check(evaluator, pathway, "MEX", facts, World.TODAY))
                .isEqualTo(new Settled(null, false, 3));
    }

    @Test
    void whatIsSettledIsSoInEveryLife() {
        int[] settled = new int[1];
        Trials.run(
                600,
                dice -> {
                    int today = Lives.today(dice);
                    Pathway pathway = new RandomRules(dice, false, List.of()).pathway();
                    Evaluator evaluator = new Evaluator(World.book(pathway));
                    Lives lives = new Lives(dice, today);
                    Facts life = lives.life();
                    Facts told = lives.forget(life);
                    Truth before = evaluator.pathway(pathway, "MEX", told, today).eligible();
                    Settled result = Settled.check(evaluator, pathway, "MEX", told, today);
                    assertThat(result.completions()).isBetween(1, Settled.LIMIT);
                    if (result.truth() == null) {
                        return;
                    }
                    settled[0] += before == Truth.UNKNOWN ? 1 : 0;
                    assertThat(result.truth()).isIn(before, Truth.TRUE, Truth.FALSE);
                    Truth really = evaluator.pathway(pathway, "MEX", life, today).eligible();
                    assertThat(really)
                            .as("settled as %s after %s", result.truth(), result.completions())
                            .isIn(result.truth(), Truth.UNKNOWN);
                });
        if (System.getProperty("amparo.seed") == null) {
            assertThat(settled[0]).isGreaterThan(10);
        }
    }
}
