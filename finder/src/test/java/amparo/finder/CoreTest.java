package amparo.finder;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.Household;
import amparo.engine.report.HouseholdReport;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import amparo.finder.testing.Made;
import amparo.rulebook.compile.CompiledRulebook;
import amparo.rulebook.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Core and details together say what the whole rulebook says, to the byte. */
class CoreTest {
    private static final String LANGUAGE = "es";

    @Test
    void coreAndDetailsSayWhatTheWholeRulebookSays() throws IOException {
        Rulebook whole = CompiledRulebook.load(LANGUAGE);
        Folder folder = Made.folder();
        Rulebook core =
                RulebookCodec.read(
                        JsonReader.read(folder.text(Site.data(whole.version(), "core", LANGUAGE))));
        Data.Fields details =
                (Data.Fields)
                        JsonReader.read(
                                folder.text(Site.data(whole.version(), "details", LANGUAGE)));
        Evaluator all = new Evaluator(whole);
        Evaluator small = new Evaluator(core);
        int persons = 0;
        // Every third person, all of them in the long run.
        int step = Integer.getInteger("amparo.trials", 1) > 1 ? 1 : 3;
        List<Path> files = persons();
        for (int i = 0; i < files.size(); i += step) {
            Path file = files.get(i);
            Data person = onlyThePersons(YamlReader.read(Files.readAllBytes(file)).getFirst());
            String expected = report(all, whole, person);
            String found = report(small, core, person);
            assertThat(
                            new JsonWriter(false)
                                    .value(merged(JsonReader.read(found), details))
                                    .toString())
                    .as(file.toString())
                    .isEqualTo(new JsonWriter(false).value(JsonReader.read(expected)).toString());
            persons++;
        }
        assertThat(persons).isGreaterThan(30);
    }

    private static List<Path> persons() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("../examples", "../rulebook/cases")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".yaml"))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static Data onlyThePersons(Data file) {
        Map<String, Data.Field> kept = new LinkedHashMap<>(((Data.Fields) file).fields());
        kept.keySet().removeAll(Set.of("case", "story", "expect"));
        return new Data.Fields(kept, file.at());
    }

    private static String report(Evaluator evaluator, Rulebook book, Data person) {
        List<DataException> problems = new ArrayList<>();
        Household household = Household.read(person, book.vocabulary(), problems);
        assertThat(problems).isEmpty();
        JsonWriter out = new JsonWriter(false);
        new HouseholdReport(evaluator, LANGUAGE, Set.of())
                .write(household, Objects.requireNonNull(household.day()), out);
        return out.toString();
    }

    /** As the page does it: sentence and source of every condition by rule and id. */
    private static Data merged(Data report, Data.Fields details) {
        return switch (report) {
            case Data.Fields fields when fields.get("conditions") != null ->
                    rule(fields, details, "pathways");
            case Data.Fields fields when fields.get("because") != null ->
                    rule(fields, details, "screens");
            case Data.Fields fields -> {
                Map<String, Data.Field> copy = new LinkedHashMap<>();
                fields.fields()
                        .forEach((key, field) ->
                                copy.put(
                                        key,
                                        new Data.Field(
                                                field.keyAt(), merged(field.value(), details))));
                yield new Data.Fields(copy, fields.at());
            }
            case Data.Items items ->
                    new Data.Items(
                            items.items().stream().map(item -> merged(item, details)).toList(),
                            items.at());
            default -> report;
        };
    }

    private static Data rule(Data.Fields verdict, Data.Fields details, String kind) {
        String id = ((Data.Text) Objects.requireNonNull(verdict.get("id"))).text();
        Data.Fields own = (Data.Fields) ((Data.Fields) details.get(kind)).get(id);
        Map<String, Data.Field> copy = new LinkedHashMap<>();
        verdict.fields()
                .forEach((key, field) -> {
                    boolean tree = Set.of("conditions", "exceptions", "because").contains(key);
                    copy.put(
                            key,
                            tree ? new Data.Field(field.keyAt(), node(field.value(), own)) : field);
                });
        return new Data.Fields(copy, verdict.at());
    }

    private static Data node(Data tree, Data.Fields own) {
        if (tree instanceof Data.Items items) {
            return new Data.Items(
                    items.items().stream().map(item -> node(item, own)).toList(), items.at());
        }
        Data.Fields fields = (Data.Fields) tree;
        String id = fields.get("id") instanceof Data.Text text ? text.text() : null;
        Data text = id == null ? null : ((Data.Fields) own.get("texts")).get(id);
        Data cite = id == null ? null : ((Data.Fields) own.get("cites")).get(id);
        Map<String, Data.Field> copy = new LinkedHashMap<>();
        fields.fields()
                .forEach((key, field) -> {
                    // Where the sentence stands in the report: before what was read.
                    if (key.equals("read") && text != null) {
                        copy.put("text", new Data.Field(field.keyAt(), text));
                    }
                    if (key.equals("cite") && cite != null) {
                        copy.put(key, new Data.Field(field.keyAt(), cite));
                    } else if (key.equals("parts")) {
                        copy.put(key, new Data.Field(field.keyAt(), node(field.value(), own)));
                    } else {
                        copy.put(key, field);
                    }
                });
        return new Data.Fields(copy, fields.at());
    }
}
