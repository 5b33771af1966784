package amparo.app;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.app.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE: the interview asks openly, one thing at a time, and never more than it needs. */
class AskTest {
    private static final String WELCOME =
            java.util.regex.Pattern.quote(Messages.in("ht").text("ask.welcome"));

    @TempDir Path folder;

    private static Run ask(String input, String... more) {
        List<String> args = new ArrayList<>(List.of("ask"));
        args.addAll(List.of(more));
        return Run.town(input, args.toArray(String[]::new));
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    /** The questions in the order in which they were asked. */
    private static List<String> questions(Run run) {
        return run.out()
                .lines()
                .map(String::strip)
                .filter(line -> line.endsWith("? (en)"))
                .takeWhile(line -> !line.startsWith("«"))
                .toList();
    }

    @Test
    void fearIsAskedFirstAndSecretsNever() {
        Run run = ask("skip\n".repeat(40));
        assertThat(run.code()).isZero();
        assertThat(questions(run).get(0)).isEqualTo("Afraid to go back? (en)");
        assertThat(run.out()).contains("There is nothing more to ask");
        assertThat(run.out()).doesNotContain("Secret question", "Understood? (en)");
    }

    @Test
    void whySkipAndBack() {
        Run run = ask(lines("why", "back", "yes", "back", "no", "skip", "stop"));
        assertThat(run.out())
                .contains(
                        "The answer counts for:\n    • Legal talk (en)",
                        "This is the first question.")
                .contains("Here is the answer so far.");
        assertThat(questions(run).stream().filter(q -> q.startsWith("Afraid")).count())
                .isEqualTo(3);
        assertThat(run.out()).doesNotContain("LABEL");
    }

    @Test
    void theAnswerAtTheEndIsThatOfCheck() throws IOException {
        Path file = folder.resolve("me.yaml");
        Run run = ask(all("yes", "Bolivia", "cook"), "--save", file.toString());
        assertThat(run.code()).as(run.out()).isZero();
        Run again = Run.town("", "check", file.toString());
        String end = run.out().substring(run.out().indexOf("What you can do, and why"));
        assertThat(end).isEqualTo(again.out());
        assertThat(Run.town("", "check", file.toString(), "--json").out())
                .contains("\"outcome\": \"met\"");
        assertThat(Files.readString(file))
                .startsWith("day: 2026-03-01\n")
                .contains("interview_language_understood: true", "nationality: [BOL]")
                .contains("  - {kind: card, country: BOL}\n", "complete: [")
                .doesNotContain("was_hurt");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** Answers whatever is asked, by its question. */
    private static String all(String fear, String nationality, String trade) {
        List<String> input = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Run run = ask(lines(input.toArray(String[]::new)));
            List<String> asked =
                    run.out()
                            .substring(0, run.out().indexOf("\nWhat you can do"))
                            .lines()
                            .map(String::strip)
                            .filter(line ->
                                    line.endsWith("? (en)") || line.equals("Is there another one?"))
                            .toList();
            if (run.out().contains("nothing more to ask")) {
                return lines(input.toArray(String[]::new));
            }
            input.add(
                    switch (asked.get(asked.size() - 1)) {
                        case "Afraid to go back? (en)" -> fear;
                        case "Which nationality? (en)" -> nationality;
                        case "Where are you? (en)", "Asked where? (en)" -> "mexico";
                        case "When were you born? (en)" -> "May 1990";
                        case "How old? (en)" -> "35";
                        case "Which trade? (en)" -> trade;
                        case "Which papers? (en)" -> "yes";
                        case "Which paper? (en)" -> "card";
                        case "Of which country? (en)" -> "boliv";
                        case "Until when? (en)" -> "";
                        case "Asked for asylum before? (en)", "Is there another one?" -> "no";
                        default -> throw new AssertionError(asked.toString());
                    });
        }
        throw new AssertionError("the interview does not end: " + input);
    }

    @Test
    void aFileIsNotReplacedUnlessToldTo() throws IOException {
        Path file = folder.resolve("me.yaml");
        Files.writeString(file, "old");
        Run refused = ask("yes\n", "--save", file.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("the file exists and is left as it is", "--overwrite");
        assertThat(refused.out()).isEmpty();
        assertThat(file).hasContent("old");
        Run replaced = ask("yes\n", "--save", file.toString(), "--overwrite");
        assertThat(replaced.code()).isZero();
        assertThat(file).content().contains("fear_of_return: true");
    }

    @Test
    void badAnswersGetAFriendlySentenceAndNothingIsGuessed() {
        Run run = ask(lines("maybe", "", "yes", "Atlantis", "congo", "?, Boliviaa", "Bolivia, ?"));
        assertThat(run.out())
                .contains("Please write yes or no.")
                .contains("Write an answer, or skip, back, why or stop.")
                .contains("We do not know «Atlantis».")
                .contains("«congo» can mean: ", "(COG)", "(COD)")
                .contains("We do not know «Boliviaa».")
                .contains("Understood: Bolivia, perhaps others");
    }

    @Test
    void countriesByNameInTheLanguageWithoutAccents() {
        for (String name : List.of("haiti", "HTI", "Haïti", "AYITI", "hait")) {
            assertThat(ask(lines("yes", name)).out()).contains("Understood: Haiti");
        }
    }

    @Test
    void recordsFieldByFieldWithBackAndEnter() {
        String[] before = untilPapers();
        List<String> input = new ArrayList<>(List.of(before));
        input.addAll(
                List.of(
                        "yes",
                        "passport",
                        "back",
                        "card",
                        "",
                        "5/3/2024",
                        "31 2 2024",
                        "2024-5",
                        "yes",
                        "1",
                        "back",
                        "back",
                        "back",
                        "2025",
                        "no",
                        "stop"));
        Run run = ask(lines(input.toArray(String[]::new)));
        assertThat(run.out())
                .contains("Number 1.", "Understood: Passport (en)", "Understood: Card (en)")
                .contains("5/3/2024 can mean two days")
                .contains("There is no such date: 31 2 2024")
                .contains("Understood: May 2024", "Number 2.", "Is there another one?")
                .contains("Understood: 2025");
    }

    /** The answers that lead to the question about papers. */
    private static String[] untilPapers() {
        List<String> input = new ArrayList<>(List.of("yes"));
        for (int i = 0; i < 20; i++) {
            Run run = ask(lines(input.toArray(String[]::new)));
            String asked = run.out().substring(0, run.out().indexOf("\nThank you"));
            if (asked.contains("Which papers?")) {
                return input.toArray(String[]::new);
            }
            input.add("skip");
        }
        throw new AssertionError("papers are never asked for");
    }

    @Test
    void theEndOfTheInputIsPolite() {
        Run run = ask("");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Here is the answer so far.", "\nAsylum\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theLanguageIsChosenWhereNoneIsNamed() {
        Run run = Run.with("x\n2\nwhy\n", "ask", "--content", Run.TOWN.toString());
        assertThat(run.out())
                .startsWith("1. Español (es)\n2. English (en)\n")
                .contains("Questions about you", "Afraid to go back? (en)");
        assertThat(Run.with("kreyòl\n", "ask", "--content", Run.TOWN.toString()).out())
                .contains("Kesyon sou ou");
    }

    @Test
    void theRealRulebookNeverAsksASurvivorForTheStory() {
        Run run = Run.with("skip\n".repeat(200), "ask", "--lang", "en", "--on", "2026-03-10");
        String asked = run.out().substring(0, run.out().indexOf("What you can do, and why"));
        assertThat(asked).contains("nothing more to ask");
        Run facts = Run.of("facts", "harm", "--lang", "en");
        String question = facts.out().lines().skip(1).findFirst().orElseThrow().strip();
        assertThat(facts.out()).contains("survivor");
        assertThat(question).isNotEmpty();
        assertThat(asked).doesNotContain(question);
    }

    @Test
    void questionsInADraftLanguageSayThatTheyAreADraft() {
        String out = Run.with("stop\n", "ask", "--lang", "ht").out().replaceAll("\\s+", " ");
        assertThat(out.split("a native reviewer has not signed it yet", -1))
                .as("once before the questions, once in the answer")
                .hasSize(3);
        assertThat(out).containsPattern("not signed it yet\\. " + WELCOME);
        assertThat(Run.with("stop\n", "ask", "--lang", "es").out())
                .doesNotContain("borrador de traducción");
    }
}
