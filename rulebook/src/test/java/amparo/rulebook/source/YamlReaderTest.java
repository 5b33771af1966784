package amparo.rulebook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonWriter;
import amparo.engine.data.Mark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE: files are read as people mean them, and refused with a sentence that says why. */
class YamlReaderTest {
    private static List<Data> read(String text) {
        return YamlReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String text) {
        return new JsonWriter(false).value(read(text).get(0)).toString();
    }

    private static String refusal(String text) {
        List<DataException> problems = new ArrayList<>();
        YamlReader.read(text, problems);
        return problems.get(0).at() + " " + problems.get(0).getMessage();
    }

    @Test
    void wordsStayWords() {
        assertThat(json("{on: NO, a: yes, b: off, c: true, d: 2024-03, e: 15..17, f: 007-a}"))
                .isEqualTo(
                        "{\"on\":\"NO\",\"a\":\"yes\",\"b\":\"off\",\"c\":true,\"d\":\"2024-03\",\"e\":\"15..17\",\"f\":\"007-a\"}");
    }

    @Test
    void everyValueKnowsItsPlace() {
        var root = (Data.Fields) read("a: 1\nb:\n  - x\n  - {c: 'y'}\n").get(0);
        var items = (Data.Items) root.fields().get("b").value();
        assertThat(root.fields().get("b").keyAt()).isEqualTo(new Mark(2, 1));
        assertThat(items.items().get(0).at()).isEqualTo(new Mark(3, 5));
        assertThat(((Data.Fields) items.items().get(1)).fields().get("c").value().at())
                .isEqualTo(new Mark(4, 9));
    }

    @Test
    void aFileMayHoldSeveralDocuments() {
        assertThat(read("a: 1\n---\nb: 2\n")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-.5", "1e3", ".inf", "0x1F", "0o17", "1.", "012"})
    void numbersAreWhole(String number) {
        assertThat(refusal("a: " + number)).startsWith("1:4 ").contains("in quotes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5.2", "e3", "3rd", "0xZZ", "..", "2004-07-16..", "v1.5", "+", "-x"})
    void whatOnlyLooksLikeANumberIsText(String text) {
        assertThat(((Data.Fields) read("a: " + text).get(0)).get("a"))
                .isInstanceOf(Data.Text.class);
    }

    @Test
    void aKeyStandsOnce() {
        assertThat(refusal("a: 1\nb: 2\na: 3\n"))
                .isEqualTo("3:1 the key 'a' stands here twice, first in line 1");
    }

    @Test
    void aliasesAreRefusedSoNoBombGoesOff() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x]\n");
        for (char c = 'b'; c < 'j'; c++) {
            char before = (char) (c - 1);
            bomb.append(c).append(": &").append(c).append(" [*").append(before);
            bomb.append(", *").append(before).append("]\n");
        }
        assertThat(refusal(bomb.toString()))
                .isEqualTo(
                        "1:4 anchors (&name) are not read here; write the text where it belongs");
        assertThat(refusal("a: *b"))
                .isEqualTo("1:4 aliases (*name) are not read here; write the text out again");
    }

    @Test
    void tagsAreRefused() {
        assertThat(refusal("a: !!java.net.URL [x]"))
                .isEqualTo(
                        "1:4 tags (!name) are not read here; put text that starts with ! in quotes");
    }

    @ParameterizedTest
    @CsvSource({"65, false", "64, true", "100000, false"})
    void depthIsLimited(int depth, boolean fine) {
        String text = "[".repeat(depth) + "]".repeat(depth);
        if (fine) {
            assertThat(read(text)).hasSize(1);
        } else {
            assertThat(refusal(text)).isEqualTo("1:65 nested more than 64 levels deep");
        }
    }

    @Test
    void keysAreWords() {
        assertThat(refusal("? [a, b]\n: 1"))
                .isEqualTo("1:3 a key must be a word, not a list or a mapping");
    }

    @Test
    void tabsAreExplained() {
        assertThat(refusal("a:\n\tb: 1\n"))
                .isEqualTo(
                        "2:1 a tab stands at the beginning of this line; YAML indents with blanks");
    }

    @Test
    void aColonInsideATextIsExplained() {
        assertThat(refusal("a: one: two"))
                .isEqualTo(
                        "1:7 a key is not expected here; a text with ': ' inside needs quotes around it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n"})
    void anEmptyFileSaysSo(String text) {
        assertThat(refusal(text)).isEqualTo("0:0 the file is empty");
    }

    @Test
    void aHugeFileIsRefused() {
        byte[] huge = new byte[YamlReader.MAX_BYTES + 1];
        assertThatThrownBy(() -> YamlReader.read(huge))
                .hasMessage("the file has 1000001 bytes, at most 1000000 are read; split it");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        byte[] latin = "a: España".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> YamlReader.read(latin))
                .hasMessage("the file is not text in UTF-8; save it as UTF-8 in your editor");
    }

    @Test
    void binaryIsRefused() {
        assertThatThrownBy(() -> read("a: 1\nb: x\0y"))
                .hasMessage("the file is not text: it holds the control character U+0000")
                .extracting(e -> ((DataException) e).at())
                .isEqualTo(new Mark(2, 5));
    }

    @Test
    void aByteOrderMarkDoesNoHarm() {
        assertThat(json("\uFEFFa: 1")).isEqualTo("{\"a\":1}");
    }
}
