package amparo.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
    private static final Texts TEXTS = Texts.strict();

    /** A string that is written as a key is: in Java and in templates. */
    private static final Pattern LITERAL = Pattern.compile("\"((?:[a-z0-9-]+\\.)*[a-z0-9-]*)\"");

    /** A key that is asked for by its whole name. */
    private static final Pattern ASKED =
            Pattern.compile("\\.(text|count)\\((?:language, )?\"([a-z0-9.-]+[a-z0-9])\"(?! \\+)");

    @Test
    void anUnknownKeyThrowsInTestsAndIsShownAsItselfInService() {
        assertThatThrownBy(() -> TEXTS.text(Language.ES, "no.such.text"))
                .hasMessageContaining("no.such.text");
        assertThat(Texts.load().text(Language.ES, "no.such.text")).isEqualTo("[no.such.text]");
    }

    @Test
    void aTextThatIsMissingInAPreparedLanguageComesFromAnotherAndTestsSeeIt() {
        assertThat(TEXTS.text(Language.PT, "link.back")).isEqualTo("[es] Volver");
        assertThat(TEXTS.text(Language.FR, "link.back")).isEqualTo("[en] Back");
        assertThat(Texts.load().text(Language.PT, "link.back")).isEqualTo("Volver");
        assertThat(TEXTS.offered()).containsExactly(Language.ES, Language.EN);
    }

    @Test
    void spanishAndEnglishHaveTheSameKeysWithTheSamePlaceholders() {
        assertThat(TEXTS.known(Language.ES)).hasSizeGreaterThan(100);
        assertThat(TEXTS.known(Language.ES).keySet())
                .containsExactlyInAnyOrderElementsOf(TEXTS.known(Language.EN).keySet());
        TEXTS.known(Language.ES)
                .forEach((key, text) ->
                        assertThat(placeholders(text))
                                .as(key)
                                .isEqualTo(placeholders(TEXTS.known(Language.EN).get(key))));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noTextIsBlankOrHoldsASignThatFormattingSwallows(Language language) {
        TEXTS.known(language)
                .forEach((key, text) -> {
                    assertThat(text).as(key).isNotBlank().isEqualTo(text.strip());
                    assertThat(text).as(key + ": write ’").doesNotContain("'");
                    new MessageFormat(text);
                });
    }

    @Test
    void everyCountedTextHasBothForms() {
        Set<String> keys = TEXTS.known(Language.ES).keySet();
        assertThat(keys.stream().filter(key -> key.endsWith(".one")))
                .isNotEmpty()
                .allMatch(key -> keys.contains(key.replaceFirst("one$", "other")));
    }

    @Test
    void noKeyIsUnused() {
        String sources = sources().collect(Collectors.joining("\n"));
        Set<String> literals = new TreeSet<>();
        Matcher matcher = LITERAL.matcher(sources);
        while (matcher.find()) {
            literals.add(matcher.group(1));
        }
        assertThat(TEXTS.known(Language.ES).keySet())
                .allMatch(key -> isUsed(key, literals), "is written in a template or class");
        assertThat(isUsed("no.such.text", literals)).isFalse();
    }

    @Test
    void noKeyIsMissing() {
        Matcher matcher = ASKED.matcher(sources().collect(Collectors.joining("\n")));
        Set<String> asked = new TreeSet<>();
        while (matcher.find()) {
            asked.add(matcher.group(2) + (matcher.group(1).equals("count") ? ".other" : ""));
        }
        assertThat(asked)
                .hasSizeGreaterThan(50)
                .allMatch(key -> TEXTS.has(key) || TEXTS.has("gallery." + key), "has a text");
        for (ErrorPage page : ErrorPage.values()) {
            for (String part : Set.of(".title", ".means", ".now")) {
                assertThat(TEXTS.has("errors." + page.code() + part)).as("%s", page).isTrue();
            }
        }
    }

    @Test
    void countsChooseTheFormOfTheLanguage() {
        assertThat(TEXTS.count(Language.ES, "day.in", 1)).isEqualTo("en 1 día");
        assertThat(TEXTS.count(Language.ES, "day.in", 0)).isEqualTo("en 0 días");
        assertThat(Language.FR.plural(0)).isEqualTo("one");
        assertThat(Language.EN.plural(0)).isEqualTo("other");
        assertThat(TEXTS.count(Language.ES, "textarea.limit", 12_000))
                .isEqualTo("Hasta 12\u202f000 letras");
    }

    @Test
    void whatIsPutIntoATextIsNotReadAsAPlaceholder() {
        assertThat(TEXTS.text(Language.EN, "errors.reference", "{1} 'x' {")).contains("{1} 'x' {");
    }

    /** Used in full, as the stem of a counted text, or behind a beginning that code completes. */
    private static boolean isUsed(String key, Set<String> literals) {
        String stem = key.replaceFirst("\\.(one|other)$", "");
        return literals.contains(key)
                || literals.contains(stem)
                || literals.stream()
                        .filter(start -> start.endsWith(".") || start.endsWith("-"))
                        .filter(start -> !start.equals("gallery."))
                        .anyMatch(key::startsWith)
                || (key.startsWith("gallery.")
                        && literals.contains(key.substring("gallery.".length())));
    }

    private static Set<String> placeholders(String text) {
        return Pattern.compile("\\{[^}]*}")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    private static Stream<String> sources() {
        return Stream.of("src/main/jte", "src/main/java")
                .flatMap(folder -> {
                    try (Stream<Path> files = Files.walk(Path.of(folder))) {
                        return files.filter(Files::isRegularFile).toList().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .map(file -> {
                    try {
                        return Files.readString(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
