package amparo.rulebook.cases;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.fact.Household;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.rulebook.source.Content;
import amparo.rulebook.source.Finding;
import amparo.rulebook.source.Report;
import amparo.rulebook.source.SourceFile;
import amparo.rulebook.source.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the case files of a folder. Every mistake of every file is a finding. */
public final class CaseReader {
    /** Words whose set must come out exactly. */
    static final Set<String> EXACTLY =
            Set.of("met", "can-ask-here", "advice-first", "touches", "refer");

    /** Words whose set must be among what comes out. */
    static final Set<String> AMONG =
            Set.of("open", "not-met", "on-reaching", "does-not-touch", "not-known");

    private static final Set<String> KEYS = Set.of("case", "story", "day", "persons", "expect");

    private final Rulebook book;
    private final Report report = new Report();
    private final List<Case> cases = new ArrayList<>();

    private CaseReader(Rulebook book) {
        this.book = book;
    }

    /** The cases of a folder with what is wrong in its files. */
    public record Read(List<Case> cases, List<Finding> findings) {
        public Read {
            cases = List.copyOf(cases);
            findings = List.copyOf(findings);
        }
    }

    /** Reads all files of a folder. */
    public static Read read(Path folder, Rulebook book) {
        return read(Content.ofFolder(folder), book);
    }

    /** Reads files that are in memory. */
    public static Read read(Content content, Rulebook book) {
        CaseReader reader = new CaseReader(book);
        content.files().forEach(reader::file);
        return new Read(reader.cases, reader.report.findings());
    }

    private void file(String path, byte[] bytes) {
        SourceFile file;
        List<Data> documents;
        List<DataException> problems = new ArrayList<>();
        try {
            String text = YamlReader.text(bytes);
            file = new SourceFile(path, text);
            documents = YamlReader.read(text, problems);
        } catch (DataException unreadable) {
            report.error(new SourceFile(path, ""), unreadable.at(), message(unreadable), "");
            return;
        }
        for (Data document : documents) {
            if (document instanceof Data.Fields fields) {
                one(file, fields, problems);
            } else {
                report.error(
                        file,
                        document.at(),
                        "a case is a mapping with: case, day, persons, expect",
                        "");
            }
        }
        problems.forEach(problem -> report.error(file, problem.at(), message(problem), ""));
    }

    private static String message(DataException problem) {
        String message = problem.getMessage();
        return message == null ? "" : message;
    }

    private void one(SourceFile file, Data.Fields fields, List<DataException> problems) {
        fields.fields()
                .forEach((key, field) -> {
                    if (!KEYS.contains(key)) {
                        report.error(file, field.keyAt(), "a case has no '" + key + "'", "");
                    }
                });
        Map<String, Data.Field> persons = new LinkedHashMap<>(fields.fields());
        persons.keySet().retainAll(Set.of("day", "persons"));
        Household household =
                Household.read(new Data.Fields(persons, fields.at()), book.vocabulary(), problems);
        Integer day = household.day();
        String name = text(fields.get("case"));
        if (day == null || name.isEmpty() || household.members().isEmpty()) {
            report.error(file, fields.at(), "a case needs 'case', 'day' and 'persons'", "");
            return;
        }
        Map<String, Expected> expected = new LinkedHashMap<>();
        if (fields.get("expect") instanceof Data.Fields all) {
            all.fields()
                    .forEach((id, field) -> {
                        boolean known =
                                household.members().stream()
                                        .anyMatch(member -> member.id().equals(id));
                        Expected one = expected(file, field.value());
                        if (!known) {
                            report.error(
                                    file,
                                    field.keyAt(),
                                    "no person of this case has the id '" + id + "'",
                                    "");
                        } else if (one != null) {
                            expected.put(id, one);
                        }
                    });
        }
        if (expected.isEmpty()) {
            report.error(
                    file,
                    fields.at(),
                    "a case that expects nothing checks nothing",
                    "write 'expect:' with the id of a person");
            return;
        }
        cases.add(new Case(name, text(fields.get("story")), day, household, expected, file));
    }

    private @Nullable Expected expected(SourceFile file, Data data) {
        if (!(data instanceof Data.Fields fields)) {
            report.error(
                    file,
                    data.at(),
                    "what is expected is a mapping such as {met: [...], refer: [...]}",
                    "");
            return null;
        }
        Map<String, Set<String>> exactly = new LinkedHashMap<>();
        Map<String, Set<String>> among = new LinkedHashMap<>();
        String next = null;
        for (Map.Entry<String, Data.Field> entry : fields.fields().entrySet()) {
            String word = entry.getKey();
            Data value = entry.getValue().value();
            if (word.equals("next") && value instanceof Data.Text text) {
                next = text.text();
            } else if (EXACTLY.contains(word) || AMONG.contains(word)) {
                (EXACTLY.contains(word) ? exactly : among).put(word, ids(file, value));
            } else {
                report.error(
                        file,
                        entry.getValue().keyAt(),
                        "'" + word + "' cannot be expected",
                        "met, can-ask-here, advice-first, touches, refer (exactly); open, not-met, on-reaching, does-not-touch, not-known (among them); next");
            }
        }
        return new Expected(exactly, among, next);
    }

    private Set<String> ids(SourceFile file, Data data) {
        Set<String> ids = new TreeSet<>();
        if (!(data instanceof Data.Items items)) {
            report.error(file, data.at(), "a list of ids in brackets belongs here", "");
            return ids;
        }
        for (Data item : items.items()) {
            String id = text(item);
            int at = id.indexOf('@');
            Rule rule = book.rule(at < 0 ? id : id.substring(0, at));
            if (rule == null) {
                report.error(file, item.at(), "no rule is called '" + id + "'", "");
            }
            ids.add(id);
        }
        return ids;
    }

    private static String text(@Nullable Data data) {
        return data instanceof Data.Text text ? text.text() : "";
    }
}
