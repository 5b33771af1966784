package amparo.server.practice;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.platform.Language;
import amparo.server.platform.PracticeNote;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The banner of the page that is drawn. It is there for every session that practises, whatever
 * fails: a page without it would be taken for real work.
 */
@Component
public class PracticeNotes {

    private static final Logger LOG = LoggerFactory.getLogger(PracticeNotes.class);

    private final Practice practice;
    private final ObjectProvider<PracticeBanner> banners;

    PracticeNotes(Practice practice, ObjectProvider<PracticeBanner> banners) {
        this.practice = practice;
        this.banners = banners;
    }

    /** What the page says of the exercise; empty for whoever works, or is not signed in. */
    public Optional<PracticeNote> of(HttpServletRequest request, Language language) {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return PracticeMark.exercise(request)
                    .map(exercise ->
                            PracticeMark.actor(request)
                                    .map(actor ->
                                            Acting.as(
                                                    actor, () -> note(exercise, request, language)))
                                    .orElseGet(() -> plain(exercise)));
        }
        return Acting.find()
                .map(Actor::account)
                .flatMap(somebody -> practice.current(request))
                .map(exercise -> note(exercise, request, language));
    }

    private PracticeNote note(UUID exercise, HttpServletRequest request, Language language) {
        PracticeBanner banner = banners.getIfAvailable();
        if (banner != null && practice.stands(exercise)) {
            try {
                return practice.in(exercise, () -> banner.of(exercise, request, language));
            } catch (RuntimeException failed) {
                // The class alone: messages quote values.
                LOG.warn("a page of an exercise has no story: {}", failed.getClass().getName());
            }
        }
        return plain(exercise);
    }

    private static PracticeNote plain(UUID exercise) {
        return new PracticeNote(
                exercise.toString(),
                null,
                "/learning/exercises/" + exercise + "/decide",
                List.of(),
                List.of());
    }
}
