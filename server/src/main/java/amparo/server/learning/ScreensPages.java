package amparo.server.learning;

import amparo.rulebook.vignette.Vignette;
import amparo.server.learning.Exercises.Exercise;
import amparo.server.learning.Gathering.Gathered;
import amparo.server.learning.Gathering.Standing;
import amparo.server.learning.LearningViews.Stands;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.practice.Practice;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A story worked in the real screens: into it, out of it for somebody real, on again later, and its
 * end. All these pages are of real work; what they show of an exercise is read in its world.
 */
@Controller
class ScreensPages {

    private final Stories stories;
    private final Exercises exercises;
    private final RealScreens screens;
    private final LearningWords words;

    ScreensPages(Stories stories, Exercises exercises, RealScreens screens, LearningWords words) {
        this.stories = stories;
        this.exercises = exercises;
        this.screens = screens;
        this.words = words;
    }

    /** Begins a story in the real screens; a second click goes on where the first one began. */
    @PostMapping("/learning/stories/{vignette}/screens")
    ModelAndView start(
            @PathVariable String vignette, HttpServletRequest request, RedirectAttributes flash) {
        Vignette story = stories.find(vignette).orElseThrow(ScreensPages::none);
        if (screens.off().isPresent()) {
            return failed(flash);
        }
        UUID id =
                Optional.ofNullable(new Typed(request.getParameterMap()).id("id"))
                        .orElseGet(Ids::next);
        exercises.start(id, story.id(), Mode.SCREENS);
        return enter(id, false, request, flash);
    }

    /** Goes on with one, in this session. */
    @PostMapping("/learning/exercises/{id}/screens")
    ModelAndView goOn(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes flash) {
        return enter(id, true, request, flash);
    }

    private ModelAndView enter(
            UUID id, boolean again, HttpServletRequest request, RedirectAttributes flash) {
        Exercise exercise =
                exercises.find(id).filter(Exercise::mine).orElseThrow(ScreensPages::none);
        if (exercise.finished() || exercise.mode() != Mode.SCREENS) {
            return redirect(id);
        }
        Optional<Vignette> story = stories.find(exercise.vignette());
        if (story.isEmpty()) {
            return storyIsGone(flash);
        }
        boolean anew = again && !screens.stands(id);
        Optional<String> begins = screens.enter(id, story.get(), request);
        if (begins.isEmpty()) {
            return failed(flash);
        }
        flash.addFlashAttribute(
                "flash",
                new Flash(
                        anew ? Tone.ATTENTION : Tone.NEUTRAL,
                        anew ? "learning.screens-anew" : "learning.screens-begin"));
        return new ModelAndView("redirect:" + begins.get());
    }

    /** The page of an exercise that is neither ended nor worked at this moment. */
    ModelAndView between(Exercise exercise, Vignette vignette, HttpServletRequest request) {
        if (!exercise.mine()) {
            throw none();
        }
        Optional<Practice.Off> off = screens.off();
        Function<View, @Nullable String> why =
                view -> off.map(one -> view.text(one.key(), one.cure())).orElse(null);
        return new ModelAndView("learning/screens")
                .addObject("id", exercise.id().toString())
                .addObject("story", vignette)
                .addObject("off", why)
                .addObject("stands", off.isEmpty() && screens.stands(exercise.id()))
                .addObject("inside", screens.isInAny(request));
    }

    /** What stands on everybody, and what to do now. */
    ModelAndView decide(
            Exercise exercise, Vignette vignette, Typed typed, HttpServletRequest request) {
        Optional<List<Standing>> seen = screens.seen(exercise.id(), vignette);
        if (seen.isEmpty()) {
            return between(exercise, vignette, request);
        }
        boolean inside = screens.isIn(request, exercise.id());
        Function<View, List<Stands>> stands =
                view -> seen.get().stream().map(one -> stands(view, one, inside)).toList();
        ModelAndView page =
                new ModelAndView("learning/screensDecide")
                        .addObject("id", exercise.id().toString())
                        .addObject("story", vignette)
                        .addObject("stands", stands)
                        .addObject("inside", inside)
                        .addObject("acts", ActChoices.field(typed))
                        .addObject("choices", ActChoices.options(exercise, vignette));
        page.setStatus(typed.hasMistakes() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    private Stands stands(View view, Standing one, boolean inside) {
        String code = one.code();
        return new Stands(
                one.player().who().in(view.language().code()),
                code,
                code == null || !inside ? null : "/persons/" + code + "/needs",
                one.screens().stream()
                        .map(screen -> words.title(screen, view))
                        .sorted(String::compareToIgnoreCase)
                        .toList());
    }

    /** Ends it: what stands in its world at this moment is judged; the first end counts. */
    ModelAndView finish(
            Exercise exercise,
            Vignette vignette,
            Typed typed,
            Set<Integer> acts,
            HttpServletRequest request) {
        if (acts.isEmpty()) {
            typed.wrong(ActChoices.NAME, ActChoices.NONE);
            return decide(exercise, vignette, typed, request);
        }
        Optional<Gathered> gathered = screens.gather(exercise.id(), vignette);
        if (gathered.isEmpty()) {
            return between(exercise, vignette, request);
        }
        Gathered what = gathered.get();
        exercises.finish(
                exercise.id(),
                what.asked(),
                what.alone(),
                what.flags(),
                acts,
                Judgement.of(vignette, what.flags(), acts).result());
        if (screens.isIn(request, exercise.id())) {
            screens.leave(request);
        }
        return redirect(exercise.id());
    }

    /**
     * A newer rulebook came without this story: nothing can be judged, and nothing holds anybody.
     */
    static ModelAndView storyIsGone(RedirectAttributes flash) {
        flash.addFlashAttribute("flash", new Flash(Tone.ATTENTION, "learning.story-went"));
        return new ModelAndView("redirect:/learning");
    }

    private static ModelAndView failed(RedirectAttributes flash) {
        flash.addFlashAttribute("flash", new Flash(Tone.ATTENTION, "learning.screens-failed"));
        return new ModelAndView("redirect:/learning");
    }

    private static ModelAndView redirect(UUID id) {
        return new ModelAndView("redirect:/learning/exercises/" + id);
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
