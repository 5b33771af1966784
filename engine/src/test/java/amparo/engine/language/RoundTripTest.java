package amparo.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.rule.Pathway;
import amparo.engine.testing.Person;
import amparo.engine.testing.RandomFormulas;
import amparo.engine.testing.Rules;
import amparo.engine.testing.Trials;
import amparo.engine.testing.World;
import amparo.engine.value.Truth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE: a condition survives being printed and read, and being compiled and loaded. */
class RoundTripTest {
    private static final List<String> RULES = List.copyOf(World.RULES);

    @Test
    void whatIsPrintedReadsTheSame() {
        Trials.run(
                10_000,
                dice -> {
                    Formula formula = new RandomFormulas(dice, true, RULES).formula();
                    String text = Printer.print(formula);
                    assertThat(World.formula(text)).as(text).isEqualTo(formula);
                    assertThat(Printer.print(World.formula(text))).isEqualTo(text);
                });
    }

    @Test
    void whatIsCompiledLoadsTheSame() {
        Trials.run(
                10_000,
                dice -> {
                    Formula formula = new RandomFormulas(dice, true, RULES).formula();
                    JsonWriter out = new JsonWriter(dice.chance(50));
                    FormulaCodec.write(formula, out);
                    Data data = JsonReader.read(out.toString());
                    assertThat(FormulaCodec.formula(data, World.VOCABULARY, Bindings.NONE))
                            .as(Printer.print(formula))
                            .isEqualTo(formula);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adult",
                "some stay as s has (s.long and s.months >= 3 and s.expires before today)",
                "every stay as s with s.legal has (some relative as r has (r.age >= s.months))",
                "not (registered or not adult)",
                "(registered and adult) and (adult or registered)",
                "sum of s.months over stay as s with (s.legal or s.long) >= 12",
                "points {3 if adult or registered; 0 if rule(resident)} >= 2",
                "earlier of later of entered and birth_date and today before ongoing",
                "entered on or after 30 working days in $mex before 2 weeks after 2024-03",
                "months from earlier of entered and today to ongoing between 1 and 3",
                "host in $andean and any nationality = host and country_now in nationality",
                "table(fee) != count of relative as r",
            })
    void notableFormsComeBack(String text) {
        Formula formula = World.formula(text);
        assertThat(World.formula(Printer.print(formula))).isEqualTo(formula);
        JsonWriter out = new JsonWriter(false);
        FormulaCodec.write(formula, out);
        assertThat(
                        FormulaCodec.formula(
                                JsonReader.read(out.toString()), World.VOCABULARY, Bindings.NONE))
                .isEqualTo(formula);
    }

    @Test
    void aDerivedFieldComesBackUnderTheNameThatItsRecordHasThere() {
        Formula formula = World.formula("some stay as outer has (some stay as s has (s.long))");
        assertThat(Printer.print(formula))
                .isEqualTo("some stay as outer has (some stay as s has (s.long))");
        Formula.Quantified inner = (Formula.Quantified) ((Formula.Quantified) formula).has();
        Formula.Numbers derived = (Formula.Numbers) ((Formula.Flag) inner.has()).derived();
        assertThat(((NumberTerm.OfFact) derived.left()).ref().depth()).isEqualTo(1);
        JsonWriter out = new JsonWriter(false);
        FormulaCodec.write(formula, out);
        assertThat(out)
                .hasToString(
                        "[\"quantified\",\"some\",1,\"stay\",\"outer\",null,[\"quantified\","
                                + "\"some\",1,\"stay\",\"s\",null,[\"flag\",\"s.long\"]]]");
    }

    @Test
    void aDayThatChoosesTheLawComesBack() {
        for (String text : List.of("deadline", "later of entered and 2024-03", "today")) {
            DayTerm day = TypeChecker.day(text, World.NAMES);
            JsonWriter out = new JsonWriter(false);
            FormulaCodec.write(day, out);
            assertThat(FormulaCodec.day(JsonReader.read(out.toString()), World.VOCABULARY))
                    .isEqualTo(day);
            assertThat(Printer.print(day)).isEqualTo(text);
        }
    }

    @Test
    void aNumberIsPrintedAlone() {
        Formula.Numbers numbers = (Formula.Numbers) World.formula("table(fee) >= 3");
        assertThat(Printer.print(numbers.left())).isEqualTo("table(fee)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "3",
                "[\"flagg\",\"adult\"]",
                "[\"flag\"]",
                "[\"flag\",3]",
                "[\"flag\",\"nobody\"]",
                "[\"flag\",\"s.long\"]",
                "[\"in\",\"country_now\",\"\"]",
                "[\"in\",\"country_now\",[3]]",
                "[\"numbers\",\"==\",1,2]",
                "[\"numbers\",\"=\",1]",
                "[\"numbers\",\"=\",[\"what\"],2]",
                "[\"numbers\",\"=\",[\"elapsed\",\"eons\",\"@today\",\"@today\"],2]",
                "[\"days\",\"=\",\"#2024-99\",\"@today\"]",
                "[\"days\",\"=\",\"#20\",\"@today\"]",
                "[\"days\",\"=\",[\"later\",\"@today\"],\"@today\"]",
                "[\"quantified\",\"few\",1,\"stay\",\"s\",null,[\"flag\",\"adult\"]]",
                "[\"quantified\",\"some\",1,\"age\",\"s\",null,[\"flag\",\"adult\"]]",
                "[\"quantified\",\"some\",1,\"stay\",\"s\",null]",
            })
    void aTreeThatIsNoFormulaIsRefusedWithItsPlace(String json) {
        Data data = JsonReader.read(json);
        assertThatThrownBy(() -> FormulaCodec.formula(data, World.VOCABULARY, Bindings.NONE))
                .isInstanceOf(DataException.class);
    }

    @Test
    void anEmptyAnswerIsNotAMissingOne() {
        Formula empty = World.formula("nationality is empty");
        assertThat(Printer.print(empty)).isEqualTo("nationality is empty");
        assertThat(World.formula(Printer.print(empty))).isEqualTo(empty);
        Pathway stateless = Rules.pathway("p", Rules.condition("nationality is empty"));
        Evaluator evaluator = new Evaluator(World.book(stateless));
        assertThat(eligible(evaluator, stateless, World.person())).isEqualTo(Truth.UNKNOWN);
        assertThat(eligible(evaluator, stateless, World.person().codes("nationality")))
                .isEqualTo(Truth.TRUE);
        assertThat(eligible(evaluator, stateless, World.person().codes("nationality", "VEN")))
                .isEqualTo(Truth.FALSE);
        assertThatThrownBy(() -> World.formula("age is empty"))
                .hasMessageContaining("only a fact that holds several codes can be empty");
    }

    private static Truth eligible(Evaluator evaluator, Pathway pathway, Person person) {
        return evaluator.pathway(pathway, "MEX", person.facts(), World.TODAY).eligible();
    }
}
