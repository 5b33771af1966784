package amparo.server.referral;

import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Rows;
import amparo.server.registry.PersonFiles;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Urgent flags that nobody referred. Whoever may not read a flag learns no more of it than that
 * something for this person is not arranged yet.
 */
@Service
@Transactional
class FlagClocks {

    /** Why there may be no referral. */
    static final List<String> REASONS = List.of("elsewhere", "in-house", "not-wanted");

    private static final String KIND = "person";

    private final JdbcClient jdbc;
    private final AuditLog audit;

    FlagClocks(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * A person for whom something urgent is not arranged.
     *
     * @param step how far the clock has called
     * @param call whether numbers are to be shown now
     */
    record Waiting(
            UUID person,
            String code,
            OffsetDateTime since,
            OffsetDateTime dueAt,
            int step,
            boolean call) {}

    /**
     * The clock of a flag that whoever acts reads.
     *
     * @param endedWhy none: it runs
     */
    record Read(
            UUID flag,
            OffsetDateTime dueAt,
            String dueBy,
            @Nullable String endedWhy,
            @Nullable String words) {}

    /** Something that happened. */
    record Event(
            String kind,
            @Nullable String because,
            @Nullable String words,
            @Nullable String by,
            OffsetDateTime at) {}

    /** An organisation that leaves urgent things lying. */
    record Silent(String name, long waiting, OffsetDateTime oldest) {}

    /** Whether whoever acts is told of such things at all. */
    static boolean concerns(Actor actor) {
        return actor.room() == Room.FRONTLINE
                || actor.room() == Room.BORDER
                || actor.room() == Room.RETURNS;
    }

    /**
     * Why whoever acts may leave it: at a border only that somebody was told in another way;
     * whoever registers people decides nothing.
     */
    static List<String> reasons(Actor actor) {
        if (actor.room() == Room.FRONTLINE) {
            return ReferralPolicy.works(actor) ? REASONS : List.of();
        }
        return REASONS.subList(0, 1);
    }

    /** The earliest first. Audited. */
    List<Waiting> list(int most) {
        List<Waiting> all = rows(null, most);
        audit.record(
                "list",
                KIND,
                all.stream().map(Waiting::person).toList(),
                null,
                all.size() + " not arranged");
        return all;
    }

    /** Counted no further than this. */
    long count(int most) {
        return rows(null, most).size();
    }

    /** Of one person; not audited: whoever shows the person does that. */
    @Nullable Waiting of(UUID person) {
        List<Waiting> all = rows(person, 1);
        return all.isEmpty() ? null : all.getFirst();
    }

    private List<Waiting> rows(@Nullable UUID person, int most) {
        return Rows.of(
                jdbc.sql(
                                """
                                select person, code, since, due_at as "dueAt", step, call
                                from flag_clock_list(:person, :most)
                                """)
                        .param("person", person, Types.OTHER)
                        .param("most", most),
                Waiting.class);
    }

    List<Read> read(UUID person) {
        return Rows.of(
                jdbc.sql(
                                """
                                select flag, due_at as "dueAt", due_by as "dueBy", ended_why as "endedWhy", words
                                from flag_clock_read(:person)
                                """)
                        .param("person", person),
                Read.class);
    }

    List<Event> history(UUID person) {
        return Rows.of(
                jdbc.sql("select kind, because, words, by, at from flag_clock_history(:person)")
                        .param("person", person),
                Event.class);
    }

    /** Who answered the telephone; sent twice under one id it is there once. */
    boolean called(PersonFiles.Ref person, UUID id, String result, String who) {
        boolean noted =
                jdbc.sql("select flag_clock_called(:id, :person, :result, :who)")
                        .param("id", id)
                        .param("person", person.id())
                        .param("result", result)
                        .param("who", who)
                        .query(Boolean.class)
                        .single();
        audit.record("called", KIND, List.of(person.id()), null, "not arranged yet: " + result);
        return noted;
    }

    /** Why a flag has no referral; false if it is not there for whoever acts, or rests already. */
    boolean rest(PersonFiles.Ref person, UUID flag, String why, String words) {
        boolean rests =
                jdbc.sql("select flag_clock_rest(:flag, :why, :words)")
                        .param("flag", flag)
                        .param("why", why)
                        .param("words", words)
                        .query(Boolean.class)
                        .single();
        audit.record(
                rests ? "no-referral" : "refused", KIND, List.of(person.id()), null, "flag " + why);
        return rests;
    }

    /** A referral is being written for this flag. */
    void draft(UUID flag, UUID referral) {
        jdbc.sql("select flag_clock_draft(:flag, :referral)")
                .param("flag", flag)
                .param("referral", referral)
                .query(row -> {});
    }

    /** For whoever coordinates: names and numbers. */
    List<Silent> silent() {
        return Rows.of(
                jdbc.sql("select name, waiting, oldest from flag_clock_silent()"), Silent.class);
    }
}
