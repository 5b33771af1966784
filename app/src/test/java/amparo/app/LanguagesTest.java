package amparo.app;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.app.text.Dates;
import amparo.app.text.Messages;
import amparo.engine.fact.Wording;
import amparo.engine.value.Days;
import amparo.engine.value.Range;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** FEATURE: five languages, none of them second. */
class LanguagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    static Stream<String> languages() {
        return Wording.LANGUAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everySentenceIsThereWithTheSamePlaces(String language) {
        Messages spanish = Messages.in("es");
        Messages messages = Messages.in(language);
        assertThat(messages.keys()).isEqualTo(spanish.keys()).hasSizeGreaterThan(150);
        for (String key : messages.keys()) {
            assertThat(messages.text(key)).as(key).isNotBlank();
            assertThat(places(messages.text(key))).as(key).isEqualTo(places(spanish.text(key)));
        }
        assertThat(messages.words("date.months")).hasSize(12);
    }

    private static List<String> places(String text) {
        return new TreeSet<>(PLACE.matcher(text).results().map(r -> r.group()).toList())
                .stream().toList();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyServiceOfTheReferralFormHasAPlainName(String language) {
        Messages messages = Messages.in(language);
        for (String service :
                List.of(
                        "asylum-legal",
                        "child-protection",
                        "gbv",
                        "trafficking",
                        "medical",
                        "mhpss",
                        "shelter",
                        "food-nfi",
                        "cash",
                        "education",
                        "documentation",
                        "family-tracing",
                        "livelihoods",
                        "disability",
                        "transport",
                        "avrr",
                        "regularisation",
                        "consular")) {
            assertThat(messages.has("service." + service)).as(service).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void theAnswerIsWhollyInTheLanguage(String language) {
        Run run =
                Run.with(
                        "{nationality: [BOL], country_now: MEX, age: 30, fear_of_return: true}",
                        "check",
                        "-",
                        "--content",
                        Run.TOWN.toString(),
                        "--lang",
                        language);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("Title arg-open (" + language + ")");
        for (String other : Wording.LANGUAGES) {
            if (!other.equals(language)) {
                assertThat(run.out()).doesNotContain("(" + other + ")");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "es|12 de marzo de 2024",
                "en|12 March 2024",
                "pt|12 de março de 2024",
                "fr|12 mars 2024",
                "ht|12 mas 2024"
            },
            delimiter = '|')
    void datesAreWrittenOut(String language, String date) {
        assertThat(new Dates(Messages.in(language)).day(Days.fromCivil(2024, 3, 12)))
                .isEqualTo(date);
    }

    @Test
    void partialDatesStayPartial() {
        Dates dates = new Dates(Messages.in("en"));
        int first = Days.fromCivil(2024, 2, 1);
        assertThat(dates.written(new Range(first, Days.fromCivil(2024, 2, 29))))
                .isEqualTo("February 2024");
        assertThat(
                        dates.written(
                                new Range(
                                        Days.fromCivil(2024, 1, 1), Days.fromCivil(2024, 12, 31))))
                .isEqualTo("2024");
        assertThat(dates.written(new Range(first, Days.fromCivil(2024, 3, 3))))
                .isEqualTo("between 1 February 2024 and 3 March 2024");
        assertThat(dates.written(Range.ANY)).isEmpty();
    }

    @Test
    void theSurroundingsChooseTheLanguageElseSpanish() {
        assertThat(Terminal.language(Map.of("LANG", "fr_CA.UTF-8"))).isEqualTo("fr");
        assertThat(Terminal.language(Map.of("LANG", "en_US", "LC_ALL", "pt_BR"))).isEqualTo("pt");
        assertThat(Terminal.language(Map.of("LANG", "C.UTF-8"))).isEmpty();
        assertThat(Terminal.language(Map.of())).isEmpty();
        String file = Run.EXAMPLES.resolve("stateless-man.yaml").toString();
        var utf8 = java.nio.charset.StandardCharsets.UTF_8;
        assertThat(Run.onTerminal(utf8, 80, "de", "check", file).out()).contains("Qué puedes");
        assertThat(Run.onTerminal(utf8, 80, "ht", "check", file).out()).contains("Sa ou ka fè");
    }
}
