package amparo.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.engine.testing.Trials;
import amparo.engine.testing.Trials.Dice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE: JSON is read strictly, and a mistake is told with its place. */
class JsonTest {
    @Test
    void whatIsWrittenIsReadTheSame() {
        Trials.run(
                3_000,
                dice -> {
                    Data data = data(dice, 4);
                    for (boolean pretty : new boolean[] {false, true}) {
                        String text = new JsonWriter(pretty).value(data).toString();
                        Data read = JsonReader.read(text);
                        assertThat(new JsonWriter(pretty).value(read).toString()).isEqualTo(text);
                        assertThat(plain(read)).as(text).isEqualTo(plain(data));
                    }
                });
    }

    private static Data data(Dice dice, int depth) {
        return switch (dice.between(0, depth == 0 ? 3 : 5)) {
            case 0 -> new Data.Text(text(dice), Mark.NONE);
            case 1 -> {
                long number = dice.between(Integer.MIN_VALUE, Integer.MAX_VALUE);
                yield new Data.Whole(dice.chance(30) ? number * 100_000_000L : number, Mark.NONE);
            }
            case 2 -> new Data.Flag(dice.chance(50), Mark.NONE);
            case 3 -> new Data.Nothing(Mark.NONE);
            case 4 -> {
                List<Data> items = new ArrayList<>();
                for (int i = dice.between(0, 3); i > 0; i--) {
                    items.add(data(dice, depth - 1));
                }
                yield new Data.Items(items, Mark.NONE);
            }
            default -> {
                Map<String, Data.Field> fields = new LinkedHashMap<>();
                for (int i = dice.between(0, 3); i > 0; i--) {
                    fields.put(text(dice), new Data.Field(Mark.NONE, data(dice, depth - 1)));
                }
                yield new Data.Fields(fields, Mark.NONE);
            }
        };
    }

    private static String text(Dice dice) {
        StringBuilder text = new StringBuilder();
        for (int i = dice.between(0, 6); i > 0; i--) {
            text.append(
                    dice.of(
                            "a",
                            " ",
                            "\"",
                            "\\",
                            "/",
                            "\n",
                            "\r",
                            "\t",
                            "\b",
                            "\f",
                            "\u0001",
                            "\u001f",
                            "ñ",
                            "漢",
                            "\ud83d\ude00",
                            "0",
                            "{",
                            "]",
                            ", ",
                            ": "));
        }
        return text.toString();
    }

    /** Without places. */
    private static Object plain(Data data) {
        return switch (data) {
            case Data.Text text -> text.text();
            case Data.Whole whole -> whole.number();
            case Data.Flag flag -> flag.yes();
            case Data.Nothing _ -> "null";
            case Data.Items items -> items.items().stream().map(JsonTest::plain).toList();
            case Data.Fields fields -> {
                List<Object> all = new ArrayList<>();
                fields.fields()
                        .forEach((key, field) -> all.add(List.of(key, plain(field.value()))));
                yield all;
            }
        };
    }

    @Test
    void everyValueKnowsWhereItStood() {
        Data.Fields root = (Data.Fields) JsonReader.read("{\n  \"a\": [1,\n 22],\n\"b\":\"x\"}");
        assertThat(root.at()).isEqualTo(new Mark(1, 1));
        assertThat(root.fields().get("a").keyAt()).isEqualTo(new Mark(2, 3));
        Data.Items items = (Data.Items) root.get("a");
        assertThat(items.at()).isEqualTo(new Mark(2, 8));
        assertThat(items.items().get(1).at()).isEqualTo(new Mark(3, 2));
        assertThat(root.fields().get("b").keyAt()).hasToString("4:1");
        assertThat(root.get("c")).isNull();
    }

    @Test
    void escapesAreUnderstood() {
        assertThat(JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\""))
                .isEqualTo(new Data.Text("\"\\/\b\f\n\r\té\ud83d\ude00", new Mark(1, 1)));
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(JsonReader.read("\uFEFF 7")).isInstanceOf(Data.Whole.class);
    }

    record Mistake(String json, String place, String message) {}

    static List<Mistake> mistakes() {
        String value = "a value was expected";
        String ends = "the text ends where a value should be";
        String escape = "unknown escape after a backslash";
        String whole = "numbers here are whole numbers, without fraction or exponent";
        String unusable = "this number is not a whole number that can be used";
        return List.of(
                new Mistake("", "1:1", ends),
                new Mistake("[1, 2", "1:6", "',' was expected"),
                new Mistake("[1,", "1:4", ends),
                new Mistake("[1,]", "1:4", value),
                new Mistake("[1 2]", "1:4", "',' was expected"),
                new Mistake("{\"a\" 1}", "1:6", "':' was expected"),
                new Mistake("{\"a\":1 \"b\":2}", "1:8", "',' was expected"),
                new Mistake("{\"a\":1,}", "1:8", "a key in quotes was expected"),
                new Mistake("{a:1}", "1:2", "a key in quotes was expected"),
                new Mistake("{\n \"a\":1,\n \"a\":2}", "3:2", "the key 'a' stands here twice"),
                new Mistake("1 2", "1:3", "more text after the end of the JSON value"),
                new Mistake("nul", "1:1", value),
                new Mistake("truE", "1:1", value),
                new Mistake("falsy", "1:1", value),
                new Mistake("// x", "1:1", value),
                new Mistake("-", "1:2", value),
                new Mistake("+1", "1:1", value),
                new Mistake("[1.5]", "1:2", whole),
                new Mistake("[1e5]", "1:2", whole),
                new Mistake("[1E5]", "1:2", whole),
                new Mistake("[01]", "1:2", unusable),
                new Mistake("[-01]", "1:2", unusable),
                new Mistake("1234567890123456789", "1:1", unusable),
                new Mistake("\"abc", "1:5", "the text ends inside quotes"),
                new Mistake(
                        "\"a\nb\"",
                        "1:3",
                        "a control character inside quotes must be written with a backslash"),
                new Mistake("\"\\x\"", "1:4", escape),
                new Mistake("\"\\", "1:4", escape),
                new Mistake("\"\\u00g0\"", "1:6", "four hexadecimal digits were expected"),
                new Mistake("\"\\u٠٠٤١\"", "1:4", "four hexadecimal digits were expected"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlace(Mistake mistake) {
        assertThatThrownBy(() -> JsonReader.read(mistake.json))
                .isInstanceOfSatisfying(
                        DataException.class,
                        wrong -> assertThat(wrong.at()).hasToString(mistake.place))
                .hasMessage(mistake.message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "7", "-7", "999999999999999999", "-999999999999999999"})
    void wholeNumbersOfEighteenDigitsAreRead(String number) {
        assertThat(JsonReader.read(number))
                .isEqualTo(new Data.Whole(Long.parseLong(number), new Mark(1, 1)));
    }

    @Test
    void sixtyFourLevelsAreReadAndNoMore() {
        String deep = "[".repeat(JsonReader.MAX_DEPTH) + "1" + "]".repeat(JsonReader.MAX_DEPTH);
        assertThat(JsonReader.read(deep)).isInstanceOf(Data.Items.class);
        assertThatThrownBy(() -> JsonReader.read("[" + deep + "]"))
                .hasMessage("nested more than 64 levels deep");
        assertThatThrownBy(() -> JsonReader.read("{\"a\":".repeat(100_000)))
                .hasMessage("nested more than 64 levels deep");
    }

    @Test
    void theWriterKeepsTheOrderOfKeysAndSavesSpace() {
        JsonWriter out = new JsonWriter(false);
        out.object().field("b", "x").field("a", 1).field("c", true).field("d", (String) null);
        out.key("e").array().value(1).value(false).endArray().key("f").object().endObject();
        assertThat(out.endObject())
                .hasToString(
                        "{\"b\":\"x\",\"a\":1,\"c\":true,\"d\":null,\"e\":[1,false],\"f\":{}}");
    }

    @Test
    void prettyOutputIsForPeople() {
        JsonWriter out = new JsonWriter(true);
        out.object().field("a", 1).key("b").array().value("x").endArray();
        out.key("c").array().endArray();
        assertThat(out.endObject())
                .hasToString("{\n  \"a\": 1,\n  \"b\": [\n    \"x\"\n  ],\n  \"c\": []\n}");
    }
}
