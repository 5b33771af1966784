package amparo.server.learning;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Rows;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The exercises of whoever acts, and what a supervisor may know of those of others: how many, and
 * what the team finds hard, but never whose mistake it was, unless a colleague shows it.
 */
@Service
@Transactional
class Exercises {

    /** How many the page of progress reads. */
    static final int SHOWN = 300;

    private final JdbcClient jdbc;
    private final AuditLog audit;

    Exercises(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * One exercise.
     *
     * @param mine whether whoever acts does it
     * @param by who does it
     * @param asked {@code person/moment/fact}
     * @param alone persons of the story who were heard alone
     * @param flags {@code person/screen}
     * @param finishedAt none while it is open
     * @param mode how it is worked
     */
    record Exercise(
            UUID id,
            boolean mine,
            @Nullable String by,
            String vignette,
            OffsetDateTime startedAt,
            Set<String> asked,
            Set<String> alone,
            Set<String> flags,
            Set<Integer> acts,
            @Nullable OffsetDateTime finishedAt,
            Set<String> found,
            Set<String> missed,
            Set<String> extra,
            Set<String> forbidden,
            boolean shared,
            Mode mode) {

        boolean finished() {
            return finishedAt != null;
        }
    }

    /** How much a colleague practised. */
    record Count(String name, long finished, long stories, @Nullable LocalDate lastDay) {}

    /** What became of a screen in the exercises of a team. */
    record OfRule(
            String screen, long officers, long found, long missed, long extra, long forbidden) {}

    /** What was right and wrong, by the ids of screens. */
    record Result(
            Set<String> found, Set<String> missed, Set<String> extra, Set<String> forbidden) {}

    /** Begins one. Sent twice under the same id it begins once. */
    void start(UUID id, String vignette, Mode mode) {
        Actor actor = Acting.now();
        jdbc.sql(
                        """
                        insert into exercise (id, organisation, account, vignette, mode)
                        values (:id, :organisation, :me, :vignette, :mode) on conflict do nothing
                        """)
                .param("id", id)
                .param("organisation", actor.requireOrganisation())
                .param("me", actor.requireAccount())
                .param("vignette", vignette)
                .param("mode", mode.code())
                .update();
    }

    /** One that whoever acts does, or that was shared with them. */
    Optional<Exercise> find(UUID id) {
        return jdbc.sql(SELECT + " where e.id = :id")
                .param("id", id)
                .param("me", Acting.now().requireAccount())
                .query(Exercises::row)
                .optional();
    }

    /** The own ones, the newest first. */
    List<Exercise> mine() {
        Actor actor = Acting.now();
        return jdbc.sql(
                        SELECT
                                + " where e.account = :me and e.organisation = :organisation"
                                + " order by e.started_at desc, e.id desc limit :most")
                .param("me", actor.requireAccount())
                .param("organisation", actor.requireOrganisation())
                .param("most", SHOWN)
                .query(Exercises::row)
                .list();
    }

    /** Those of others that were shared with whoever acts, the newest first. */
    List<Exercise> shared() {
        Actor actor = Acting.now();
        audit.record("list", "exercise", List.of(), null, "shared exercises of the team");
        return jdbc.sql(
                        SELECT
                                + " where e.organisation = :organisation and e.account <> :me and e.shared"
                                + " order by e.finished_at desc, e.id desc limit :most")
                .param("me", actor.requireAccount())
                .param("organisation", actor.requireOrganisation())
                .param("most", SHOWN)
                .query(Exercises::row)
                .list();
    }

    /** A question was put. */
    void ask(UUID id, String question) {
        add(id, "asked", question);
    }

    /** Somebody was heard alone. */
    void alone(UUID id, String person) {
        add(id, "alone", person);
    }

    private void add(UUID id, String column, String value) {
        jdbc.sql(
                        "update exercise set %1$s = array_append(%1$s, :value) where id = :id and account = :me and finished_at is null and not (:value = any (%1$s)) and cardinality(%1$s) < 300"
                                .formatted(column))
                .param("value", value)
                .param("id", id)
                .param("me", Acting.now().requireAccount())
                .update();
    }

    /** Ends one with what was chosen; what is ended stays as it is. */
    void finish(UUID id, Set<String> flags, Set<Integer> acts, Result result) {
        finish(id, null, null, flags, acts, result);
    }

    /** The same with what was asked, and of whom alone, if that was not written down before. */
    void finish(
            UUID id,
            @Nullable Set<String> asked,
            @Nullable Set<String> alone,
            Set<String> flags,
            Set<Integer> acts,
            Result result) {
        jdbc.sql(
                        """
                        update exercise set asked = coalesce(:asked, asked), alone = coalesce(:alone, alone), flags = :flags, acts = :acts, found = :found, missed = :missed,
                               extra = :extra, forbidden = :forbidden, finished_at = now()
                        where id = :id and account = :me and finished_at is null
                        """)
                .param("asked", asked == null ? null : texts(asked), Types.ARRAY)
                .param("alone", alone == null ? null : texts(alone), Types.ARRAY)
                .param("flags", texts(flags))
                .param("acts", acts.toArray(Integer[]::new))
                .param("found", texts(result.found()))
                .param("missed", texts(result.missed()))
                .param("extra", texts(result.extra()))
                .param("forbidden", texts(result.forbidden()))
                .param("id", id)
                .param("me", Acting.now().requireAccount())
                .update();
    }

    /** Shows an own one to the supervisors, or takes that back. */
    void share(UUID id, boolean shared) {
        jdbc.sql(
                        "update exercise set shared = :shared where id = :id and account = :me and finished_at is not null")
                .param("shared", shared)
                .param("id", id)
                .param("me", Acting.now().requireAccount())
                .update();
    }

    /** How much each colleague practised; for supervisors, nothing for others. */
    List<Count> counts() {
        audit.record("list", "exercise", List.of(), null, "counts of the team");
        return Rows.of(
                jdbc.sql("select name, finished, stories, last_day from exercise_team_counts()"),
                Count.class);
    }

    /** What the team finds hard, by rule; only of rules that enough colleagues practised. */
    List<OfRule> rules() {
        return Rows.of(
                jdbc.sql(
                        "select screen, officers, found, missed, extra, forbidden from exercise_team_rules()"),
                OfRule.class);
    }

    private static final String SELECT =
            """
            select e.id, e.account = :me as mine, a.display_name as by, e.vignette, e.started_at, e.asked, e.alone,
                   e.flags, e.acts, e.finished_at, e.found, e.missed, e.extra, e.forbidden, e.shared,
                   e.mode
            from exercise e left join account a on a.id = e.account
            """;

    private static Exercise row(ResultSet row, int number) throws SQLException {
        return new Exercise(
                row.getObject("id", UUID.class),
                row.getBoolean("mine"),
                row.getString("by"),
                row.getString("vignette"),
                row.getObject("started_at", OffsetDateTime.class),
                strings(row.getArray("asked")),
                strings(row.getArray("alone")),
                strings(row.getArray("flags")),
                Set.copyOf(List.of((Integer[]) row.getArray("acts").getArray())),
                row.getObject("finished_at", OffsetDateTime.class),
                strings(row.getArray("found")),
                strings(row.getArray("missed")),
                strings(row.getArray("extra")),
                strings(row.getArray("forbidden")),
                row.getBoolean("shared"),
                Mode.of(row.getString("mode")));
    }

    private static Set<String> strings(Array array) throws SQLException {
        return new TreeSet<>(List.of((String[]) array.getArray()));
    }

    private static String[] texts(Collection<String> all) {
        return all.stream().sorted().toArray(String[]::new);
    }
}
