package amparo.server.lists;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Sealer;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.Teams;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What one shift tells the next: sealed words, for the colleagues of a place on the same side of
 * the walls; about a person only for those who may see that person.
 */
@Service
@Transactional
public class ShiftNotes {

    /** The most letters of a note. */
    public static final int LONGEST = 2000;

    static final int SHOWN = 100;

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final PersonFiles persons;
    private final Teams teams;
    private final AuditLog audit;

    ShiftNotes(JdbcClient jdbc, Sealer sealer, PersonFiles persons, Teams teams, AuditLog audit) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.persons = persons;
        this.teams = teams;
        this.audit = audit;
    }

    /**
     * A note that is open.
     *
     * @param code of the person it is about; none: it is about nobody
     * @param heads how many people were counted
     * @param site none: for the whole organisation
     */
    public record Note(
            UUID id,
            @Nullable UUID person,
            @Nullable String code,
            String words,
            boolean urgent,
            @Nullable Integer heads,
            @Nullable String site,
            String by,
            OffsetDateTime at) {}

    /** How many people were counted at a place, and when. */
    public record Heads(@Nullable String site, int heads, OffsetDateTime at) {}

    /** How many notes are open, and whether one of them is urgent. */
    record Waiting(int notes, boolean urgent) {}

    /** Whether whoever acts works in shifts with persons. */
    static boolean works(Actor actor) {
        return switch (actor.room()) {
            case FRONTLINE, BORDER, RETURNS -> true;
            case GATE, OVERSIGHT, DESK, ADMINISTRATION, SYSTEM -> false;
        };
    }

    /** The open ones, urgent ones first, then the newest. */
    List<Note> open() {
        Actor actor = Acting.now();
        List<Note> notes =
                jdbc.sql(
                                """
                                select n.id, n.person, p.code, n.words, n.urgent, n.heads, s.name as site,
                                       coalesce(a.display_name, '–') as by, n.written_at
                                from shift_note n left join person p on p.id = n.person
                                     left join site s on s.id = n.site left join account a on a.id = n.written_by
                                where n.organisation = :organisation and n.room = :room and n.done_at is null
                                order by n.urgent desc, n.written_at desc, n.id desc limit :most
                                """)
                        .param("organisation", actor.requireOrganisation())
                        .param("room", actor.room().code())
                        .param("most", SHOWN)
                        .query((row, number) -> {
                            UUID id = row.getObject("id", UUID.class);
                            return new Note(
                                    id,
                                    row.getObject("person", UUID.class),
                                    row.getString("code"),
                                    new String(
                                            sealer.open(row.getBytes("words"), purpose(id)),
                                            StandardCharsets.UTF_8),
                                    row.getBoolean("urgent"),
                                    row.getObject("heads", Integer.class),
                                    row.getString("site"),
                                    row.getString("by"),
                                    row.getObject("written_at", OffsetDateTime.class));
                        })
                        .list();
        audit.record(
                "list",
                "shift-note",
                notes.stream().map(Note::person).filter(Objects::nonNull).distinct().toList(),
                null,
                "open notes of the shift");
        return notes;
    }

    /** The last count of each place, of the last days. */
    List<Heads> heads() {
        Actor actor = Acting.now();
        return jdbc.sql(
                        """
                        select distinct on (n.site) s.name as site, n.heads, n.written_at
                        from shift_note n left join site s on s.id = n.site
                        where n.organisation = :organisation and n.room = :room and n.heads is not null
                          and n.written_at > now() - interval '3 days'
                        order by n.site, n.written_at desc
                        """)
                .param("organisation", actor.requireOrganisation())
                .param("room", actor.room().code())
                .query((row, number) ->
                        new Heads(
                                row.getString("site"),
                                row.getInt("heads"),
                                row.getObject("written_at", OffsetDateTime.class)))
                .list();
    }

    /** Counted no further than this. */
    Waiting waiting(int most) {
        Actor actor = Acting.now();
        return jdbc.sql(
                        """
                        select count(*) as notes, coalesce(bool_or(urgent), false) as urgent from (
                            select n.urgent from shift_note n
                            where n.organisation = :organisation and n.room = :room and n.done_at is null
                            order by n.urgent desc limit :most) as counted
                        """)
                .param("organisation", actor.requireOrganisation())
                .param("room", actor.room().code())
                .param("most", most)
                .query((row, number) -> new Waiting(row.getInt("notes"), row.getBoolean("urgent")))
                .single();
    }

    /** The person with this code, if a note may be about them. */
    Optional<PersonFiles.Ref> about(String code) {
        return persons.mayRecord(code)
                .filter(person ->
                        teams.reach(List.of(person.code())).stream()
                                .noneMatch(Teams.Member::emergency));
    }

    /** Leaves a note. Sent twice under the same id it is left once. */
    void leave(
            UUID id,
            @Nullable UUID site,
            PersonFiles.@Nullable Ref person,
            String words,
            boolean urgent,
            @Nullable Integer heads) {
        Actor actor = Acting.now();
        int left =
                jdbc.sql(
                                """
                                insert into shift_note (id, organisation, site, room, person, words, urgent, heads,
                                                        written_by)
                                values (:id, :organisation, :site, :room, :person, :words, :urgent, :heads, :me)
                                on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("organisation", actor.requireOrganisation())
                        .param("site", site)
                        .param("room", actor.room().code())
                        .param("person", person == null ? null : person.id())
                        .param(
                                "words",
                                sealer.seal(words.getBytes(StandardCharsets.UTF_8), purpose(id)))
                        .param("urgent", urgent)
                        .param("heads", heads, Types.INTEGER)
                        .param("me", actor.requireAccount())
                        .update();
        if (left == 1) {
            audit.record(
                    "create",
                    "shift-note",
                    person == null ? List.of() : List.of(person.id()),
                    null,
                    "note " + id);
        }
    }

    /** Settles a note; one that is settled stays so. Whether it was open. */
    boolean settle(UUID id) {
        Actor actor = Acting.now();
        List<UUID> about =
                jdbc
                        .sql("select person from shift_note where id = :id and done_at is null")
                        .param("id", id)
                        .query((row, number) ->
                                Optional.ofNullable(row.getObject("person", UUID.class)))
                        .list()
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
        int done =
                jdbc.sql(
                                "update shift_note set done_by = :me, done_at = now() where id = :id and done_at is null")
                        .param("me", actor.requireAccount())
                        .param("id", id)
                        .update();
        if (done == 1) {
            audit.record("update", "shift-note", about, null, "settled note " + id);
        }
        return done == 1;
    }

    private static String purpose(UUID id) {
        return "shift-note:" + id;
    }
}
