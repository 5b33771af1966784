package amparo.engine.evaluate;

import static amparo.engine.testing.Person.stay;
import static amparo.engine.testing.Rules.condition;
import static amparo.engine.testing.Rules.pathway;
import static amparo.engine.testing.World.person;
import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.language.Bindings;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.Ref;
import amparo.engine.language.TypeChecker;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.testing.Lives;
import amparo.engine.testing.Person;
import amparo.engine.testing.RandomRules;
import amparo.engine.testing.Rules;
import amparo.engine.testing.Trials;
import amparo.engine.testing.World;
import amparo.engine.value.Days;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** FEATURE: answers are tried out before they are asked for. */
class ProbesTest {
    private static Fact fact(String name) {
        return World.VOCABULARY.get(name);
    }

    private static Fact field(String name) {
        return fact("stay").record().field(name);
    }

    @Nested
    class TypicalAnswers {
        private List<Facts> answers(String fact, Person person, Rule rule) {
            Rulebook book = World.book(rule);
            return CodeProbe.answers(Gap.of(fact(fact)), person.facts(), rule, book);
        }

        private List<Value> values(String fact, Rule rule) {
            return answers(fact, person(), rule).stream().map(f -> f.get(fact(fact))).toList();
        }

        @Test
        void yesAndNo() {
            Pathway rule = pathway("p", condition("registered"));
            assertThat(values("registered", rule))
                    .containsExactly(new Value.Flag(true), new Value.Flag(false));
        }

        @Test
        void aNoThatNeedsAConditionToCountGetsIt() {
            Pathway rule = pathway("p", condition("fears_return"));
            for (Facts answered : answers("fears_return", person(), rule)) {
                assertThat(CodeProbe.isAnswered(fact("fears_return"), answered)).isTrue();
            }
        }

        @Test
        void twoCodesThatTheRuleNamesAndOneThatItDoesNot() {
            Pathway rule = pathway("p", condition("country_now in {VEN, COL, MEX}"));
            assertThat(values("country_now", rule))
                    .containsExactly(
                            new Value.Code("COL"), new Value.Code("MEX"), new Value.Code("ARG"));
            Pathway set = pathway("p", condition("any nationality in $andean"));
            assertThat(values("nationality", set))
                    .containsExactly(codes("COL"), codes("VEN"), codes("ARG"));
            Pathway host = pathway("p", condition("country_now = host"));
            assertThat(values("country_now", host))
                    .containsExactly(new Value.Code("MEX"), new Value.Code("ARG"));
            Pathway other = pathway("p", condition("country_now in nationality"));
            assertThat(values("country_now", other)).containsExactly(new Value.Code("ARG"));
            Rule screen = Rules.screen("s", condition("country_now = VEN"));
            assertThat(values("country_now", screen))
                    .containsExactly(new Value.Code("VEN"), new Value.Code("ARG"));
            Pathway all = pathway("p", condition("entry_kind in {irregular, post, visa}"));
            assertThat(values("entry_kind", all))
                    .containsExactly(new Value.Code("irregular"), new Value.Code("post"));
        }

        @Test
        void anEmptyListAndNothingForNumbersAndDays() {
            Pathway rule = pathway("p", condition("some stay as s has (s.long)"));
            assertThat(values("stay", rule)).containsExactly(new Value.Records(List.of(), true));
            assertThat(answers("stay", person().listAndPerhapsMore("stay"), rule)).isEmpty();
            assertThat(values("age", rule)).isEmpty();
            assertThat(values("entered", rule)).isEmpty();
        }

        @Test
        void aFieldIsAnsweredInItsRecord() {
            Pathway rule = pathway("p", condition("some stay as s has (s.legal)"));
            Person two = person().list("stay", stay(), stay());
            List<Facts> answers =
                    CodeProbe.answers(
                            new Gap(fact("stay"), 1, field("legal")),
                            two.facts(),
                            rule,
                            World.book(rule));
            assertThat(answers).hasSize(2);
            Value.Records records = (Value.Records) answers.getFirst().get(fact("stay"));
            assertThat(records.items().get(0).get(field("legal").slot())).isNull();
            assertThat(records.items().get(1).get(field("legal").slot()))
                    .isEqualTo(new Value.Flag(true));
            assertThat(records.complete()).isTrue();
        }

        private Value codes(String code) {
            return new Value.Codes(Set.of(code), true);
        }
    }

    @Nested
    class Answered {
        @Test
        void anAnswerThatDoesNotCountIsNone() {
            Fact fear = fact("fears_return");
            assertThat(CodeProbe.isAnswered(fear, person().facts())).isFalse();
            assertThat(CodeProbe.isAnswered(fear, person().yes("fears_return").facts())).isTrue();
            Person no = person().no("fears_return");
            assertThat(CodeProbe.isAnswered(fear, no.facts())).isFalse();
            assertThat(CodeProbe.isAnswered(fear, no.no("language_understood").facts())).isFalse();
            assertThat(CodeProbe.isAnswered(fear, no.yes("language_understood").facts())).isTrue();
            assertThat(CodeProbe.isAnswered(fact("registered"), person().no("registered").facts()))
                    .isTrue();
            assertThat(CodeProbe.isAnswered(fact("age"), person().number("age", 3).facts()))
                    .isTrue();
        }

        @Test
        void aNumberOrDayThatWasToldIsNotAskedAgain() {
            Person person =
                    person().number("age", 15, 17)
                            .day("entered", "2024")
                            .listAndPerhapsMore("stay", stay().number("months", 3, 5), stay());
            assertThat(vague("age", person)).isTrue();
            assertThat(vague("entered", person)).isTrue();
            assertThat(vague("children", person)).isFalse();
            assertThat(vague("stay", person)).isFalse();
            Fact months = field("months");
            assertThat(CodeProbe.isVague(new Gap(fact("stay"), 0, months), person.facts()))
                    .isTrue();
            assertThat(CodeProbe.isVague(new Gap(fact("stay"), 1, months), person.facts()))
                    .isFalse();
            assertThat(CodeProbe.isVague(new Gap(fact("stay"), 0, months), person().facts()))
                    .isFalse();
        }

        @Test
        void whoDoesNotKnowACodeIsNotAskedAgain() {
            Person person =
                    person().code("entry_kind", World.NOT_KNOWN)
                            .codes("visited", "VEN", World.NOT_KNOWN)
                            .code("country_now", "MEX");
            assertThat(vague("entry_kind", person)).isTrue();
            assertThat(vague("visited", person)).isTrue();
            assertThat(vague("country_now", person)).isFalse();
            assertThat(CodeProbe.isAnswered(fact("entry_kind"), person.facts())).isTrue();
        }

        private boolean vague(String fact, Person person) {
            return CodeProbe.isVague(Gap.of(fact(fact)), person.facts());
        }
    }

    @Nested
    class AllAnswers {
        private final CodeClasses classes =
                new CodeClasses(
                        pathway("p", condition("any nationality = VEN")),
                        World.BOOK,
                        "MEX",
                        World.TODAY);

        private List<Value> ways(String fact, Range known, Person person) {
            List<Facts> ways = Completions.of(Gap.of(fact(fact)), known, person.facts(), classes);
            return ways == null
                    ? List.of()
                    : ways.stream().map(facts -> facts.get(fact(fact))).toList();
        }

        @Test
        void aNumberIsHalvedWithinItsBounds() {
            assertThat(ways("age", Range.ANY, person()))
                    .containsExactly(
                            new Value.Whole(new Range(0, 65)), new Value.Whole(new Range(66, 130)));
            assertThat(ways("age", new Range(15, 16), person()))
                    .containsExactly(
                            new Value.Whole(Range.exactly(15)), new Value.Whole(Range.exactly(16)));
            assertThat(ways("age", Range.exactly(15), person())).isEmpty();
        }

        @Test
        void aDayIsHalvedBetweenTheFirstAndOngoing() {
            List<Value> halves = ways("entered", Range.ANY, person());
            Value.Day first = (Value.Day) halves.get(0);
            Value.Day second = (Value.Day) halves.get(1);
            assertThat(first.range().low()).isEqualTo(Days.FIRST);
            assertThat(second.range().low()).isEqualTo(first.range().high() + 1);
            assertThat(second.range().high()).isEqualTo(Days.ONGOING);
            assertThat(ways("entered", new Range(0, 3), person()))
                    .containsExactly(
                            new Value.Day(new Range(0, 1)), new Value.Day(new Range(2, 3)));
        }

        @Test
        void oneCodeOfEachClass() {
            assertThat(ways("country_now", Range.ANY, person()))
                    .containsExactly(new Value.Code("ARG"));
            assertThat(classes.of(fact("nationality"))).containsExactly("ARG", "VEN");
            assertThat(classes.of(fact("age"))).isEmpty();
        }

        @Test
        void everySetOfClassesThatHoldsWhatIsKnown() {
            assertThat(ways("nationality", Range.ANY, person()))
                    .containsExactlyInAnyOrder(
                            codes(), codes("ARG"), codes("VEN"), codes("ARG", "VEN"));
            assertThat(
                            ways(
                                    "nationality",
                                    Range.ANY,
                                    person().codesAndPerhapsMore("nationality", "COL")))
                    .contains(codes("COL"), codes("COL", "VEN"))
                    .allMatch(value -> ((Value.Codes) value).known().contains("COL"));
        }

        @Test
        void theRecordsOfAListCannotBeListed() {
            assertThat(Completions.of(Gap.of(fact("stay")), Range.ANY, person().facts(), classes))
                    .isNull();
        }

        @Test
        void theSetOfAFieldHoldsWhatIsKnownThere() {
            Fact relatives = fact("relative");
            Fact nationality = relatives.record().field("nationality");
            Value told = new Value.Codes(Set.of("COL"), false);
            Item item =
                    new Item(new Value[relatives.record().fields().size()])
                            .with(nationality.slot(), told);
            Facts facts = person().with("relative", new Value.Records(List.of(item), true)).facts();
            List<Facts> ways =
                    Completions.of(new Gap(relatives, 0, nationality), Range.ANY, facts, classes);
            assertThat(ways).isNotEmpty();
            for (Facts way : ways) {
                Value.Records records = (Value.Records) way.get(relatives);
                Value.Codes codes =
                        (Value.Codes) records.items().getFirst().get(nationality.slot());
                assertThat(codes.known()).contains("COL");
                assertThat(codes.complete()).isTrue();
            }
        }

        @Test
        void aNoOpensItsGateOnlyIfThatWasNotAnswered() {
            Gap fear = Gap.of(fact("fears_return"));
            Fact gate = fact("language_understood");
            Value yes = new Value.Flag(true);
            Value no = new Value.Flag(false);
            assertThat(Completions.set(fear, no, person().facts()).get(gate)).isEqualTo(yes);
            assertThat(Completions.set(fear, yes, person().facts()).get(gate)).isNull();
            Facts closed = person().no("language_understood").facts();
            assertThat(Completions.set(fear, no, closed).get(gate)).isEqualTo(no);
            assertThat(Completions.of(fear, Range.ANY, closed, classes)).isNull();
            Facts open = person().yes("language_understood").facts();
            assertThat(Completions.of(fear, Range.ANY, open, classes)).hasSize(2);
            Gap legal = new Gap(fact("stay"), 0, field("legal"));
            Facts one = person().list("stay", stay()).facts();
            assertThat(Completions.set(legal, no, one).get(gate)).isEqualTo(yes);
        }

        @Test
        void aFieldOfAListThatIsGoneChangesNothing() {
            Facts nobody = person().facts();
            Gap gap = new Gap(fact("stay"), 0, field("legal"));
            assertThat(Completions.set(gap, new Value.Flag(true), nobody)).isSameAs(nobody);
        }

        private Value codes(String... codes) {
            return new Value.Codes(Set.of(codes), true);
        }
    }

    @Test
    void theRepresentativesOfCodesShowEveryVerdictThatAnyCodeCouldGive() {
        Trials.run(
                1_500,
                dice -> {
                    int today = Lives.today(dice);
                    Pathway pathway = new RandomRules(dice, false, List.of()).pathway();
                    Evaluator evaluator = new Evaluator(World.book(pathway));
                    CodeClasses classes = new CodeClasses(pathway, evaluator.book(), "MEX", today);
                    Facts life = new Lives(dice, today).life();
                    for (String name : List.of("country_now", "entry_kind")) {
                        Fact fact = fact(name);
                        EnumSet<Truth> all = EnumSet.noneOf(Truth.class);
                        for (String code : fact.codes().answers()) {
                            all.add(verdict(evaluator, pathway, life, fact, code, today));
                        }
                        EnumSet<Truth> some = EnumSet.noneOf(Truth.class);
                        for (String code : classes.of(fact)) {
                            some.add(verdict(evaluator, pathway, life, fact, code, today));
                        }
                        assertThat(some).as(name).isEqualTo(all);
                    }
                });
    }

    private static Truth verdict(
            Evaluator evaluator, Pathway pathway, Facts life, Fact fact, String code, int today) {
        Facts other = life.with(fact, new Value.Code(code));
        return evaluator.pathway(pathway, "MEX", other, today).eligible();
    }

    @Test
    void aClassOfCodesIsThatOfTheRulesThatARuleNames() {
        Pathway outer = pathway("outer", condition("rule(resident)"));
        Rulebook book =
                World.book(
                        outer,
                        pathway("resident", condition("any nationality in $andean")),
                        pathway("unrelated", condition("any nationality = MEX")));
        CodeClasses classes = new CodeClasses(outer, book, "MEX", World.TODAY);
        assertThat(classes.of(fact("nationality"))).containsExactly("ARG", "COL");
        CodeClasses of =
                new CodeClasses(
                        Rules.screen("s", condition("country_now = VEN")), book, "", World.TODAY);
        assertThat(of.of(fact("country_now"))).containsExactly("ARG", "VEN");
    }

    @Test
    void singleTermsAreEvaluatedWithTheRecordsAroundThem() {
        Facts facts =
                person().number("children", 2)
                        .day("entered", "2024-01-31")
                        .list("stay", stay().number("months", 7).code("country", "COL"))
                        .facts();
        FormulaProbe probe = new FormulaProbe(World.BOOK, facts, "MEX", World.day("2024-02-01"));
        Bindings inside = Bindings.NONE.and("s", fact("stay").record());
        Formula.Numbers months =
                (Formula.Numbers) TypeChecker.formula("s.months >= children", World.NAMES, inside);
        Formula country = TypeChecker.formula("s.country in $mercosur", World.NAMES, inside);
        probe.push(((Value.Records) facts.get(fact("stay"))).items().getFirst());
        assertThat(probe.truth(months, World.TODAY)).isEqualTo(Truth.TRUE);
        assertThat(probe.truth(country, World.TODAY)).isEqualTo(Truth.TRUE);
        assertThat(probe.number(months.left(), World.TODAY)).isEqualTo(Range.exactly(7));
        Ref ref = new Ref("s", 0, field("country"));
        assertThat(probe.code(new CodeTerm.OfFact(ref))).isEqualTo("COL");
        assertThat(probe.value(ref)).isEqualTo(new Value.Code("COL"));
        probe.pop();
        assertThat(probe.code(new CodeTerm.Host())).isEqualTo("MEX");
        assertThat(probe.named("mercosur")).containsExactlyInAnyOrder("ARG", "COL");
        assertThat(probe.named("gone")).isEmpty();
        DayTerm later = TypeChecker.day("1 month after entered", World.NAMES);
        assertThat(probe.day(later, World.TODAY)).isEqualTo(World.range("2024-02-29"));
        DayTerm ago = TypeChecker.day("1 year ago", World.NAMES);
        assertThat(probe.day(ago, World.day("2024-02-29"))).isEqualTo(World.range("2023-02-28"));
        NumberTerm fee = ((Formula.Numbers) World.formula("table(fee) = 1")).left();
        assertThat(probe.number(fee, World.TODAY)).isEqualTo(Range.exactly(10));
    }
}
