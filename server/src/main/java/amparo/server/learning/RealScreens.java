package amparo.server.learning;

import amparo.rulebook.vignette.Vignette;
import amparo.server.learning.Gathering.Gathered;
import amparo.server.learning.Gathering.Standing;
import amparo.server.platform.PageLanguage;
import amparo.server.practice.Practice;
import amparo.server.practice.PracticeException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Exercises in the pages of real work: into their world, back, and what became of them there. */
@Component
class RealScreens {

    private static final Logger LOG = LoggerFactory.getLogger(RealScreens.class);

    private final Practice practice;
    private final Staging staging;
    private final Gathering gathering;
    private final PageLanguage languages;

    RealScreens(Practice practice, Staging staging, Gathering gathering, PageLanguage languages) {
        this.practice = practice;
        this.staging = staging;
        this.gathering = gathering;
        this.languages = languages;
    }

    /** Why there are none here, if so. */
    Optional<Practice.Off> off() {
        return practice.off();
    }

    /** What there is of an exercise: its own world, or nothing. */
    boolean stands(UUID exercise) {
        return practice.stands(exercise);
    }

    /** Whether this session is in this exercise. */
    boolean isIn(HttpServletRequest request, UUID exercise) {
        return practice.current(request).filter(exercise::equals).isPresent();
    }

    /** Whether this session is in any exercise. */
    boolean isInAny(HttpServletRequest request) {
        return practice.current(request).isPresent();
    }

    /**
     * Into an exercise: its world is made and set up if it is not there, and from the next request
     * on the session works in it.
     *
     * @return the page where the work begins; empty if it could not be made
     */
    Optional<String> enter(UUID exercise, Vignette vignette, HttpServletRequest request) {
        try {
            practice.open(exercise);
            String begins =
                    practice.in(
                            exercise,
                            () -> staging.stage(exercise, vignette, languages.of(request)));
            practice.choose(request, exercise);
            return Optional.of(begins);
        } catch (PracticeException off) {
            // The words of the cause are for whoever runs the server.
            LOG.warn("an exercise in the real screens could not be set up", off);
            return Optional.empty();
        }
    }

    /** Back to real work. */
    void leave(HttpServletRequest request) {
        practice.leave(request);
    }

    /** What became of it; empty if its world is gone. */
    Optional<Gathered> gather(UUID exercise, Vignette vignette) {
        return inside(exercise, () -> gathering.of(new StoryCast(exercise, vignette)));
    }

    /** What stands on the persons, as whoever learns may read it; empty if its world is gone. */
    Optional<List<Standing>> seen(UUID exercise, Vignette vignette) {
        return inside(exercise, () -> gathering.seen(new StoryCast(exercise, vignette)));
    }

    private <T> Optional<T> inside(UUID exercise, java.util.function.Supplier<T> work) {
        try {
            return practice.stands(exercise)
                    ? Optional.of(practice.in(exercise, work))
                    : Optional.empty();
        } catch (PracticeException gone) {
            LOG.info("the world of an exercise went while it was read", gone);
            return Optional.empty();
        }
    }
}
