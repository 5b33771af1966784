package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.rule.Rulebook;
import amparo.rulebook.compile.CompiledRulebook;
import amparo.rulebook.compile.CompiledVignettes;
import amparo.rulebook.vignette.Vignette;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: in the real screens a person of a story answers what they are asked, before others and
 * alone, and the feedback names what was never asked or written down.
 */
class UnnotedTest {

    private static final Rulebook BOOK = CompiledRulebook.load();
    private static final List<Vignette> STORIES = CompiledVignettes.load(BOOK);
    private static final Vignette UNCLE = story("the-uncle-at-the-counter");
    private static final Vignette.Player BOY = UNCLE.persons().getFirst();

    private static Vignette story(String id) {
        return STORIES.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<String> says(boolean alone, String fact) {
        return StoryAnswers.of(BOOK.vocabulary(), BOY, alone, fact)
                .map(StoryAnswers.Answer::values)
                .orElse(List.of());
    }

    private static List<String> unheard(boolean alone, String... asked) {
        return Unnoted.unheard(BOOK.vocabulary(), BOY, alone, Set.of(asked));
    }

    @Test
    void whatIsToldAloneIsNotToldBefore() {
        assertThat(says(false, "fear_of_return")).isEmpty();
        assertThat(says(true, "fear_of_return")).containsExactly("true");
        assertThat(says(false, "age")).containsExactly("19");
        assertThat(says(true, "age")).containsExactly("16");
        // What is not said again stays.
        assertThat(says(true, "sex")).containsExactly("\"male\"");
        assertThat(says(true, "companion")).hasSize(1);
        assertThat(says(true, "no-such-fact")).isEmpty();
    }

    @Test
    void whoAskedNothingReadsWhatTheStoryHadToSay() {
        assertThat(unheard(false)).contains("nationality", "age").doesNotContain("fear_of_return");
        assertThat(unheard(true)).contains("nationality", "age", "fear_of_return", "companion");
        assertThat(Unnoted.unseen(BOOK.vocabulary(), BOY, false, Set.of()))
                .containsExactlyInAnyOrder("age_doubt", "control_signs");
        assertThat(unheard(true))
                .as("what the frame says and the door knows is asked by nobody")
                .doesNotContain("interview_language_understood", "country_now", "complete");
    }

    @Test
    void whatIsToldOtherwiseAloneHasToBeAskedAgainThere() {
        assertThat(unheard(false, "boy/first/age")).doesNotContain("age");
        assertThat(unheard(true, "boy/first/age")).contains("age");
        assertThat(unheard(true, "boy/then/age")).doesNotContain("age");
        assertThat(unheard(true, "boy/first/nationality"))
                .as("said once, and the same alone")
                .doesNotContain("nationality");
        assertThat(unheard(true, "aunt/then/age")).as("of somebody else").contains("age");
    }

    @Test
    void whoAskedEverythingReadsNothing() {
        for (Vignette story : STORIES) {
            for (Vignette.Player person : story.persons()) {
                Set<String> asked =
                        Stream.of(Conversation.FIRST, Conversation.THEN)
                                .flatMap(moment ->
                                        StoryAnswers.all(person, true).stream()
                                                .map(fact ->
                                                        person.id() + "/" + moment + "/" + fact))
                                .collect(Collectors.toSet());
                assertThat(asked).isNotEmpty();
                assertThat(Unnoted.unheard(BOOK.vocabulary(), person, true, asked)).isEmpty();
                assertThat(Unnoted.unseen(BOOK.vocabulary(), person, true, asked)).isEmpty();
            }
        }
    }

    @Test
    void noTwoPersonsOfAnyExerciseAreTheSameFile() {
        StoryCast one = new StoryCast(new UUID(1, 1), story("the-aunt-and-the-niece"));
        StoryCast other = new StoryCast(new UUID(1, 2), story("the-aunt-and-the-niece"));
        assertThat(one.persons())
                .hasSize(2)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(other.persons())
                .isEqualTo(new StoryCast(new UUID(1, 1), one.vignette()).persons());
        assertThat(one.player(one.persons().getLast()))
                .hasValue(one.vignette().persons().getLast());
        assertThat(one.player(other.persons().getLast())).isEmpty();
    }
}
