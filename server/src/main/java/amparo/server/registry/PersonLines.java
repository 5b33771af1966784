package amparo.server.registry;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.platform.View;
import amparo.server.registry.AnswerStore.Said;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a list shows of many persons: read in two statements however many they are. Nothing is
 * audited here; whoever shows a list records it once.
 */
@Service
@Transactional
public class PersonLines {

    /** So many of the answers told last, as two clocks may not say which came first. */
    private static final int NEWEST = 3;

    /** Facts whose newest answer a line holds; an age needs both of its own. */
    private static final List<String> AGES = List.of("birth_date", "age", "age_doubt");

    private final JdbcClient jdbc;
    private final Facts facts;
    private final ObjectProvider<NextStep> steps;
    private final Clock clock;

    PersonLines(JdbcClient jdbc, Facts facts, ObjectProvider<NextStep> steps, Clock clock) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.steps = steps;
        this.clock = clock;
    }

    /** Why somebody stands in a list. */
    public enum Why {
        EMERGENCY,
        ASSIGNED,
        OURS,
        SHARED
    }

    /** A line of a list. */
    public static final class Line {

        private final PersonFiles.Ref person;
        private final OffsetDateTime enteredAt;
        private final @Nullable String site;
        private final Why why;
        private final List<String> team;
        private final Standing standing;
        private final NextStep.@Nullable Step step;
        private final Facts facts;
        private final LocalDate today;

        Line(
                Row row,
                List<String> team,
                Standing standing,
                NextStep.@Nullable Step step,
                Facts facts,
                LocalDate today) {
            person = row.person();
            enteredAt = row.enteredAt();
            site = row.site();
            why = row.why();
            this.team = List.copyOf(team);
            this.standing = standing;
            this.step = step;
            this.facts = facts;
            this.today = today;
        }

        public PersonFiles.Ref person() {
            return person;
        }

        public OffsetDateTime enteredAt() {
            return enteredAt;
        }

        /** The place of the file; none if it has none, or is of another organisation. */
        public Optional<String> site() {
            return Optional.ofNullable(site);
        }

        public Why why() {
            return why;
        }

        /** Colleagues who work with the person. */
        public List<String> team() {
            return team;
        }

        /** The most urgent step, of the modules that know it of many at once. */
        public Optional<NextStep.Step> step() {
            return Optional.ofNullable(step);
        }

        /** The name as the person says it, as far as the reader may know it. */
        public Optional<String> name() {
            Said said = standing.fact(Facts.NAME);
            String name = said == null ? "" : Values.tree(said.value()).asString("");
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        }

        /** The answer to a fact in the words of a page. */
        public Optional<String> words(String fact, View view) {
            Said said = standing.fact(fact);
            return said == null
                    ? Optional.empty()
                    : Optional.of(Values.words(facts.get(fact), said.value(), view));
        }

        /** The answer to a fact as JSON. */
        public Optional<String> value(String fact) {
            return Optional.ofNullable(standing.fact(fact)).map(Said::value);
        }

        /** How old, in words. */
        public Optional<String> age(View view) {
            return Ages.words(view, standing, today);
        }

        /** In doubt somebody is a child. */
        public boolean mayBeChild() {
            return Ages.mayBeChild(standing, today);
        }
    }

    private record Row(
            PersonFiles.Ref person, OffsetDateTime enteredAt, @Nullable String site, Why why) {}

    /**
     * The lines of these persons in the same order; who is not in reach is left out.
     *
     * @param wanted facts that are shown
     * @param team whether it is shown who works with them
     * @param next whether the next step is shown
     */
    public List<Line> of(List<UUID> ids, Collection<String> wanted, boolean team, boolean next) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Actor actor = Acting.now();
        Map<UUID, Row> rows = rows(ids, actor);
        Map<UUID, List<Said>> said = said(ids, wanted);
        Map<UUID, List<String>> teams = team ? teams(ids, actor) : Map.of();
        Map<UUID, NextStep.Step> urgent = next ? steps(rows.values()) : Map.of();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Line> lines = new ArrayList<>();
        for (UUID id : ids) {
            Row row = rows.get(id);
            if (row != null) {
                lines.add(
                        new Line(
                                row,
                                teams.getOrDefault(id, List.of()),
                                Standing.of(said.getOrDefault(id, List.of())),
                                urgent.get(id),
                                facts,
                                today));
            }
        }
        return lines;
    }

    private Map<UUID, Row> rows(List<UUID> ids, Actor actor) {
        Map<UUID, Row> rows = new HashMap<>();
        jdbc.sql(
                        """
                        select p.id, p.code, p.organisation, p.merged, p.entered_at, s.name as site,
                               p.organisation = :organisation as ours,
                               p.id = any ((select acting_assigned())::uuid[]) as assigned,
                               p.id = any ((select acting_emergencies())::uuid[]) as emergency
                        from person p left join site s on s.id = p.site and p.organisation = :organisation
                        where p.id = any (:ids)
                        """)
                .param("organisation", actor.requireOrganisation())
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    Why why =
                            row.getBoolean("emergency")
                                    ? Why.EMERGENCY
                                    : row.getBoolean("assigned")
                                            ? Why.ASSIGNED
                                            : row.getBoolean("ours") ? Why.OURS : Why.SHARED;
                    rows.put(
                            id,
                            new Row(
                                    new PersonFiles.Ref(
                                            id,
                                            row.getString("code"),
                                            row.getObject("organisation", UUID.class),
                                            merged(row.getArray("merged"))),
                                    row.getObject("entered_at", OffsetDateTime.class),
                                    row.getString("site"),
                                    why));
                });
        return rows;
    }

    private static List<UUID> merged(@Nullable Array files) throws SQLException {
        return files == null ? List.of() : List.of((UUID[]) files.getArray());
    }

    /** The newest answers alone, by the index of each person and fact. */
    private Map<UUID, List<Said>> said(List<UUID> ids, Collection<String> wanted) {
        List<String> names = new ArrayList<>(wanted);
        names.add(Facts.NAME);
        names.addAll(AGES);
        Map<UUID, List<Said>> said = new HashMap<>();
        jdbc.sql(
                        """
                        select p.id as of, a.id, a.fact, a.value::text as value, a.sensitivity, a.source, a.organisation,
                               a.recorded_by, a.recorded_room, a.recorded_at, a.true_as_of, a.basis, a.told_at, a.clock,
                               a.clock_since, a.clock_slack, a.clock_doubt
                        from unnest(:ids::uuid[]) as p (id) cross join unnest(:facts::text[]) as f (fact)
                             cross join lateral (
                                 select * from answer a where a.person = p.id and a.fact = f.fact and a.record is null
                                 order by a.told_at desc, a.id desc limit %d) as a
                        """
                                .formatted(NEWEST))
                .param("ids", ids.toArray(UUID[]::new))
                .param("facts", names.stream().distinct().toArray(String[]::new))
                .query(row -> {
                    said.computeIfAbsent(row.getObject("of", UUID.class), any -> new ArrayList<>())
                            .add(
                                    new Said(
                                            row.getObject("id", UUID.class),
                                            row.getString("fact"),
                                            row.getString("value"),
                                            row.getString("sensitivity"),
                                            row.getString("source"),
                                            row.getObject("organisation", UUID.class),
                                            "",
                                            row.getObject("recorded_by", UUID.class),
                                            null,
                                            row.getString("recorded_room"),
                                            row.getObject("recorded_at", OffsetDateTime.class),
                                            null,
                                            null,
                                            null,
                                            row.getObject("true_as_of", LocalDate.class),
                                            row.getString("basis"),
                                            false,
                                            row.getObject("told_at", OffsetDateTime.class),
                                            row.getObject("clock", UUID.class),
                                            row.getObject("clock_since", OffsetDateTime.class),
                                            row.getInt("clock_slack"),
                                            row.getBoolean("clock_doubt")));
                });
        return said;
    }

    private Map<UUID, List<String>> teams(List<UUID> ids, Actor actor) {
        if (actor.room() != Room.FRONTLINE) {
            return Map.of();
        }
        Map<UUID, List<String>> teams = new HashMap<>();
        jdbc.sql(
                        """
                        select s.person, a.display_name from assignment s join account a on a.id = s.account
                        where s.person = any (:ids) and s.organisation = :organisation and s.until is null
                        order by a.display_name, a.id
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("organisation", actor.requireOrganisation())
                .query(row -> {
                    teams.computeIfAbsent(
                                    row.getObject("person", UUID.class), any -> new ArrayList<>())
                            .add(row.getString("display_name"));
                });
        return teams;
    }

    private Map<UUID, NextStep.Step> steps(Collection<Row> rows) {
        List<PersonFiles.Ref> persons = rows.stream().map(Row::person).toList();
        Comparator<NextStep.Step> urgency = Comparator.comparingInt(NextStep.Step::urgency);
        Map<UUID, NextStep.Step> urgent = new HashMap<>();
        steps.orderedStream()
                .forEach(one ->
                        one.of(persons)
                                .forEach((id, step) ->
                                        urgent.merge(
                                                id,
                                                step,
                                                (a, b) -> urgency.compare(a, b) <= 0 ? a : b)));
        return urgent;
    }
}
