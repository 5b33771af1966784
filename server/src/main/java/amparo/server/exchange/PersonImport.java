package amparo.server.exchange;

import amparo.engine.fact.FactType;
import amparo.engine.fact.Sensitivity;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.exchange.CsvText.Row;
import amparo.server.groups.FactWords;
import amparo.server.groups.TravelGroups;
import amparo.server.groups.TravelGroups.Entry;
import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.platform.Ids;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Newcomer;
import amparo.server.registry.PersonFiles.Told;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door of the import: reads a table of persons, says everything that is wrong with it,
 * and writes all of it or nothing. The same content is written once.
 */
@Service
@Transactional
public class PersonImport {

    /** The most bytes of a file. */
    public static final int LARGEST = 2 * 1024 * 1024;

    /** The most persons of a file. */
    public static final int MOST_ROWS = 5000;

    /** Persons that are written by one statement. */
    private static final int PORTION = 500;

    private static final String GROUP = "group";
    private static final String RELATION = "relation";
    private static final String SOURCE = "source";
    private static final Set<String> SOURCES =
            Set.of("person", "relative", "document", "officer", "agency");

    private final PersonFiles files;
    private final TravelGroups groups;
    private final FactWords words;
    private final JdbcClient jdbc;
    private final AuditLog audit;

    PersonImport(
            PersonFiles files,
            TravelGroups groups,
            FactWords words,
            JdbcClient jdbc,
            AuditLog audit) {
        this.files = files;
        this.groups = groups;
        this.words = words;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * A mistake.
     *
     * @param row line of the file, from 1; the first line has the names of the columns
     * @param column its name, or nothing if it is about the whole row
     * @param value what stands there
     * @param reason key of the text
     */
    public record Reject(int row, String column, String value, String reason) {}

    /**
     * What a file says.
     *
     * @param columns that were understood
     * @param alone persons in no group
     * @param moreRejects whether there are more mistakes than are told
     */
    public record Checked(
            byte[] digest,
            List<String> columns,
            List<List<String>> first,
            List<Entry> groups,
            List<Newcomer> alone,
            List<Reject> rejects,
            boolean moreRejects) {
        public Checked {
            digest = digest.clone();
            columns = List.copyOf(columns);
            first = List.copyOf(first);
            groups = List.copyOf(groups);
            alone = List.copyOf(alone);
            rejects = List.copyOf(rejects);
        }

        /** How many persons. */
        public int persons() {
            return alone.size() + groups.stream().mapToInt(one -> one.travellers().size()).sum();
        }
    }

    /**
     * What was written, or had been written before.
     *
     * @param again whether the same content was there already, and nothing happened now
     */
    public record Imported(int persons, int groups, OffsetDateTime at, boolean again) {}

    /** Looks at a file; nothing is written. */
    public Checked check(byte[] file) {
        Optional<List<Row>> rows = CsvText.read(file);
        if (file.length > LARGEST || rows.isEmpty() || rows.get().isEmpty()) {
            Rejects rejects = new Rejects();
            rejects.add(
                    1,
                    "",
                    "",
                    file.length > LARGEST
                            ? "exchange.reason.too-large"
                            : rows.isEmpty() ? "exchange.reason.no-csv" : "exchange.reason.empty");
            return nothing(digest(file), rejects);
        }
        return check(digest(file), rows.get());
    }

    /**
     * Looks at a table that came otherwise.
     *
     * @param table the names of the columns, then a row for each person
     */
    public Checked checkTable(byte[] content, List<List<String>> table) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            rows.add(new Row(i + 1, table.get(i).stream().map(String::strip).toList()));
        }
        return check(digest(content), rows);
    }

    private static Checked nothing(byte[] digest, Rejects rejects) {
        return new Checked(
                digest, List.of(), List.of(), List.of(), List.of(), rejects.all(), rejects.more());
    }

    private Checked check(byte[] digest, List<Row> all) {
        Rejects rejects = new Rejects();
        Row head = all.getFirst();
        Map<Integer, Column> columns = columns(head, rejects);
        List<Row> rows =
                all.subList(1, all.size()).stream()
                        .filter(row -> !row.cells().getFirst().equals(PersonExport.END))
                        .toList();
        if (rows.isEmpty()) {
            rejects.add(head.line(), "", "", "exchange.reason.empty");
        }
        if (rows.size() > MOST_ROWS) {
            rejects.add(rows.get(MOST_ROWS).line(), "", "", "exchange.reason.too-many");
        }
        if (!rejects.isEmpty()) {
            return nothing(digest, rejects);
        }
        Map<String, List<Line>> together = new LinkedHashMap<>();
        List<Newcomer> alone = new ArrayList<>();
        for (Row row : rows) {
            Line line = line(row, columns, rejects);
            if (line.group().isEmpty()) {
                alone.add(new Newcomer(line.traveller().id(), null, line.traveller().told()));
            } else {
                together.computeIfAbsent(line.group(), any -> new ArrayList<>()).add(line);
            }
        }
        List<Entry> entries = new ArrayList<>();
        together.forEach((key, lines) -> {
            if (lines.size() > TravelGroups.LARGEST) {
                rejects.add(
                        lines.get(TravelGroups.LARGEST).row(),
                        GROUP,
                        key,
                        "exchange.reason.large-group");
            } else {
                entries.add(entry(lines));
            }
        });
        return new Checked(
                digest,
                columns.values().stream().map(Column::name).toList(),
                rows.stream().limit(10).map(row -> cells(row, columns)).toList(),
                entries,
                alone,
                rejects.all(),
                rejects.more());
    }

    private static List<String> cells(Row row, Map<Integer, Column> columns) {
        return columns.keySet().stream()
                .map(place -> place < row.cells().size() ? row.cells().get(place) : "")
                .toList();
    }

    private static Entry entry(List<Line> lines) {
        List<Traveller> travellers = new ArrayList<>();
        for (Line line : lines) {
            Traveller one = line.traveller();
            travellers.add(
                    travellers.isEmpty() ? new Traveller(one.id(), null, null, one.told()) : one);
        }
        return new Entry(Ids.next(), null, travellers);
    }

    /**
     * A column that is understood.
     *
     * @param fact none for those that are no fact
     */
    private record Column(String name, PersonFiles.@Nullable Known fact) {}

    private record Line(int row, String group, Traveller traveller) {}

    private Map<Integer, Column> columns(Row head, Rejects rejects) {
        Map<Integer, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < head.cells().size(); i++) {
            String name = head.cells().get(i).toLowerCase(Locale.ROOT);
            if (name.isEmpty()) {
                rejects.add(head.line(), Integer.toString(i + 1), "", "exchange.reason.no-heading");
                continue;
            }
            if (columns.values().stream().anyMatch(one -> one.name().equals(name))) {
                rejects.add(head.line(), name, "", "exchange.reason.twice");
                continue;
            }
            boolean own = Set.of(GROUP, RELATION, SOURCE).contains(name);
            Optional<PersonFiles.Known> fact = own ? Optional.empty() : files.fact(name);
            if (!own && fact.filter(PersonImport::isNoList).isEmpty()) {
                rejects.add(head.line(), name, "", "exchange.reason.unknown");
            } else if (fact.isPresent()
                    && fact.get().sensitivity().equals(Sensitivity.SURVIVOR.word())) {
                rejects.add(head.line(), name, "", "exchange.reason.survivor");
            } else {
                columns.put(i, new Column(name, fact.orElse(null)));
            }
        }
        if (columns.values().stream().noneMatch(one -> one.name().equals("name"))) {
            rejects.add(head.line(), "name", "", "exchange.reason.name-column");
        }
        return columns;
    }

    private static boolean isNoList(PersonFiles.Known known) {
        return known.rulebook() == null || known.rulebook().type() != FactType.RECORDS;
    }

    private Line line(Row row, Map<Integer, Column> columns, Rejects rejects) {
        String group = "";
        String relation = null;
        String source = "person";
        Map<String, String> values = new LinkedHashMap<>();
        if (row.cells().size() > columns.size()
                && row.cells().stream().skip(columns.size()).anyMatch(cell -> !cell.isEmpty())) {
            rejects.add(row.line(), "", "", "exchange.reason.cells");
        }
        for (Map.Entry<Integer, Column> one : columns.entrySet()) {
            String name = one.getValue().name();
            String text = one.getKey() < row.cells().size() ? row.cells().get(one.getKey()) : "";
            PersonFiles.Known fact = one.getValue().fact();
            if (text.isEmpty()) {
                if (name.equals("name")) {
                    rejects.add(row.line(), name, "", "exchange.reason.name");
                }
            } else if (fact != null) {
                Optional<String> json = words.json(fact, text);
                if (json.isEmpty()) {
                    rejects.add(row.line(), name, text, reason(fact));
                } else {
                    values.put(name, json.get());
                }
            } else if (name.equals(GROUP)) {
                group = text;
            } else if (name.equals(RELATION)) {
                if (!TravelGroups.isRelation(text)) {
                    rejects.add(row.line(), name, text, "exchange.reason.code");
                }
                relation = text;
            } else if (SOURCES.contains(text)) {
                source = text;
            } else {
                rejects.add(row.line(), name, text, "exchange.reason.source");
            }
        }
        String from = source;
        List<Told> told =
                values.entrySet().stream()
                        .map(one -> Told.of(one.getKey(), one.getValue(), from))
                        .toList();
        return new Line(row.line(), group, new Traveller(Ids.next(), null, relation, told));
    }

    private static String reason(PersonFiles.Known known) {
        return known.rulebook() == null
                ? "exchange.reason.text"
                : switch (known.rulebook().type()) {
                    case BOOLEAN -> "exchange.reason.boolean";
                    case WHOLE -> "exchange.reason.whole";
                    case DATE -> "exchange.reason.date";
                    case CODE, CODES, RECORDS -> "exchange.reason.code";
                };
    }

    /**
     * Writes everything, or nothing.
     *
     * @throws IllegalArgumentException if something in it is wrong
     */
    public Imported write(Checked checked) {
        if (!checked.rejects().isEmpty()) {
            throw new IllegalArgumentException("a file with mistakes");
        }
        Actor actor = Acting.now();
        if (!begin(checked, actor)) {
            return before(checked.digest(), actor)
                    .orElseThrow(() -> new IllegalStateException("imported by somebody unseen"));
        }
        for (List<Entry> some : portions(checked.groups(), PORTION / 4)) {
            if (groups.enterAll(some).isEmpty()) {
                throw new IllegalStateException("groups cannot be entered here");
            }
        }
        for (List<Newcomer> some : portions(checked.alone(), PORTION)) {
            if (files.enter(some).isEmpty()) {
                throw new IllegalStateException("persons cannot be entered here");
            }
        }
        audit.record(
                "import",
                "person",
                List.of(),
                null,
                "persons: " + checked.persons() + ", groups: " + checked.groups().size());
        return before(checked.digest(), actor)
                .map(one -> new Imported(one.persons(), one.groups(), one.at(), false))
                .orElseThrow();
    }

    private static <T> List<List<T>> portions(List<T> all, int size) {
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            portions.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return portions;
    }

    /** Of two who import the same the second waits here, and then finds it done. */
    private boolean begin(Checked checked, Actor actor) {
        return jdbc.sql(
                                """
                                insert into import_file (id, digest, organisation, imported_by, imported_room, persons, groups)
                                values (:id, :digest, :organisation, :account, :room, :persons, :groups)
                                on conflict do nothing
                                """)
                        .param("id", Ids.next())
                        .param("digest", checked.digest())
                        .param("organisation", actor.requireOrganisation())
                        .param("account", actor.requireAccount())
                        .param("room", actor.room().code())
                        .param("persons", checked.persons())
                        .param("groups", checked.groups().size())
                        .update()
                == 1;
    }

    /** What came of the same content before, if it was imported. */
    public Optional<Imported> before(Checked checked) {
        return before(checked.digest(), Acting.now());
    }

    private Optional<Imported> before(byte[] digest, Actor actor) {
        return jdbc.sql(
                        """
                        select persons, groups, imported_at from import_file
                        where digest = :digest and organisation = :organisation and imported_room = :room
                        """)
                .param("digest", digest)
                .param("organisation", actor.requireOrganisation())
                .param("room", actor.room().code())
                .query((row, number) ->
                        new Imported(
                                row.getInt("persons"),
                                row.getInt("groups"),
                                row.getObject("imported_at", OffsetDateTime.class),
                                true))
                .optional();
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
