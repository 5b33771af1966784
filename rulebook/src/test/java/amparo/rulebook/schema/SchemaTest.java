package amparo.rulebook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.rulebook.SmallRulebook;
import amparo.rulebook.load.Keys;
import amparo.rulebook.load.Words;
import amparo.rulebook.source.Content;
import amparo.rulebook.source.YamlReader;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE: an editor that knows the schemas offers the keys that the loader knows. */
class SchemaTest {
    private static final List<String> KINDS =
            List.of(
                    "vignette",
                    "pathway",
                    "screen",
                    "facts",
                    "set",
                    "table",
                    "calendar",
                    "codes",
                    "drafts");
    private static final Map<String, Schema> SCHEMAS = new HashMap<>();

    static {
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        KINDS.forEach(kind -> SCHEMAS.put(kind, registry.getSchema(text(kind))));
    }

    private static String text(String kind) {
        try {
            return Files.readString(Path.of("schema", kind + ".schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> errors(String path, String yaml) {
        List<DataException> problems = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (Data root : YamlReader.read(yaml, problems)) {
            Data.Fields fields = (Data.Fields) root;
            String kind =
                    KINDS.stream().filter(fields.fields()::containsKey).findFirst().orElse("");
            String json = new JsonWriter(false).value(root).toString();
            for (Error error : SCHEMAS.get(kind).validate(json, InputFormat.JSON)) {
                errors.add(path + " " + error);
            }
        }
        assertThat(problems).isEmpty();
        return errors;
    }

    @Test
    void everyFileOfTheContentFits() {
        Content content = Content.ofFolder(Path.of("content"));
        assertThat(content.files()).isNotEmpty();
        content.files()
                .forEach((path, bytes) ->
                        assertThat(errors(path, YamlReader.text(bytes))).isEmpty());
    }

    @Test
    void whatTheLoaderAcceptsTheSchemasAccept() {
        new SmallRulebook()
                .files()
                .forEach((path, text) -> assertThat(errors(path, text)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "category: mobility-agreement|category: mobility",
                "how: apply\n|",
                "how: apply|howe: apply",
                "effect_on_asylum: none|effect_on_asylum: ends",
                "months: 24|months: many",
                "law: 2004-07-16..|law: 2004-07-16",
                "id: national|id: National",
                "class: said}\n|class: sure}\n",
                "some: relative as r|some: relative r",
                "expect: met|expect: maybe",
                "confirmed: 2025-06-21|confirmed: 2025",
                "{es: \"Esto|{sp: \"Esto",
            })
    void whatTheLoaderRefusesTheSchemasRefuse(String row) {
        String[] parts = row.split("\\|", -1);
        SmallRulebook wrong = new SmallRulebook().edit(SmallRulebook.PATHWAY, parts[0], parts[1]);
        assertThat(wrong.errors()).isNotEmpty();
        assertThat(errors("", wrong.files().get(SmallRulebook.PATHWAY))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pathway",
        "screen",
        "facts",
        "set",
        "table",
        "calendar",
        "codes",
        "drafts",
        "vignette"
    })
    void schemasAndLoaderKnowTheSameKeys(String kind) {
        Data.Fields schema = (Data.Fields) JsonReader.read(text(kind));
        assertThat(properties(schema)).containsExactlyInAnyOrderElementsOf(keys(kind));
        Data.Fields defs = (Data.Fields) schema.get("$defs");
        assertThat(defs).isNotNull();
        Map<String, Iterable<String>> words = Words.all();
        Set<String> checked = new HashSet<>();
        defs.fields()
                .forEach((name, field) -> {
                    Data.Fields def = (Data.Fields) field.value();
                    if (Keys.all().containsKey(name)) {
                        checked.add(name);
                        assertThat(properties(def))
                                .as(name)
                                .containsExactlyInAnyOrderElementsOf(keys(name));
                    } else if (words.containsKey(name)) {
                        checked.add(name);
                        assertThat(strings(def.get("enum")))
                                .as(name)
                                .containsExactlyInAnyOrderElementsOf(words.get(name));
                    }
                });
        assertThat(checked).isNotEmpty();
    }

    private static List<String> keys(String name) {
        return Keys.all().getOrDefault(name, List.of());
    }

    private static Set<String> properties(Data.Fields schema) {
        return ((Data.Fields) schema.fields().get("properties").value()).fields().keySet();
    }

    private static List<String> strings(Data data) {
        return ((Data.Items) data).items().stream().map(item -> ((Data.Text) item).text()).toList();
    }
}
