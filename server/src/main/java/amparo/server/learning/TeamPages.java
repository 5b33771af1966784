package amparo.server.learning;

import amparo.server.learning.Exercises.Exercise;
import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Table;
import amparo.server.platform.View;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a supervisor sees of the learning of a team: how much, and what is hard for all, never whose
 * mistake it was.
 */
@Controller
class TeamPages {

    private final Stories stories;
    private final Exercises exercises;
    private final LearningWords words;

    TeamPages(Stories stories, Exercises exercises, LearningWords words) {
        this.stories = stories;
        this.exercises = exercises;
        this.words = words;
    }

    @GetMapping("/learning/team")
    ModelAndView team() {
        List<Exercises.Count> counts = exercises.counts();
        List<Exercises.OfRule> rules = exercises.rules();
        List<Exercise> shared = exercises.shared();
        Function<View, Table> people = view -> people(view, counts);
        Function<View, Table> hard = view -> rules(view, rules);
        Function<View, Table> shown = view -> shown(view, shared);
        return new ModelAndView("learning/team")
                .addObject("anybody", !counts.isEmpty())
                .addObject("people", people)
                .addObject("enough", !rules.isEmpty())
                .addObject("hard", hard)
                .addObject("anyShared", !shared.isEmpty())
                .addObject("shown", shown);
    }

    private Table people(View view, List<Exercises.Count> counts) {
        return new Table(
                view.text("learning.team-people"),
                List.of(
                        Column.of(view.text("learning.team-name")),
                        Column.figures(view.text("learning.team-stories")),
                        Column.figures(view.text("learning.team-finished")),
                        Column.of(view.text("learning.team-last"))),
                counts.stream()
                        .map(one ->
                                List.of(
                                        Cell.words(one.name()),
                                        Cell.figure(
                                                view.text(
                                                        "learning.of",
                                                        one.stories(),
                                                        stories.all().size())),
                                        Cell.figure(Long.toString(one.finished())),
                                        Cell.words(
                                                one.lastDay() == null
                                                        ? ""
                                                        : view.words().date(one.lastDay()))))
                        .toList());
    }

    private Table rules(View view, List<Exercises.OfRule> rules) {
        return new Table(
                view.text("learning.team-rules"),
                List.of(
                        Column.of(view.text("learning.team-rule")),
                        Column.figures(view.text("learning.team-officers")),
                        Column.figures(view.text("learning.verdict.found")),
                        Column.figures(view.text("learning.verdict.missed")),
                        Column.figures(view.text("learning.verdict.extra")),
                        Column.figures(view.text("learning.team-forbidden"))),
                rules.stream()
                        .map(one ->
                                List.of(
                                        Cell.words(words.title(one.screen(), view)),
                                        Cell.figure(Long.toString(one.officers())),
                                        Cell.figure(Long.toString(one.found())),
                                        Cell.figure(Long.toString(one.missed())),
                                        Cell.figure(Long.toString(one.extra())),
                                        Cell.figure(Long.toString(one.forbidden()))))
                        .toList());
    }

    private Table shown(View view, List<Exercise> shared) {
        return new Table(
                view.text("learning.team-shared"),
                List.of(
                        Column.of(view.text("learning.team-story")),
                        Column.of(view.text("learning.team-name")),
                        Column.of(view.text("learning.team-outcome"))),
                shared.stream()
                        .map(one ->
                                List.of(
                                        Cell.open(
                                                stories.find(one.vignette())
                                                        .map(story ->
                                                                story.title()
                                                                        .in(view.language().code()))
                                                        .orElse(view.text("learning.story-gone")),
                                                "/learning/exercises/" + one.id()),
                                        Cell.words(one.by() == null ? "–" : one.by()),
                                        Cell.words(LearningWords.outcome(view, one))))
                        .toList());
    }
}
