package amparo.server.practice;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.platform.Language;
import amparo.server.platform.PracticeNote;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;

/** FEATURE: no page of a session that practises is without its banner, whatever fails. */
class PracticeNotesTest {

    private static final UUID EXERCISE = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final Actor OFFICER =
            new Actor(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    OrganisationKind.NGO,
                    Room.FRONTLINE,
                    Set.of(Role.CASE_WORKER),
                    Scope.OWN,
                    Set.of(),
                    "test");

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/persons");

    /** One exercise that stands, and a session that is in it. */
    private record Standing(boolean stands) implements Practice {
        @Override
        public Optional<Off> off() {
            return Optional.empty();
        }

        @Override
        public void open(UUID exercise) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean stands(UUID exercise) {
            return stands;
        }

        @Override
        public <T> T in(UUID exercise, Supplier<T> work) {
            return work.get();
        }

        @Override
        public UUID site(UUID exercise) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<UUID> current(HttpServletRequest request) {
            return Optional.of(EXERCISE);
        }

        @Override
        public void choose(HttpServletRequest request, UUID exercise) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void leave(HttpServletRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean opens(String method, String path) {
            return true;
        }
    }

    private static PracticeNotes notes(boolean stands, PracticeBanner... banners) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (PracticeBanner banner : banners) {
            beans.addBean("banner", banner);
        }
        return new PracticeNotes(new Standing(stands), beans.getBeanProvider(PracticeBanner.class));
    }

    private static PracticeNote story(String title) {
        return new PracticeNote(EXERCISE.toString(), title, "/end", List.of(), List.of());
    }

    private Optional<PracticeNote> drawn(PracticeNotes notes) {
        return Acting.as(OFFICER, () -> notes.of(request, Language.EN));
    }

    @Test
    void theStoryIsToldWhereItCanBe() {
        assertThat(drawn(notes(true, (exercise, page, language) -> story("The uncle"))))
                .contains(story("The uncle"));
    }

    @Test
    void aStoryThatCannotBeToldLeavesTheBannerAndTheWayOut() {
        PracticeBanner broken =
                (exercise, page, language) -> {
                    throw new IllegalStateException("no story");
                };
        for (PracticeNotes notes :
                List.of(notes(true, broken), notes(true), notes(false, broken))) {
            assertThat(drawn(notes))
                    .hasValueSatisfying(note -> {
                        assertThat(note.exercise()).isEqualTo(EXERCISE.toString());
                        assertThat(note.title()).isNull();
                        assertThat(note.end())
                                .isEqualTo("/learning/exercises/" + EXERCISE + "/decide");
                    });
        }
    }

    @Test
    void whoIsNotSignedInIsToldNothing() {
        PracticeNotes notes = notes(true, (exercise, page, language) -> story("The uncle"));
        assertThat(Acting.as(Actor.atTheGate("test"), () -> notes.of(request, Language.EN)))
                .isEmpty();
        assertThat(notes.of(request, Language.EN)).isEmpty();
    }

    @Test
    void aPageThatTellsOfAnErrorHasWhatTheRequestNoted() {
        PracticeNotes notes = notes(true, (exercise, page, language) -> story("The uncle"));
        request.setDispatcherType(DispatcherType.ERROR);
        assertThat(notes.of(request, Language.EN)).as("of a request of real work").isEmpty();
        PracticeMark.exercise(request, EXERCISE);
        assertThat(notes.of(request, Language.EN))
                .as("refused before it was known who acts")
                .hasValueSatisfying(note -> assertThat(note.title()).isNull());
        PracticeMark.of(request, OFFICER);
        assertThat(notes.of(request, Language.EN)).contains(story("The uncle"));
    }
}
