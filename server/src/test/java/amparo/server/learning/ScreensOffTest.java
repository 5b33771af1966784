package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.learning.Exercises.Exercise;
import amparo.server.platform.Language;
import amparo.server.platform.PageLanguage;
import amparo.server.platform.Pages;
import amparo.server.platform.Texts;
import amparo.server.platform.View;
import amparo.server.practice.Practice;
import amparo.server.practice.PracticeException;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFiles;
import amparo.server.testing.WholeServer;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;

/**
 * FEATURE: where there can be no exercises in the real screens the page of learning says why and
 * what helps, offers none, and every story is worked on paper as before.
 */
@Tag("database")
class ScreensOffTest {

    private static final String UNCLE = "the-uncle-at-the-counter";
    private static final String CURE = "alter role some_owner createdb";

    private final WholeServer server = WholeServer.get();
    private final Exercises exercises = server.context.getBean(Exercises.class);
    private final RealScreens screens =
            new RealScreens(
                    new Off(),
                    server.context.getBean(Staging.class),
                    server.context.getBean(Gathering.class),
                    server.context.getBean(PageLanguage.class));
    private final ScreensPages screensPages =
            new ScreensPages(
                    server.context.getBean(Stories.class),
                    exercises,
                    screens,
                    server.context.getBean(LearningWords.class));
    private final LearningPages pages =
            new LearningPages(
                    server.context.getBean(Stories.class),
                    exercises,
                    server.context.getBean(LoadedRulebook.class),
                    server.context.getBean(PersonFiles.class),
                    server.context.getBean(LearningWords.class),
                    screens,
                    screensPages);

    private Actor officer = Actor.atTheGate("test");

    /** Whoever owns the database may make no other. */
    private static final class Off implements Practice {
        @Override
        public Optional<Practice.Off> off() {
            return Optional.of(new Practice.Off("practice.off-right", CURE));
        }

        @Override
        public void open(UUID exercise) {
            throw new PracticeException("off");
        }

        @Override
        public boolean stands(UUID exercise) {
            return false;
        }

        @Override
        public <T> T in(UUID exercise, Supplier<T> work) {
            throw new PracticeException("off");
        }

        @Override
        public UUID site(UUID exercise) {
            throw new PracticeException("off");
        }

        @Override
        public Optional<UUID> current(HttpServletRequest request) {
            return Optional.empty();
        }

        @Override
        public void choose(HttpServletRequest request, UUID exercise) {
            throw new AssertionError("nobody goes where nothing is");
        }

        @Override
        public void leave(HttpServletRequest request) {}

        @Override
        public boolean opens(String method, String path) {
            return false;
        }
    }

    @BeforeEach
    void somebodyWhoLearns() throws Exception {
        UUID organisation = server.organisation(OrganisationKind.NGO);
        officer =
                new Actor(
                        server.worker(organisation, Role.CASE_WORKER, "own").account,
                        organisation,
                        OrganisationKind.NGO,
                        Room.FRONTLINE,
                        Set.of(Role.CASE_WORKER),
                        Scope.OWN,
                        Set.of(),
                        "test");
    }

    /** Nothing of it may be asked: without an exercise there is nothing to be read from it. */
    private static HttpServletRequest request() {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        ScreensOffTest.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (proxy, method, values) -> {
                            throw new AssertionError(method.getName());
                        });
    }

    private String draw(ModelAndView page, Language language) {
        Map<String, Object> values = new HashMap<>(page.getModel());
        values.put("view", View.in(Texts.load(), language).build());
        return server.context
                .getBean(Pages.class)
                .render(java.util.Objects.requireNonNull(page.getViewName()), values);
    }

    @Test
    void thePageOfLearningSaysWhyAndOffersPaperAlone() {
        for (Language language : List.of(Language.EN, Language.ES)) {
            String page = draw(Acting.as(officer, () -> pages.overview(request())), language);
            assertThat(page)
                    .contains(CURE, "action=\"/learning/stories/" + UNCLE + "\"")
                    .doesNotContain("/screens\"");
        }
    }

    @Test
    void nothingIsBegunByAPageThatWasOpenBefore() throws Exception {
        RedirectAttributesModelMap flash = new RedirectAttributesModelMap();
        ModelAndView answer = Acting.as(officer, () -> screensPages.start(UNCLE, request(), flash));
        assertThat(answer.getViewName()).isEqualTo("redirect:/learning");
        assertThat(flash.getFlashAttributes())
                .hasToString("{flash=Flash[tone=ATTENTION, text=learning.screens-failed]}");
        assertThat(
                        server.column(
                                "select id::text from exercise where account = ?",
                                officer.account()))
                .isEmpty();
    }

    @Test
    void anExerciseThatWasBegunBeforeWaitsAndSaysWhy() {
        UUID id = UUID.randomUUID();
        Acting.as(
                officer,
                () -> {
                    exercises.start(id, UNCLE, Mode.SCREENS);
                    return id;
                });
        RedirectAttributesModelMap flash = new RedirectAttributesModelMap();
        assertThat(
                        draw(
                                Acting.as(officer, () -> pages.exercise(id, request(), flash)),
                                Language.EN))
                .contains(CURE)
                .doesNotContain("/screens\"", "/decide\"");
        // What cannot be judged is not ended.
        assertThat(draw(Acting.as(officer, () -> pages.decide(id, request(), flash)), Language.EN))
                .contains(CURE);
        assertThat(Acting.as(officer, () -> exercises.find(id)).map(Exercise::finished))
                .hasValue(false);
        assertThat(Acting.as(officer, () -> screensPages.goOn(id, request(), flash)).getViewName())
                .isEqualTo("redirect:/learning");
        // On paper it can be worked all the same.
        assertThat(draw(Acting.as(officer, () -> pages.overview(request())), Language.EN))
                .contains("How it stands", "action=\"/learning/stories/" + UNCLE + "\"");
    }
}
