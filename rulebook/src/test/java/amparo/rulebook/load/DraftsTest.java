package amparo.rulebook.load;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.JsonReader;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import amparo.rulebook.report.RuleText;
import amparo.rulebook.report.RulebookStats;
import amparo.rulebook.source.Content;
import amparo.rulebook.source.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: a translation is a draft until a native reviewer signs it, and again when its texts
 * change.
 */
class DraftsTest {
    @Test
    void theContentDeclaresItsDrafts() {
        Rulebook book = load(Map.of()).rulebook();
        assertThat(book.translations().isDraft("ht", "mex-asylum")).isTrue();
        assertThat(book.translations().isDraft("es", "mex-asylum")).isFalse();
        assertThat(RulebookStats.of(load(Map.of())).json()).contains("\"drafts\": {\n    \"pt\": ");
    }

    @Test
    void aSignatureHoldsForTheTextsThatWereRead() {
        Loaded before = load(Map.of());
        String hash = TextHash.of(before.rulebook().rule("mex-asylum"), "pt");
        assertThat(RuleText.text(before, "mex-asylum", null, "pt"))
                .contains("Draft translation")
                .contains(hash);
        Loaded signed = load(Map.of("drafts.yaml", signature("mex-asylum", hash)));
        assertThat(signed.findings().stream().filter(f -> f.text().contains("drafts.yaml")))
                .isEmpty();
        assertThat(signed.rulebook().translations().isDraft("pt", "mex-asylum")).isFalse();
        assertThat(signed.rulebook().translations().isDraft("pt", "chl-asylum")).isTrue();
        assertThat(RuleText.text(signed, "mex-asylum", null, "pt"))
                .doesNotContain("Draft translation");
        Rulebook again =
                RulebookCodec.read(JsonReader.read(RulebookCodec.write(signed.rulebook())));
        assertThat(again.translations()).isEqualTo(signed.rulebook().translations());
    }

    @Test
    void aSignatureLapsesWhenATextChanges() {
        Loaded loaded = load(Map.of("drafts.yaml", signature("mex-asylum", "00000000")));
        assertThat(loaded.rulebook().translations().isDraft("pt", "mex-asylum")).isTrue();
        assertThat(loaded.findings().stream().map(Finding::text))
                .anyMatch(text -> text.contains("have changed since they were signed"));
    }

    @Test
    void aSignatureForAnUnknownRuleIsAnError() {
        Loaded loaded = load(Map.of("drafts.yaml", signature("mex-asylumm", "00000000")));
        assertThat(loaded.hasErrors()).isTrue();
        assertThat(loaded.findings().stream().map(Finding::text))
                .anyMatch(text -> text.contains("'mex-asylum'"));
    }

    private static String signature(String rule, String hash) {
        return "drafts: [pt, fr, ht]\nsigned:\n  - {language: pt, rule: "
                + rule
                + ", on: 2027-01-15, texts: \""
                + hash
                + "\"}\n";
    }

    private static Loaded load(Map<String, String> instead) {
        Map<String, String> texts = new TreeMap<>();
        Content.ofFolder(Path.of("content"))
                .files()
                .keySet()
                .forEach(path -> texts.put(path, read(Path.of("content").resolve(path))));
        texts.putAll(instead);
        return RulebookLoader.load(Content.of(texts));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
