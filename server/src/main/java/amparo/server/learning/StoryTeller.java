package amparo.server.learning;

import amparo.engine.fact.Fact;
import amparo.rulebook.vignette.Vignette;
import amparo.server.platform.Language;
import amparo.server.platform.PracticeNote;
import amparo.server.platform.PracticeNote.Heard;
import amparo.server.platform.Texts;
import amparo.server.platform.View;
import amparo.server.practice.PracticeBanner;
import amparo.server.profiling.Interviews;
import amparo.server.profiling.Interviews.Asking;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the persons of a story say, beside the real screens: before others what they say there;
 * after the moment alone was made in the real interview, and never before, what they tell alone. On
 * the page of a question their answer to that very question, or that there is none.
 */
@Component
class StoryTeller implements PracticeBanner {

    private static final Pattern INTERVIEW = Pattern.compile("/interviews/([0-9a-f-]{36})(?:/.*)?");
    private static final Pattern PERSON =
            Pattern.compile("/persons/([0-9A-HJKMNP-TV-Z]{8})(?:/([a-z-]+).*)?");

    /** Pages of a person on which something is written down. */
    private static final Set<String> WRITTEN = Set.of("answers", "records");

    private final Exercises exercises;
    private final Stories stories;
    private final Interviews interviews;
    private final PersonFiles files;
    private final LoadedRulebook rulebook;
    private final Texts texts;

    StoryTeller(
            Exercises exercises,
            Stories stories,
            Interviews interviews,
            PersonFiles files,
            LoadedRulebook rulebook,
            Texts texts) {
        this.exercises = exercises;
        this.stories = stories;
        this.interviews = interviews;
        this.files = files;
        this.rulebook = rulebook;
        this.texts = texts;
    }

    /**
     * What a page is about.
     *
     * @param fact that is asked or written down there
     * @param allowed whether it may be asked there and then
     */
    private record About(Vignette.@Nullable Player player, @Nullable String fact, boolean allowed) {
        static final About NOBODY = new About(null, null, true);
    }

    @Override
    public PracticeNote of(UUID exercise, HttpServletRequest request, Language language) {
        String end = "/learning/exercises/" + exercise + "/decide";
        Optional<Vignette> found =
                exercises.find(exercise).flatMap(one -> stories.find(one.vignette()));
        if (found.isEmpty()) {
            return new PracticeNote(exercise.toString(), null, end, List.of(), List.of());
        }
        Vignette vignette = found.get();
        StoryCast cast = new StoryCast(exercise, vignette);
        Set<UUID> alone = interviews.alone(cast.persons()).keySet();
        About about = about(cast, request);
        View view = View.in(texts, language).build();
        List<Heard> heard = new ArrayList<>();
        heard.add(
                new Heard(
                        view.text("learning.scene"),
                        List.of(vignette.story().in(language.code()))));
        vignette.persons().stream()
                // Whoever the page is about speaks first; a story has no order of importance.
                .sorted(Comparator.comparing(one -> !one.equals(about.player())))
                .forEach(one ->
                        heard.add(heard(vignette, one, alone.contains(cast.person(one)), view)));
        Vignette.Player player = about.player();
        String fact = about.fact();
        return new PracticeNote(
                exercise.toString(),
                vignette.title().in(language.code()),
                end,
                heard,
                player == null || fact == null
                        ? List.of()
                        : List.of(
                                new Heard(
                                        player.who().in(language.code()),
                                        answer(
                                                player,
                                                alone.contains(cast.person(player)),
                                                fact,
                                                about.allowed(),
                                                view))));
    }

    private static Heard heard(Vignette vignette, Vignette.Player one, boolean alone, View view) {
        String language = view.language().code();
        List<String> says = new ArrayList<>();
        says.add(one.first().says().in(language));
        if (alone) {
            says.add(view.text("learning.alone-now") + ": " + vignette.alone().in(language));
            says.add(one.then().says().in(language));
        }
        return new Heard(one.who().in(language), says);
    }

    /** What they answer to a question, in words. */
    private List<String> answer(
            Vignette.Player player, boolean alone, String name, boolean allowed, View view) {
        Fact fact = rulebook.vocabulary().find(name);
        boolean asked = StoryAnswers.isAsked(fact);
        Optional<StoryAnswers.Answer> answer =
                StoryAnswers.of(rulebook.vocabulary(), player, alone, name);
        if (answer.isEmpty()) {
            return List.of(
                    view.text(
                            !asked
                                    ? "learning.here-not-seen"
                                    : !allowed
                                            ? "learning.here-not-now"
                                            : alone
                                                    ? "learning.nothing-more"
                                                    : "learning.silent-now"));
        }
        List<String> words =
                answer.get().values().stream()
                        .map(value -> files.words(name, value, view))
                        .toList();
        List<String> said = words.isEmpty() ? List.of(view.text("learning.none")) : words;
        Stream<String> how =
                !asked
                        ? Stream.of(view.text("learning.here-seen"))
                        : allowed ? Stream.empty() : Stream.of(view.text("learning.here-unasked"));
        Stream<String> all =
                answer.get().whole() ? Stream.of(view.text("learning.here-all")) : Stream.empty();
        return Stream.concat(Stream.concat(how, said.stream()), all).toList();
    }

    private About about(StoryCast cast, HttpServletRequest request) {
        if (request.getAttribute(Interviews.ASKING) instanceof Asking asking) {
            return new About(
                    cast.player(asking.person()).orElse(null), asking.fact(), asking.allowed());
        }
        String path = request.getRequestURI();
        Matcher interview = INTERVIEW.matcher(path);
        if (interview.matches()) {
            return interviews
                    .find(UUID.fromString(interview.group(1)))
                    .flatMap(one -> player(cast, one.person()))
                    .map(one -> new About(one, null, true))
                    .orElse(About.NOBODY);
        }
        Matcher person = PERSON.matcher(path);
        if (person.matches()) {
            String part = person.group(2);
            String fact =
                    part != null && WRITTEN.contains(part) ? request.getParameter("fact") : null;
            return files.reach(person.group(1))
                    .flatMap(one -> player(cast, one))
                    .map(one -> new About(one, known(fact), true))
                    .orElse(About.NOBODY);
        }
        return About.NOBODY;
    }

    private @Nullable String known(@Nullable String fact) {
        return fact == null || rulebook.vocabulary().find(fact) == null ? null : fact;
    }

    private static Optional<Vignette.Player> player(StoryCast cast, PersonFiles.Ref person) {
        return Stream.of(person.files()).flatMap(file -> cast.player(file).stream()).findFirst();
    }
}
