package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.rule.Rulebook;
import amparo.rulebook.compile.CompiledRulebook;
import amparo.rulebook.compile.CompiledVignettes;
import amparo.rulebook.vignette.Vignette;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** FEATURE: feedback says by rule what was found, missed and too much, and what is forbidden. */
class JudgementTest {

    private static final Rulebook BOOK = CompiledRulebook.load();
    private static final List<Vignette> STORIES = CompiledVignettes.load(BOOK);

    private static Vignette story(String id) {
        return STORIES.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private static Set<String> flags(Vignette story) {
        Set<String> flags = new TreeSet<>();
        story.persons()
                .forEach(person ->
                        person.then()
                                .flags()
                                .keySet()
                                .forEach(screen -> flags.add(person.id() + "/" + screen)));
        return flags;
    }

    private static Set<Integer> acts(Vignette story, Vignette.Kind kind) {
        Set<Integer> acts = new TreeSet<>();
        for (int i = 0; i < story.acts().size(); i++) {
            if (story.acts().get(i).kind() == kind) {
                acts.add(i);
            }
        }
        return acts;
    }

    @Test
    void whoSeesNothingMissesEveryRuleOfTheStory() {
        Vignette story = story("the-uncle-at-the-counter");
        Exercises.Result result = Judgement.of(story, Set.of(), Set.of()).result();
        assertThat(result.missed()).hasSize(6).contains("child-alone", "trafficking-indication");
        assertThat(result.found()).isEmpty();
        assertThat(result.forbidden()).isEmpty();
    }

    @Test
    void whatNoAnswerPointsToIsTooMuch() {
        Vignette story = story("paid-the-guide");
        Judgement judgement =
                Judgement.of(story, Set.of("young-man/trafficking-indication"), Set.of(0));
        assertThat(judgement.result().extra()).containsExactly("trafficking-indication");
        assertThat(judgement.flawless()).isFalse();
    }

    @Test
    void whatWasRightBeforeTheMomentAloneIsNotCalledWrong() {
        Vignette story = story("shy-in-front-of-her-mother");
        Judgement judgement =
                Judgement.of(
                        story,
                        Set.of("daughter/woman-or-girl-at-risk"),
                        acts(story, Vignette.Kind.RIGHT));
        assertThat(judgement.screens())
                .extracting(Judgement.OfScreen::verdict)
                .containsExactly(Judgement.Verdict.EARLIER);
        assertThat(judgement.result().extra()).isEmpty();
        assertThat(judgement.flawless()).isTrue();
    }

    @Test
    void aForbiddenActIsNamedWithTheRuleThatForbidsIt() {
        for (Vignette story : STORIES) {
            for (int act : acts(story, Vignette.Kind.FORBIDDEN)) {
                Judgement judgement = Judgement.of(story, flags(story), Set.of(act));
                assertThat(judgement.result().forbidden())
                        .as(story.id())
                        .containsExactly(story.acts().get(act).screen());
                assertThat(judgement.flawless()).isFalse();
            }
        }
    }

    @Test
    void aSignSeenForThePersonWhoDoesNotHaveItIsMissedAndTooMuch() {
        Vignette story = story("the-aunt-and-the-niece");
        Set<String> flags = flags(story);
        flags.remove("niece/child-alone");
        flags.add("aunt/child-alone");
        Exercises.Result result =
                Judgement.of(story, flags, acts(story, Vignette.Kind.RIGHT)).result();
        assertThat(result.missed()).containsExactly("child-alone");
        assertThat(result.extra()).containsExactly("child-alone");
    }

    @Test
    void everyStoryCanBeWorkedWithoutAMistake() {
        assertThat(STORIES).hasSizeGreaterThanOrEqualTo(28);
        for (Vignette story : STORIES) {
            assertThat(
                            Judgement.of(story, flags(story), acts(story, Vignette.Kind.RIGHT))
                                    .flawless())
                    .as(story.id())
                    .isTrue();
        }
    }
}
