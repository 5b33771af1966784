package amparo.finder.interview;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sentence of the interview is there in all five languages. */
class TextsOfTheInterviewTest {
    private static final List<String> LANGUAGES = List.of("es", "en", "pt", "fr", "ht");
    private static final Path WEB = Path.of("src/main/web");
    private static final Pattern GAP = Pattern.compile("\\{\\w+}");
    private static final Pattern USED = Pattern.compile("\\bt\\(\\s*'([^']+)'");

    @Test
    void allLanguagesHaveTheSameSentencesAndGaps() throws IOException {
        Map<String, String> spanish = texts("es");
        assertThat(spanish).hasSizeGreaterThan(200);
        for (String language : LANGUAGES) {
            Map<String, String> other = texts(language);
            assertThat(other.keySet()).as(language).isEqualTo(spanish.keySet());
            other.forEach((key, text) -> {
                assertThat(text).as(language + " " + key).isNotBlank();
                assertThat(gaps(text)).as(language + " " + key).isEqualTo(gaps(spanish.get(key)));
            });
        }
    }

    @Test
    void everySentenceThatIsUsedIsThere() throws IOException {
        Set<String> known = new TreeSet<>(texts("en").keySet());
        Properties shared = new Properties();
        try (var in =
                Files.newBufferedReader(
                        Path.of(
                                "../app/src/main/resources/amparo/app/text/messages_en.properties"))) {
            shared.load(in);
        }
        known.addAll(shared.stringPropertyNames());
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(WEB.resolve("app"))) {
            for (Path file : files.filter(TextsOfTheInterviewTest::isOurs).toList()) {
                USED.matcher(Files.readString(file)).results().forEach(r -> used.add(r.group(1)));
            }
        }
        assertThat(used).hasSizeGreaterThan(120);
        assertThat(known).containsAll(used);
    }

    @Test
    void noTwoLanguagesSayTheSameByMistake() throws IOException {
        Map<String, String> english = texts("en");
        for (String language : List.of("es", "pt", "fr", "ht")) {
            Set<String> same =
                    texts(language).entrySet().stream()
                            .filter(e -> e.getValue().length() > 20)
                            .filter(e -> e.getValue().equals(english.get(e.getKey())))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet());
            assertThat(same).as(language).isEmpty();
        }
    }

    /** The scripts of the other pages have their words in the pages. */
    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".js") && !Set.of("site.js", "catalogue.js").contains(name);
    }

    private static Map<String, String> texts(String language) throws IOException {
        Data.Fields fields =
                (Data.Fields)
                        JsonReader.read(
                                Files.readString(WEB.resolve("texts/" + language + ".json")));
        Map<String, String> texts = new LinkedHashMap<>();
        fields.fields()
                .keySet()
                .forEach(key -> texts.put(key, ((Data.Text) fields.get(key)).text()));
        return texts;
    }

    private static Set<String> gaps(String text) {
        return GAP.matcher(text)
                .results()
                .map(r -> r.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
