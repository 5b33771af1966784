package amparo.server.learning;

import amparo.engine.evaluate.Evaluator;
import amparo.engine.rule.Screen;
import amparo.rulebook.vignette.Vignette;
import amparo.server.access.Acting;
import amparo.server.access.Role;
import amparo.server.learning.Exercises.Exercise;
import amparo.server.learning.LearningViews.Feedback;
import amparo.server.learning.LearningViews.Hearing;
import amparo.server.learning.LearningViews.Seen;
import amparo.server.learning.LearningViews.Story;
import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.practice.Practice;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of learning: the stories, one of them being worked, and what was right. */
@Controller
class LearningPages {

    private static final String FLAGS = "flags-";
    private static final String OTHER = "other-";

    private final Stories stories;
    private final Exercises exercises;
    private final LoadedRulebook rulebook;
    private final PersonFiles words;
    private final LearningWords wording;
    private final RealScreens screens;
    private final ScreensPages screensPages;

    LearningPages(
            Stories stories,
            Exercises exercises,
            LoadedRulebook rulebook,
            PersonFiles words,
            LearningWords wording,
            RealScreens screens,
            ScreensPages screensPages) {
        this.screens = screens;
        this.screensPages = screensPages;
        this.stories = stories;
        this.exercises = exercises;
        this.rulebook = rulebook;
        this.words = words;
        this.wording = wording;
    }

    @GetMapping("/learning")
    ModelAndView overview(HttpServletRequest request) {
        List<Exercise> mine = exercises.mine();
        Map<String, Exercise> last = new HashMap<>();
        Map<String, Exercise> open = new HashMap<>();
        mine.forEach(one -> (one.finished() ? last : open).putIfAbsent(one.vignette(), one));
        Set<String> done = new TreeSet<>(last.keySet());
        done.retainAll(stories.all().stream().map(Vignette::id).toList());
        Function<View, List<Story>> list =
                view -> stories.all().stream().map(one -> story(view, one, open, last)).toList();
        Function<View, List<Seen>> hard = view -> hard(view, mine);
        Optional<Practice.Off> off = screens.off();
        Function<View, @Nullable String> why =
                view -> off.map(one -> view.text(one.key(), one.cure())).orElse(null);
        return new ModelAndView("learning/overview")
                .addObject("off", why)
                .addObject("inside", screens.isInAny(request))
                .addObject("stories", list)
                .addObject("done", done.size())
                .addObject("hard", hard)
                .addObject("team", Acting.now().has(Role.SUPERVISOR));
    }

    private Story story(
            View view, Vignette vignette, Map<String, Exercise> open, Map<String, Exercise> last) {
        Exercise going = open.get(vignette.id());
        Exercise ended = last.get(vignette.id());
        boolean newer =
                going != null && (ended == null || going.startedAt().isAfter(ended.startedAt()));
        return new Story(
                vignette.id(),
                vignette.title().in(view.language().code()),
                newer && going != null ? going.id().toString() : null,
                newer && going != null && going.mode() == Mode.SCREENS,
                ended == null ? null : ended.id().toString(),
                ended == null ? "" : LearningWords.outcome(view, ended),
                ended == null
                        ? Tone.OPEN
                        : ended.missed().isEmpty()
                                        && ended.extra().isEmpty()
                                        && ended.forbidden().isEmpty()
                                ? Tone.DONE
                                : Tone.ATTENTION,
                Ids.next().toString());
    }

    /** The rules that whoever acts missed or broke most lately, five at most. */
    private List<Seen> hard(View view, List<Exercise> mine) {
        Map<String, Integer> times = new HashMap<>();
        mine.stream()
                .filter(Exercise::finished)
                .limit(40)
                .forEach(one -> {
                    Set<String> wrong = new TreeSet<>(one.missed());
                    wrong.addAll(one.extra());
                    wrong.addAll(one.forbidden());
                    wrong.forEach(screen -> times.merge(screen, 1, Integer::sum));
                });
        return times.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(5)
                .map(one ->
                        new Seen(
                                wording.title(one.getKey(), view),
                                view.count("learning.times", one.getValue())))
                .toList();
    }

    /** Begins a story; the id in the form makes a second click harmless. */
    @PostMapping("/learning/stories/{vignette}")
    ModelAndView start(@PathVariable String vignette, HttpServletRequest request) {
        Vignette story = stories.find(vignette).orElseThrow(LearningPages::none);
        UUID id =
                Optional.ofNullable(new Typed(request.getParameterMap()).id("id"))
                        .orElseGet(Ids::next);
        exercises.start(id, story.id(), Mode.PAPER);
        return redirect(id, "");
    }

    @GetMapping("/learning/exercises/{id}")
    ModelAndView exercise(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes flash) {
        Exercise exercise = exercises.find(id).orElseThrow(LearningPages::none);
        Optional<Vignette> story = stories.find(exercise.vignette());
        if (story.isEmpty()) {
            return ScreensPages.storyIsGone(flash);
        }
        Vignette vignette = story.get();
        if (exercise.finished()) {
            return feedback(exercise, vignette, screens.isIn(request, id));
        }
        if (exercise.mode() == Mode.SCREENS) {
            return screensPages.between(exercise, vignette, request);
        }
        return hearing(exercise, vignette);
    }

    private ModelAndView hearing(Exercise exercise, Vignette vignette) {
        Evaluator evaluator = rulebook.evaluator();
        List<Conversation> talks =
                vignette.persons().stream()
                        .map(person ->
                                new Conversation(
                                        evaluator,
                                        vignette,
                                        person,
                                        exercise.alone().contains(person.id()),
                                        exercise.asked()))
                        .toList();
        List<@Nullable String> next = new ArrayList<>();
        talks.forEach(talk -> next.add(talk.next()));
        Function<View, List<Hearing>> persons =
                view -> {
                    List<Hearing> all = new ArrayList<>();
                    for (int i = 0; i < talks.size(); i++) {
                        all.add(hearing(view, talks.get(i), next.get(i)));
                    }
                    return all;
                };
        return new ModelAndView("learning/exercise")
                .addObject("id", exercise.id().toString())
                .addObject("story", vignette)
                .addObject("persons", persons);
    }

    private Hearing hearing(View view, Conversation talk, @Nullable String next) {
        String language = view.language().code();
        Vignette.Player person = talk.person();
        List<SummaryRow> known =
                talk.answers().stream()
                        .map(one -> SummaryRow.of(words.label(one.fact(), view), value(view, one)))
                        .toList();
        List<Option> others = new ArrayList<>();
        others.add(Option.of("", view.text("learning.choose")));
        talk.others().stream()
                .map(fact -> Option.of(fact, question(fact, view)))
                .sorted(Comparator.comparing(Option::label, String::compareToIgnoreCase))
                .forEach(others::add);
        return new Hearing(
                person.id(),
                person.who().in(language),
                person.first().says().in(language),
                talk.alone() ? person.then().says().in(language) : "",
                talk.alone(),
                known,
                talk.silent().stream().map(fact -> words.label(fact, view)).toList(),
                next,
                next == null ? "" : question(next, view),
                Field.of(OTHER + person.id(), view.text("learning.other")),
                others);
    }

    private String value(View view, Conversation.Answer answer) {
        return answer.values().isEmpty()
                ? view.text("learning.none")
                : answer.values().stream()
                        .map(value -> words.words(answer.fact(), value, view))
                        .collect(Collectors.joining("; "));
    }

    private String question(String fact, View view) {
        var known = rulebook.vocabulary().find(fact);
        return known == null ? fact : known.question().in(view.language().code());
    }

    /** Puts a question to a person of the story; asked twice it is asked once. */
    @PostMapping("/learning/exercises/{id}/ask")
    ModelAndView ask(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes flash) {
        Exercise exercise = open(id);
        Vignette vignette = stories.find(exercise.vignette()).orElseThrow(LearningPages::none);
        Typed typed = new Typed(request.getParameterMap());
        Vignette.Player person = person(vignette, typed);
        String fact = typed.one("fact");
        if (fact.isEmpty()) {
            fact = typed.one(OTHER + person.id());
        }
        boolean alone = exercise.alone().contains(person.id());
        Conversation talk =
                new Conversation(rulebook.evaluator(), vignette, person, alone, exercise.asked());
        if (!talk.mayAsk(fact)) {
            flash.addFlashAttribute("flash", new Flash(Tone.ATTENTION, "learning.ask-what"));
            return redirect(id, "");
        }
        exercises.ask(
                id,
                person.id() + "/" + (alone ? Conversation.THEN : Conversation.FIRST) + "/" + fact);
        boolean answered =
                (alone ? person.then() : person.first()).told().fields().containsKey(fact);
        flash.addFlashAttribute(
                "flash",
                answered
                        ? new Flash(Tone.DONE, "learning.answered")
                        : new Flash(
                                Tone.OPEN,
                                alone ? "learning.nothing-more" : "learning.silent-now"));
        return redirect(id, "#p-" + person.id());
    }

    /** Makes the moment alone with a person of the story. */
    @PostMapping("/learning/exercises/{id}/alone")
    ModelAndView alone(@PathVariable UUID id, HttpServletRequest request) {
        Exercise exercise = open(id);
        Vignette vignette = stories.find(exercise.vignette()).orElseThrow(LearningPages::none);
        Vignette.Player person = person(vignette, new Typed(request.getParameterMap()));
        exercises.alone(id, person.id());
        return redirect(id, "#p-" + person.id());
    }

    @GetMapping("/learning/exercises/{id}/decide")
    ModelAndView decide(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes flash) {
        Exercise exercise = exercises.find(id).orElseThrow(LearningPages::none);
        if (exercise.finished() || !exercise.mine()) {
            return redirect(id, "");
        }
        Optional<Vignette> story = stories.find(exercise.vignette());
        if (story.isEmpty()) {
            return ScreensPages.storyIsGone(flash);
        }
        return exercise.mode() == Mode.SCREENS
                ? screensPages.decide(exercise, story.get(), Typed.nothing(), request)
                : decide(exercise, story.get(), Typed.nothing());
    }

    private ModelAndView decide(Exercise exercise, Vignette vignette, Typed typed) {
        Function<View, List<Field>> fields =
                view ->
                        vignette.persons().stream()
                                .map(person ->
                                        typed.field(
                                                        view,
                                                        FLAGS + person.id(),
                                                        view.text(
                                                                "learning.flags-of",
                                                                person.who()
                                                                        .in(
                                                                                view.language()
                                                                                        .code())))
                                                .hint(view.text("learning.flags-hint")))
                                .toList();
        Function<View, List<Option>> screens =
                view ->
                        rulebook.book().screens().stream()
                                .map(screen ->
                                        Option.of(
                                                screen.id(),
                                                screen.title().in(view.language().code())))
                                .sorted(
                                        Comparator.comparing(
                                                Option::label, String::compareToIgnoreCase))
                                .toList();
        ModelAndView page =
                new ModelAndView("learning/decide")
                        .addObject("id", exercise.id().toString())
                        .addObject("story", vignette)
                        .addObject("fields", fields)
                        .addObject("screens", screens)
                        .addObject("acts", ActChoices.field(typed))
                        .addObject("choices", ActChoices.options(exercise, vignette));
        page.setStatus(typed.hasMistakes() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    /** Ends an exercise; sent twice the first one counts. */
    @PostMapping("/learning/exercises/{id}/decide")
    ModelAndView finish(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes flash) {
        Exercise exercise =
                exercises.find(id).filter(Exercise::mine).orElseThrow(LearningPages::none);
        if (exercise.finished()) {
            return redirect(id, "");
        }
        Optional<Vignette> story = stories.find(exercise.vignette());
        if (story.isEmpty()) {
            return ScreensPages.storyIsGone(flash);
        }
        Vignette vignette = story.get();
        Typed typed = new Typed(request.getParameterMap());
        Set<Integer> acts = ActChoices.chosen(vignette, typed).orElseThrow(LearningPages::none);
        if (exercise.mode() == Mode.SCREENS) {
            return screensPages.finish(exercise, vignette, typed, acts, request);
        }
        Set<String> flags = new LinkedHashSet<>();
        for (Vignette.Player person : vignette.persons()) {
            for (String screen : typed.all(FLAGS + person.id())) {
                if (!(rulebook.book().rule(screen) instanceof Screen)) {
                    throw none();
                }
                flags.add(person.id() + "/" + screen);
            }
        }
        if (acts.isEmpty()) {
            typed.wrong(ActChoices.NAME, ActChoices.NONE);
            return decide(exercise, vignette, typed);
        }
        exercises.finish(id, flags, acts, Judgement.of(vignette, flags, acts).result());
        return redirect(id, "");
    }

    private ModelAndView feedback(Exercise exercise, Vignette vignette, boolean inside) {
        Judgement judgement = Judgement.of(vignette, exercise.flags(), exercise.acts());
        Function<View, Feedback> page =
                view -> wording.feedback(view, exercise, vignette, judgement);
        return new ModelAndView("learning/feedback")
                .addObject("id", exercise.id().toString())
                .addObject("story", vignette)
                .addObject("mine", exercise.mine())
                .addObject("by", exercise.by() == null ? "" : exercise.by())
                .addObject("shared", exercise.shared())
                .addObject("mode", exercise.mode().code())
                .addObject("off", screens.off().isPresent())
                .addObject("inside", inside)
                .addObject("again", Ids.next().toString())
                .addObject("feedback", page);
    }

    /** Shows an exercise to the supervisors, or takes that back. */
    @PostMapping("/learning/exercises/{id}/share")
    ModelAndView share(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes flash) {
        boolean shared = new Typed(request.getParameterMap()).one("shared").equals("yes");
        if (exercises.find(id).filter(Exercise::mine).isEmpty()) {
            throw none();
        }
        exercises.share(id, shared);
        flash.addFlashAttribute(
                "flash",
                new Flash(Tone.DONE, shared ? "learning.is-shared" : "learning.not-shared"));
        return redirect(id, "");
    }

    private Exercise open(UUID id) {
        return exercises
                .find(id)
                .filter(one -> one.mine() && !one.finished() && one.mode() == Mode.PAPER)
                .orElseThrow(LearningPages::none);
    }

    private static Vignette.Player person(Vignette vignette, Typed typed) {
        Vignette.Player person = vignette.person(typed.one("person"));
        if (person == null) {
            throw none();
        }
        return person;
    }

    private static ModelAndView redirect(UUID id, String rest) {
        return new ModelAndView("redirect:/learning/exercises/" + id + rest);
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
