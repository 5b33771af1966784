package amparo.server.learning;

import amparo.engine.fact.Vocabulary;
import amparo.rulebook.vignette.Vignette;
import java.util.List;
import java.util.Set;

/** What a story had to say, and nobody asked or wrote down in the real screens. */
final class Unnoted {

    private Unnoted() {}

    /**
     * Answers that nobody asked for. What is told otherwise alone counts only if it was asked
     * there; whoever was not heard alone was never told what comes out only there.
     *
     * @param asked {@code person/moment/fact}
     */
    static List<String> unheard(
            Vocabulary vocabulary, Vignette.Player person, boolean alone, Set<String> asked) {
        return StoryAnswers.all(person, alone).stream()
                .filter(fact -> StoryAnswers.isAsked(vocabulary.find(fact)))
                .filter(fact ->
                        !isNoted(
                                person,
                                fact,
                                asked,
                                alone && person.then().told().get(fact) != null))
                .toList();
    }

    /** What could be seen, or was told unasked, and was not written down. */
    static List<String> unseen(
            Vocabulary vocabulary, Vignette.Player person, boolean alone, Set<String> asked) {
        return StoryAnswers.all(person, alone).stream()
                .filter(fact -> vocabulary.find(fact) != null)
                .filter(fact -> !StoryAnswers.isAsked(vocabulary.find(fact)))
                .filter(fact -> !isNoted(person, fact, asked, false))
                .toList();
    }

    private static boolean isNoted(
            Vignette.Player person, String fact, Set<String> asked, boolean onlyAlone) {
        return asked.contains(person.id() + "/" + Conversation.THEN + "/" + fact)
                || !onlyAlone
                        && asked.contains(person.id() + "/" + Conversation.FIRST + "/" + fact);
    }
}
