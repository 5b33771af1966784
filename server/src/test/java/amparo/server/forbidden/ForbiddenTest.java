package amparo.server.forbidden;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.rule.Screen;
import amparo.server.testing.WholeServer.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE: what the rulebook forbids cannot be done with this software, and whoever could do it
 * elsewhere reads at the person that it is forbidden, in Spanish and English, at a desk and on a
 * tablet. The sentences come from the rulebook, and {@code proofs.tsv} says how each is shown: a
 * new sentence without a proof is red.
 */
@Tag("database")
@Tag("door")
class ForbiddenTest {

    private static final Map<String, String> SHOWN = new HashMap<>();

    private static World world;
    private static Attempts attempts;
    private static Browser spanish;
    private static Map<String, JsonNode> tablet;
    private static List<Line> lines;

    /** What a screen forbids. */
    record Sentence(String screen, String es, String en) {
        @Override
        public String toString() {
            return screen + ": " + en;
        }
    }

    /** How it is shown for the sentences of a screen that hold these words. */
    record Line(String screen, String words, List<String> proofs) {
        boolean is(Sentence sentence) {
            return screen.equals(sentence.screen()) && sentence.en().contains(words);
        }
    }

    @BeforeAll
    static void open() throws Exception {
        lines = read();
        world = new World();
        attempts = new Attempts(world);
        spanish = world.someone(world.ours, amparo.server.access.Role.PROTECTION_SPECIALIST);
        world.server.sql("update account set language = 'es' where id = ?", spanish.account);
        Matcher version =
                Pattern.compile("/device/files/([^/\"]+)/")
                        .matcher(world.worker.get("/device/app").body());
        assertThat(version.find()).isTrue();
        tablet = new HashMap<>();
        for (String language : List.of("es", "en")) {
            String path = "/device/files/" + version.group(1) + "/screens." + language + ".json";
            tablet.put(
                    language,
                    JsonMapper.shared().readTree(world.worker.get(path).body()).path("screens"));
        }
    }

    private static List<Line> read() throws IOException {
        try (InputStream file = ForbiddenTest.class.getResourceAsStream("proofs.tsv")) {
            if (file == null) {
                throw new AssertionError("no proofs");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t"))
                    .map(parts -> new Line(parts[0], parts[1], List.of(parts[2].split(","))))
                    .toList();
        }
    }

    static Stream<Sentence> sentences() throws Exception {
        List<Sentence> all = new ArrayList<>();
        for (Screen screen : new World().rulebook.book().screens()) {
            screen.never()
                    .forEach(one -> all.add(new Sentence(screen.id(), one.in("es"), one.in("en"))));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void whatIsForbiddenCannotBeDone(Sentence sentence) throws Exception {
        world.again();
        List<Line> of = lines.stream().filter(one -> one.is(sentence)).toList();
        assertThat(of).as("a proof for \"%s\" in proofs.tsv", sentence).hasSize(1);
        isShown(sentence);
        for (String proof : of.getFirst().proofs()) {
            attempts.run(proof, sentence.screen());
        }
    }

    @Test
    void everyLineIsAboutASentenceThatTheRulebookStillHas() throws Exception {
        List<Sentence> all = sentences().toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(75);
        assertThat(lines)
                .allMatch(line -> all.stream().filter(line::is).count() == 1)
                .hasSize(all.size());
        assertThat(lines.stream().flatMap(line -> line.proofs().stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(attempts.names());
    }

    /** The why panel at a desk and the step on a tablet say it, in both languages. */
    private static void isShown(Sentence sentence) throws Exception {
        String page =
                SHOWN.computeIfAbsent(
                        sentence.screen(),
                        screen -> {
                            try {
                                String code = world.enter();
                                world.observe(code, screen);
                                world.assign(world.specialist, code);
                                world.assign(spanish, code);
                                return World.text(
                                                world.specialist
                                                        .get("/persons/" + code + "/needs")
                                                        .body())
                                        + World.text(
                                                spanish.get("/persons/" + code + "/needs").body());
                            } catch (Exception failed) {
                                throw new IllegalStateException(failed);
                            }
                        });
        assertThat(page)
                .contains("What not to do", sentence.en())
                .contains("Lo que no se hace".substring(0, 5), sentence.es());
        JsonNode es = tablet.get("es");
        JsonNode en = tablet.get("en");
        assertThat(es != null && en != null).isTrue();
        assertThat(words(es, sentence.screen())).contains(sentence.es());
        assertThat(words(en, sentence.screen())).contains(sentence.en());
    }

    private static List<String> words(JsonNode screens, String screen) {
        List<String> all = new ArrayList<>();
        screens.path(screen).path("never").forEach(one -> all.add(one.stringValue("")));
        return all;
    }
}
