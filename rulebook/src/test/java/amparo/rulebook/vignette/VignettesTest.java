package amparo.rulebook.vignette;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Wording;
import amparo.engine.rule.Screen;
import amparo.rulebook.compile.CompiledRulebook;
import amparo.rulebook.compile.CompiledVignettes;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.RulebookLoader;
import amparo.rulebook.source.Content;
import amparo.rulebook.source.Finding;
import amparo.rulebook.source.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** FEATURE: the stories to learn from say exactly what the rules see, and practise all of them. */
class VignettesTest {
    private static final Content CONTENT = Content.ofFolder(Path.of("content"));
    private static final Loaded LOADED = RulebookLoader.load(CONTENT);
    private static final String STORY = "vignettes/paid-the-guide.yaml";

    @Test
    void whatIsExpectedAndNotSeenIsSaid() {
        Vignette story = vignette("the-uncle-at-the-counter");
        Map<String, Screen.Urgency> flags =
                new LinkedHashMap<>(story.persons().get(0).then().flags());
        flags.remove("trafficking-indication");
        flags.put("pregnant", Screen.Urgency.MEDIUM);
        flags.put("child-at-risk", Screen.Urgency.ROUTINE);
        assertThat(run(withThen(story, flags, Map.of("mex-asylum", "advice-first"))))
                .containsExactlyInAnyOrder(
                        "the-uncle-at-the-counter: boy, then: pregnant does not see it",
                        "the-uncle-at-the-counter: boy, then: child-at-risk is high",
                        "the-uncle-at-the-counter: boy, then: trafficking-indication was not expected",
                        "the-uncle-at-the-counter: boy, then: mex-asylum is can-ask-here, not advice-first");
    }

    @Test
    void aScreenThatNoStoryReachesIsSaid() {
        List<Vignette> without =
                LOADED.vignettes().stream()
                        .filter(one -> !one.screens().contains("torture-survivor"))
                        .toList();
        assertThat(without).hasSizeLessThan(LOADED.vignettes().size());
        assertThat(VignetteRunner.missing(without, LOADED.rulebook()))
                .contains(
                        "no vignette reaches torture-survivor",
                        "no vignette practises what torture-survivor forbids: Do not ask to see marks"
                                + " or wounds.");
    }

    @Test
    void everyStoryComesOutAsItSays() {
        assertThat(LOADED.vignettes()).hasSizeGreaterThanOrEqualTo(28);
        VignetteRunner runner = new VignetteRunner(LOADED.rulebook());
        List<String> problems = new ArrayList<>();
        LOADED.vignettes().forEach(one -> problems.addAll(runner.run(one)));
        assertThat(problems).isEmpty();
    }

    @Test
    void theStoriesReachEveryScreenAndPractiseEverythingThatIsForbidden() {
        assertThat(VignetteRunner.missing(LOADED.vignettes(), LOADED.rulebook())).isEmpty();
    }

    @Test
    void someStoriesRaiseNothingSoThatTooMuchIsLearntToo() {
        List<String> nothing =
                LOADED.vignettes().stream()
                        .filter(one -> one.screens().isEmpty())
                        .map(Vignette::id)
                        .toList();
        assertThat(nothing).hasSizeGreaterThanOrEqualTo(3);
        // And some look like something until somebody is heard alone.
        assertThat(
                        LOADED.vignettes().stream()
                                .filter(one ->
                                        one.persons().stream()
                                                .anyMatch(person ->
                                                        !person.then()
                                                                .flags()
                                                                .keySet()
                                                                .containsAll(
                                                                        person.first()
                                                                                .flags()
                                                                                .keySet())))
                                .count())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void everyTextIsThereInSpanishAndEnglish() {
        List<Wording> texts = new ArrayList<>();
        for (Vignette one : LOADED.vignettes()) {
            texts.addAll(List.of(one.title(), one.story(), one.alone()));
            one.persons()
                    .forEach(person ->
                            texts.addAll(
                                    List.of(
                                            person.who(),
                                            person.first().says(),
                                            person.then().says())));
            one.acts().forEach(act -> texts.add(act.text()));
            texts.addAll(one.teach().values());
        }
        assertThat(texts)
                .hasSizeGreaterThan(300)
                .allSatisfy(text -> assertThat(text.byLanguage()).containsKeys("es", "en"));
    }

    @Test
    void thePackedStoriesAreThoseOfTheFolder() {
        assertThat(CompiledVignettes.load(CompiledRulebook.load()))
                .extracting(Vignette::id)
                .containsExactlyElementsOf(LOADED.vignettes().stream().map(Vignette::id).toList());
    }

    @Test
    void mistakesInAStoryAreFindings() {
        assertThat(findings("teach:", "teaches:")).anyMatch(text -> text.contains("teaches"));
        assertThat(findings("nationality: [ECU]", "nationalty: [ECU]"))
                .anyMatch(text -> text.contains("nationalty"));
        assertThat(findings("mex-asylum: can-ask-here", "mex-asylun: can-ask-here"))
                .anyMatch(text -> text.contains("no door is called 'mex-asylun'"));
        assertThat(findings("flags: {}", "flags: {traffiking-indication: high}"))
                .anyMatch(text -> text.contains("no screen is called 'traffiking-indication'"));
        assertThat(findings("rule: \"how they entered\"", "rule: \"and they\""))
                .anyMatch(text -> text.contains("sentences of 'trafficking-indication' hold"));
        assertThat(findings("flags: {}", "flags: {stranded: medium}"))
                .anyMatch(
                        text -> text.contains("'stranded' is expected, and nothing taught on it"));
        assertThat(findings("vignette: paid-the-guide", "vignette: paid"))
                .anyMatch(text -> text.contains("the vignette is called 'paid'"));
        assertThat(findings("does: forbidden", "does: right"))
                .anyMatch(text -> text.contains("no act is forbidden"));
    }

    private static List<String> findings(String from, String to) {
        Map<String, String> files = new TreeMap<>();
        CONTENT.files().forEach((path, bytes) -> files.put(path, YamlReader.text(bytes)));
        String text = String.valueOf(files.get(STORY));
        assertThat(text).contains(from);
        files.put(STORY, text.replace(from, to));
        return RulebookLoader.load(Content.of(files)).findings().stream()
                .filter(Finding::isError)
                .map(Finding::text)
                .toList();
    }

    private static Vignette vignette(String id) {
        return LOADED.vignettes().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> run(Vignette vignette) {
        return new VignetteRunner(LOADED.rulebook()).run(vignette);
    }

    private static Vignette withThen(
            Vignette story, Map<String, Screen.Urgency> flags, Map<String, String> doors) {
        Vignette.Player person = story.persons().get(0);
        Vignette.Told then = person.then();
        return new Vignette(
                story.id(),
                story.title(),
                story.story(),
                story.alone(),
                story.day(),
                story.sources(),
                List.of(
                        new Vignette.Player(
                                person.id(),
                                person.who(),
                                person.first(),
                                new Vignette.Told(
                                        then.says(), then.told(), then.facts(), flags, doors))),
                story.acts(),
                story.teach());
    }
}
