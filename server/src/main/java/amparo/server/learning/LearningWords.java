package amparo.server.learning;

import amparo.engine.evaluate.Explanation;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Screen;
import amparo.engine.value.Truth;
import amparo.rulebook.vignette.Vignette;
import amparo.server.learning.Exercises.Exercise;
import amparo.server.learning.LearningViews.Act;
import amparo.server.learning.LearningViews.Feedback;
import amparo.server.learning.LearningViews.OfPerson;
import amparo.server.learning.LearningViews.Seen;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What was right and wrong in an exercise, in words: each rule speaks for itself. */
@Component
class LearningWords {

    private final LoadedRulebook rulebook;
    private final PersonFiles words;

    LearningWords(LoadedRulebook rulebook, PersonFiles words) {
        this.rulebook = rulebook;
        this.words = words;
    }

    /** How an exercise went, in a few words. */
    static String outcome(View view, Exercise one) {
        List<String> parts = new ArrayList<>();
        count(view, parts, "learning.missed", one.missed().size());
        count(view, parts, "learning.extra", one.extra().size());
        count(view, parts, "learning.forbidden", one.forbidden().size());
        return parts.isEmpty() ? view.text("learning.all-right") : view.words().list(parts);
    }

    private static void count(View view, List<String> parts, String key, int count) {
        if (count > 0) {
            parts.add(view.count(key, count));
        }
    }

    /** What was right and wrong, in the language of whoever reads. */
    Feedback feedback(View view, Exercise exercise, Vignette vignette, Judgement judgement) {
        List<OfPerson> persons = new ArrayList<>();
        boolean screens = exercise.mode() == Mode.SCREENS;
        for (Vignette.Player person : vignette.persons()) {
            boolean alone = exercise.alone().contains(person.id());
            Conversation talk =
                    new Conversation(
                            rulebook.evaluator(), vignette, person, alone, exercise.asked());
            persons.add(
                    new OfPerson(
                            person.who().in(view.language().code()),
                            judgement.screens().stream()
                                    .filter(one -> one.person().id().equals(person.id()))
                                    // A newer rulebook may have it no more.
                                    .filter(one ->
                                            rulebook.book().rule(one.screen()) instanceof Screen)
                                    .map(one -> screen(view, vignette, one))
                                    .toList(),
                            alone,
                            labels(
                                    view,
                                    screens
                                            ? Unnoted.unheard(
                                                    rulebook.vocabulary(),
                                                    person,
                                                    alone,
                                                    exercise.asked())
                                            : talk.unheard()),
                            screens
                                    ? labels(
                                            view,
                                            Unnoted.unseen(
                                                    rulebook.vocabulary(),
                                                    person,
                                                    alone,
                                                    exercise.asked()))
                                    : List.of()));
        }
        List<Act> acts = judgement.acts().stream().map(one -> act(view, one)).toList();
        List<Seen> more =
                vignette.teach().entrySet().stream()
                        .filter(one ->
                                judgement.screens().stream()
                                        .noneMatch(seen -> seen.screen().equals(one.getKey())))
                        .map(one ->
                                new Seen(
                                        title(one.getKey(), view),
                                        one.getValue().in(view.language().code())))
                        .toList();
        return new Feedback(judgement.flawless(), persons, acts, more);
    }

    private List<String> labels(View view, List<String> facts) {
        return facts.stream().map(fact -> words.label(fact, view)).toList();
    }

    private LearningViews.OfScreen screen(View view, Vignette vignette, Judgement.OfScreen seen) {
        String language = view.language().code();
        Screen screen = (Screen) Objects.requireNonNull(rulebook.book().rule(seen.screen()));
        List<String> reasons =
                rulebook
                        .evaluator()
                        .screen(screen, seen.person().then().facts(), vignette.day())
                        .indicates()
                        .stream()
                        .filter(one -> one.truth() == Truth.TRUE)
                        .map(Explanation::node)
                        .map(node -> node.text().in(language))
                        .toList();
        Wording taught = vignette.teach().get(seen.screen());
        return new LearningViews.OfScreen(
                screen.title().in(language),
                view.text("learning.verdict." + seen.verdict().code()),
                switch (seen.verdict()) {
                    case FOUND -> Tone.DONE;
                    case MISSED -> Tone.ATTENTION;
                    case EXTRA -> Tone.OPEN;
                    case EARLIER -> Tone.NEUTRAL;
                },
                view.text("learning.urgency." + screen.urgency().word()),
                taught == null ? view.text("learning.extra-why") : taught.in(language),
                reasons,
                screen.actions().stream().map(one -> one.in(language)).toList(),
                screen.never().stream().map(one -> one.in(language)).toList());
    }

    private Act act(View view, Judgement.OfAct one) {
        String language = view.language().code();
        String kind = one.act().kind().word();
        return new Act(
                one.act().text().in(language),
                view.text("learning.act." + kind + (one.chosen() ? ".chosen" : ".left")),
                one.right()
                        ? Tone.DONE
                        : one.act().kind() == Vignette.Kind.FORBIDDEN
                                ? Tone.DANGER
                                : Tone.ATTENTION,
                one.act().screen().isEmpty() ? "" : title(one.act().screen(), view),
                (one.act().rule().isEmpty() ? one.act().why() : one.act().rule()).in(language));
    }

    /** The title of a screen. */
    String title(String screen, View view) {
        Rule rule = rulebook.book().rule(screen);
        return rule instanceof Screen known
                ? known.title().in(view.language().code())
                : view.text("learning.rule-gone");
    }
}
