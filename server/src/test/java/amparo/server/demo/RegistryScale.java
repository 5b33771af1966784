package amparo.server.demo;

import amparo.server.demo.Names.Manner;
import amparo.server.matching.SearchKeys;
import amparo.server.registry.PersonFiles.Told;
import amparo.server.storage.Connections;
import amparo.server.storage.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills a running demonstration with very many persons in groups, straight into the tables and with
 * the keys of the search; started by benchmarks/registry-scale. The same seed makes the same rows.
 * All in one transaction: a run that is stopped leaves nothing. What is loaded has no entries in
 * the audit: its chains begin, or go on, with the first request afterwards.
 */
public final class RegistryScale {

    private static final List<String> TABLES =
            List.of(
                    "person",
                    "answer",
                    "assignment",
                    "list_key",
                    "search_key",
                    "travel_group",
                    "group_member");

    /** How many persons a colleague is in charge of. */
    private static final int CASELOAD = 400;

    private static final int PERSONS_OF_TWO_GROUPS = 5;
    private static final int BATCH = 20_000;
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** Of the first person, in milliseconds of the epoch: 2023-11-01. */
    private static final long BEGIN = 1_698_796_800_000L;

    private static final long THREE_YEARS = 3 * 365 * 86_400_000L;
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CODE_BITS = 40;

    private final PrintStream out;
    private final Random random;
    private final Names names;
    private final long seed;
    private final int persons;
    private long rows;

    /** A colleague, invented for the load. */
    private record Worker(
            UUID account, UUID organisation, String room, UUID site, String country) {}

    private RegistryScale(PrintStream out, int persons, long seed) {
        this.out = out;
        this.persons = persons;
        this.seed = seed;
        random = new Random(seed);
        names = new Names(random);
    }

    /**
     * @param arguments the data folder of a running {@code serve --demo}, how many persons, the
     *     seed
     */
    public static void main(String[] arguments) throws Exception {
        Connections connections =
                EmbeddedPostgres.running(Path.of(arguments[0]))
                        .orElseThrow(() ->
                                new IllegalStateException("no database runs in " + arguments[0]));
        settle(connections);
        fill(System.out, connections, Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
    }

    /** Fills a database that holds the demonstration. */
    static void fill(PrintStream out, Connections connections, int persons, long seed)
            throws Exception {
        new RegistryScale(out, persons, seed).fill(connections);
    }

    private void fill(Connections connections) throws Exception {
        long start = System.nanoTime();
        try (Connection owner = connections.owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("set search_path = amparo, pg_temp");
            statement.execute("set local synchronous_commit = off");
            statement.execute("set local maintenance_work_mem = '512MB'");
            statement.execute("set local session_replication_role = replica");
            List<String> indexes = dropIndexes(statement);
            load(owner, workers(owner));
            long loaded = System.nanoTime();
            told("rows", rows, loaded - start);
            lists(statement);
            for (String index : indexes) {
                statement.execute(index);
            }
            owner.commit();
            out.printf("indexes: %.0f s%n", (System.nanoTime() - loaded) / 1e9);
            owner.setAutoCommit(true);
            statement.execute("vacuum analyze");
        }
        told("persons", persons, System.nanoTime() - start);
    }

    /**
     * The keys of the lists, which no trigger wrote: the same statements that V085 fills them with.
     */
    private static void lists(Statement statement) throws SQLException, IOException {
        String migration;
        try (InputStream in =
                RegistryScale.class.getResourceAsStream("/db/migration/V085__lists.sql")) {
            migration =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        String from = "-- What was said before there were lists.";
        String to = "-- A list as somebody wants it again";
        if (!migration.contains(from) || !migration.contains(to)) {
            throw new IllegalStateException("V085 no longer says how lists are filled");
        }
        statement.execute("set local work_mem = '512MB'");
        statement.execute("delete from list_key");
        statement.execute(migration.substring(migration.indexOf(from), migration.indexOf(to)));
    }

    /** Waits until the demonstration has filled itself: nothing else may be at work. */
    static void settle(Connections connections) throws SQLException, InterruptedException {
        try (Connection owner = connections.owner();
                Statement statement = owner.createStatement()) {
            for (long before = -1; ; Thread.sleep(QUIET)) {
                try (ResultSet row = statement.executeQuery("select count(*) from amparo.person")) {
                    long now = row.next() ? row.getLong(1) : 0;
                    if (now == before && now > 0) {
                        return;
                    }
                    before = now;
                }
            }
        }
    }

    private void told(String what, long count, long nanos) {
        out.printf(
                "%,d %s in %.0f s: %,.0f a second%n",
                count, what, nanos / 1e9, count / (nanos / 1e9));
    }

    /** All but those that hold a rule; they are faster made in one go. */
    private static List<String> dropIndexes(Statement statement) throws SQLException {
        List<String> definitions = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        try (ResultSet row =
                statement.executeQuery(
                        """
                        select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), c.relname
                        from pg_index i join pg_class c on c.oid = i.indrelid
                             join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'amparo' and not i.indisunique
                        """)) {
            while (row.next()) {
                if (TABLES.contains(row.getString(3))) {
                    dropped.add(row.getString(1));
                    definitions.add(row.getString(2));
                }
            }
        }
        for (String one : dropped) {
            statement.execute("drop index " + one);
        }
        return definitions;
    }

    /** New colleagues in every organisation that enters persons; the rows are spread over them. */
    private List<Worker> workers(Connection owner) throws SQLException {
        List<Worker> all = new ArrayList<>();
        List<Object[]> sites = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select s.id, o.id, o.kind, o.country from site s join organisation o on o.id = s.organisation
                                where o.kind <> 'monitor' order by o.name, s.name
                                """)) {
            while (row.next()) {
                sites.add(
                        new Object[] {
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getString(4)
                        });
            }
        }
        int count = Math.max(sites.size(), persons / CASELOAD);
        StringBuilder accounts = new StringBuilder();
        StringBuilder memberships = new StringBuilder();
        for (int i = 0; i < count; i++) {
            Object[] site = sites.get(i % sites.size());
            UUID account = id(BEGIN, i, 1);
            boolean border = "border-authority".equals(site[2]);
            all.add(
                    new Worker(
                            account,
                            (UUID) site[1],
                            border ? "border" : "frontline",
                            (UUID) site[0],
                            (String) site[3]));
            line(
                    accounts,
                    account,
                    names.given(i % 2 == 0, Manner.SPANISH) + " " + names.surname(Manner.SPANISH),
                    "active");
            line(
                    memberships,
                    id(BEGIN, i, 2),
                    account,
                    site[1],
                    border ? "registrar" : "case-worker",
                    "organisation");
        }
        copy(owner, "account (id, display_name, status)", accounts);
        copy(owner, "membership (id, account, organisation, role, scope)", memberships);
        return all;
    }

    private void load(Connection owner, List<Worker> workers) throws SQLException, IOException {
        StringBuilder[] to = new StringBuilder[TABLES.size()];
        for (int i = 0; i < to.length; i++) {
            to[i] = new StringBuilder();
        }
        long start = System.nanoTime();
        int made = 0;
        int groups = 0;
        while (made < persons) {
            // Two and three in turn, but for some: 400,000 groups for 1,000,000.
            int size = Math.min(persons - made, groups % 2 == 0 ? 2 : PERSONS_OF_TWO_GROUPS - 2);
            Worker worker = workers.get(groups % workers.size());
            long at = BEGIN + (long) ((double) made / persons * THREE_YEARS);
            group(to, worker, at, groups, made, size);
            groups++;
            made += size;
            if (made % BATCH < size || made == persons) {
                flush(owner, to);
                told("persons", made, System.nanoTime() - start);
            }
        }
    }

    private void group(
            StringBuilder[] to, Worker worker, long at, int number, int first, int size) {
        UUID group = id(at, number, 3);
        String time = Instant.ofEpochMilli(at).toString();
        line(
                to[4],
                group,
                "G" + code(number, 7),
                worker.organisation(),
                worker.site(),
                worker.account(),
                worker.room(),
                time);
        Manner manner = random.nextInt(7) == 0 ? Manner.HAITIAN : Manner.SPANISH;
        String father = names.surname(manner);
        for (int i = 0; i < size; i++) {
            int of = first + i;
            UUID person = id(at + i, of, 4);
            line(
                    to[0],
                    person,
                    code(of, 0),
                    worker.organisation(),
                    worker.site(),
                    worker.account(),
                    worker.room(),
                    time);
            List<Told> told = told(manner, father, i, worker.country());
            for (int j = 0; j < told.size(); j++) {
                Told one = told.get(j);
                String sensitivity =
                        one.fact().equals("phone")
                                ? "sensitive"
                                : one.fact().equals("name") ? "personal" : "ordinary";
                line(
                        to[1],
                        id(at + i, of * 16L + j, 5),
                        person,
                        one.fact(),
                        one.value(),
                        sensitivity,
                        "person",
                        worker.organisation(),
                        worker.account(),
                        worker.room(),
                        time);
            }
            if (worker.room().equals("frontline")) {
                line(
                        to[2],
                        id(at + i, of, 6),
                        person,
                        worker.account(),
                        worker.organisation(),
                        worker.account(),
                        time);
            }
            for (SearchKeys.Row key : SearchKeys.of(told)) {
                line(
                        to[3],
                        person,
                        worker.organisation(),
                        key.key(),
                        key.sharp(),
                        key.facts(),
                        "t",
                        worker.site(),
                        worker.account());
            }
            line(
                    to[5],
                    id(at + i, of, 7),
                    group,
                    person,
                    worker.organisation(),
                    worker.account(),
                    worker.room(),
                    time);
        }
    }

    private List<Told> told(Manner manner, String father, int place, String country) {
        boolean woman = random.nextBoolean();
        boolean child = place > 0 && random.nextInt(3) > 0;
        String surname = manner == Manner.SPANISH ? father + " " + names.surname(manner) : father;
        LocalDate born =
                LocalDate.of(2024, 1, 1)
                        .minusDays(child ? random.nextInt(6500) : 6600 + random.nextInt(18_000));
        List<Told> told = new ArrayList<>();
        told.add(said("name", Json.text(names.given(woman, manner) + " " + surname)));
        told.add(said("birth_date", Json.text(born.toString())));
        told.add(said("sex", Json.text(woman ? "female" : "male")));
        told.add(
                said("nationality", Json.texts(List.of(manner == Manner.HAITIAN ? "HTI" : "VEN"))));
        told.add(said("country_now", Json.text(country)));
        if (random.nextInt(3) == 0) {
            told.add(
                    said("phone", Json.text("+507 0" + (10_000_000 + random.nextInt(90_000_000)))));
        }
        return told;
    }

    private static Told said(String fact, String value) {
        return Told.of(fact, value, "person");
    }

    /** Always the same, in the order of time. */
    private UUID id(long at, long number, int kind) {
        long mixed = mix(seed * 31 + kind, number);
        return new UUID(
                at << 16 | 0x7000L | mixed & 0x0fffL,
                mixed & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
    }

    /** Another code for every number, as nobody would guess the next one. */
    private String code(long number, int kind) {
        // Odd factors and exclusive or with a shift of the upper half turn 40 bits around without
        // loss.
        long mask = (1L << CODE_BITS) - 1;
        long bits = number + kind;
        for (int i = 0; i < 3; i++) {
            bits = (bits * 0x5851F42DL + seed) & mask;
            bits ^= bits >>> (CODE_BITS / 2);
        }
        StringBuilder code = new StringBuilder();
        for (int shift = CODE_BITS - 5; shift >= 0; shift -= 5) {
            code.append(LETTERS.charAt((int) (bits >>> shift) & 31));
        }
        return code.toString();
    }

    private static long mix(long a, long b) {
        long mixed = a * 0x9E3779B97F4A7C15L + b;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private void flush(Connection owner, StringBuilder[] to) throws SQLException {
        copy(
                owner,
                "person (id, code, organisation, site, entered_by, entered_room, entered_at)",
                to[0]);
        copy(
                owner,
                "answer (id, person, fact, value, sensitivity, source, organisation, recorded_by, recorded_room,"
                        + " recorded_at)",
                to[1]);
        copy(owner, "assignment (id, person, account, organisation, assigned_by, since)", to[2]);
        copy(
                owner,
                "search_key (person, organisation, key, sharp, facts, held, site, entered_by)",
                to[3]);
        copy(
                owner,
                "travel_group (id, code, organisation, site, entered_by, entered_room, entered_at)",
                to[4]);
        copy(
                owner,
                "group_member (id, travel_group, person, organisation, added_by, added_room, since)",
                to[5]);
    }

    private void line(StringBuilder to, Object... values) {
        for (int i = 0; i < values.length; i++) {
            to.append(i == 0 ? "" : "\t").append(values[i]);
        }
        to.append('\n');
        rows++;
    }

    private static void copy(Connection owner, String into, StringBuilder lines)
            throws SQLException {
        CopyIn copy =
                owner.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + into + " from stdin");
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
        lines.setLength(0);
    }
}
