package amparo.server.profiling;

import amparo.engine.rule.Screen;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.platform.Rows;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Flags as they stand, behind their walls. */
@Repository
class FlagStore {

    private final JdbcClient jdbc;

    FlagStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row of the table. */
    record Row(
            UUID id,
            UUID person,
            UUID organisation,
            String screen,
            String urgency,
            String sensitivity,
            boolean fear,
            String source,
            boolean indicated,
            boolean doubt,
            OffsetDateTime raisedAt,
            String rulebook,
            @Nullable OffsetDateTime closedAt,
            @Nullable String opinion) {

        Flags.Flag flag(Ref person) {
            return new Flags.Flag(
                    id,
                    file(person),
                    screen,
                    urgencyOf(urgency),
                    raisedAt,
                    state(),
                    source,
                    fear,
                    sensitivity.equals("survivor"),
                    indicated);
        }

        boolean isOf(Row other) {
            return organisation.equals(other.organisation) && screen.equals(other.screen);
        }

        /** What is written of a flag is written to the file on which it is. */
        private Ref file(Ref of) {
            return of.id().equals(person)
                    ? of
                    : new Ref(
                            person,
                            of.code(),
                            of.organisation(),
                            Stream.of(of.files()).filter(one -> !one.equals(person)).toList());
        }

        private Flags.State state() {
            if (closedAt != null) {
                return Flags.State.CLOSED;
            }
            // A victim is presumed one: who disagrees is written down, and the need stays.
            return switch (opinion) {
                case "confirm" -> Flags.State.CONFIRMED;
                case "disagree" -> Flags.State.DISAGREED;
                case null, default -> Flags.State.RAISED;
            };
        }
    }

    static Screen.Urgency urgencyOf(String word) {
        return Screen.Urgency.valueOf(word.toUpperCase(Locale.ROOT));
    }

    List<Row> of(Ref person) {
        return Rows.of(
                jdbc.sql(
                                """
                                select f.id, f.person, f.organisation, f.screen, f.urgency, f.sensitivity, f.fear, f.source, f.indicated,
                                       f.doubt, f.raised_at, f.rulebook, f.closed_at,
                                       (select o.kind from flag_opinion o where o.flag = f.id and o.kind in ('confirm', 'disagree')
                                        order by o.at desc, o.id desc limit 1) as opinion
                                from flag f where f.person = any (:persons)
                                order by array_position(array['emergency', 'high', 'medium', 'routine'], f.urgency),
                                         f.raised_at, f.id
                                """)
                        .param("persons", person.files()),
                Row.class);
    }

    /** The reasons that hold and the answers that were read, of one flag. */
    record Why(List<String> indications, List<UUID> answers) {}

    Why why(UUID flag) {
        return jdbc.sql("select indications, answers from flag where id = :id")
                .param("id", flag)
                .query((row, number) -> new Why(strings(row, "indications"), uuids(row, "answers")))
                .optional()
                .orElse(new Why(List.of(), List.of()));
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static List<UUID> uuids(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((UUID[]) array.getArray());
    }

    /** Whether a flag of this screen is open, as far as whoever acts may read it. */
    boolean isOpen(UUID person, String screen) {
        return jdbc.sql(
                        "select exists (select 1 from flag f where f.person = :person and f.screen = :screen"
                                + " and f.closed_at is null)")
                .param("person", person)
                .param("screen", screen)
                .query(Boolean.class)
                .single();
    }

    boolean isClosed(UUID flag) {
        return jdbc.sql("select closed_at is not null from flag where id = :id")
                .param("id", flag)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    boolean isAssigned(UUID person) {
        return jdbc.sql("select :person = any (acting_assigned())")
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** Whether the person had a moment alone in an interview of the last day. */
    boolean spokeAlone(Ref person) {
        return jdbc.sql(
                        "select exists (select 1 from interview where person = any (:persons)"
                                + " and alone_at > now() - interval '1 day')")
                .param("persons", person.files())
                .query(Boolean.class)
                .single();
    }

    /** Whether it was written down now; not if it was there. */
    boolean opine(UUID id, Flags.Flag flag, Flags.Opinion opinion, String reason) {
        Actor actor = Acting.now();
        return jdbc.sql(
                                """
                                insert into flag_opinion (id, flag, person, organisation, kind, reason, by, room)
                                values (:id, :flag, :person, :organisation, :kind, :reason, :account, :room)
                                on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("flag", flag.id())
                        .param("person", flag.person().id())
                        .param("organisation", actor.requireOrganisation())
                        .param("kind", opinion.code())
                        .param("reason", reason)
                        .param("account", actor.requireAccount())
                        .param("room", actor.room().code())
                        .update()
                == 1;
    }

    /** What an observation came to. */
    record Observed(UUID flag, boolean fresh) {}

    Optional<Observed> observe(
            UUID id, Ref person, Screens.Known known, String rulebook, String reason) {
        return jdbc.sql(
                        """
                        select flag_id as flag, fresh from flag_observed(:id, :person, :screen, :urgency, :sensitivity, :fear,
                                                                         :rulebook, :reason)
                        """)
                .param("id", id)
                .param("person", person.id())
                .param("screen", known.screen().id())
                .param("urgency", known.screen().urgency().word())
                .param("sensitivity", known.sensitivity())
                .param("fear", known.fear())
                .param("rulebook", rulebook)
                .param("reason", reason)
                .query(Observed.class)
                .optional();
    }

    /** The answers of the organisation, in the transaction that writes one down. */
    List<PersonFiles.Answer> answers(UUID person, UUID organisation) {
        List<PersonFiles.Answer> all = new ArrayList<>();
        jdbc.sql("select * from flag_tellings(:person)")
                .param("person", person)
                .query(row -> {
                    all.add(
                            new PersonFiles.Answer(
                                    row.getObject("id", UUID.class),
                                    row.getString("fact"),
                                    row.getObject("record", UUID.class),
                                    row.getString("value"),
                                    row.getString("sensitivity"),
                                    row.getString("source"),
                                    organisation,
                                    row.getObject("recorded_at", OffsetDateTime.class),
                                    row.getString("language"),
                                    row.getObject("interpreter", Boolean.class),
                                    row.getObject("true_as_of", LocalDate.class),
                                    null,
                                    row.getObject("told_at", OffsetDateTime.class),
                                    row.getObject("clock", UUID.class),
                                    row.getObject("clock_since", OffsetDateTime.class),
                                    row.getInt("clock_slack"),
                                    row.getBoolean("clock_doubt")));
                });
        return all;
    }

    /** A flag that was raised, raised again, or became more or less urgent. */
    record Event(
            UUID flag,
            String screen,
            String event,
            String urgency,
            @Nullable String before,
            OffsetDateTime raisedAt) {}

    List<Event> evaluated(
            UUID person, String rulebook, boolean whole, boolean byPerson, String results) {
        return Rows.of(
                jdbc.sql(
                                """
                                select flag_id as flag, screen, event, urgency, before, raised_at
                                from flag_evaluated(:person, :rulebook, :whole, :byPerson, :results::jsonb)
                                """)
                        .param("person", person)
                        .param("rulebook", rulebook)
                        .param("whole", whole)
                        .param("byPerson", byPerson)
                        .param("results", results),
                Event.class);
    }

    void share(UUID id, Flags.Flag flag, UUID organisation, OffsetDateTime until) {
        Actor actor = Acting.now();
        jdbc.sql(
                        """
                        insert into flag_share (id, flag, person, organisation, from_organisation, shared_by, until)
                        values (:id, :flag, :person, :organisation, :from, :account, :until)
                        """)
                .param("id", id)
                .param("flag", flag.id())
                .param("person", flag.person().id())
                .param("organisation", organisation)
                .param("from", actor.requireOrganisation())
                .param("account", actor.requireAccount())
                .param("until", until)
                .update();
    }

    void endShares(Ref person, UUID organisation) {
        jdbc.sql(
                        """
                        update flag_share set until = now() where person = any (:persons) and organisation = :organisation
                            and from_organisation = :from and until > now()
                        """)
                .param("persons", person.files())
                .param("organisation", organisation)
                .param("from", Acting.now().requireOrganisation())
                .update();
    }

    /**
     * An opinion or an event.
     *
     * @param by a colleague by name; the organisation alone if it is another one
     */
    record Happened(
            String kind,
            @Nullable String reason,
            OffsetDateTime at,
            @Nullable String by,
            @Nullable String organisation,
            boolean opinion) {}

    /** Of the flag, and of the same one on another file of the person. */
    List<Happened> history(Flags.Flag flag) {
        return Rows.of(
                jdbc.sql(
                                """
                                select h.kind, h.reason, h.at, a.display_name as by, g.name as organisation, h.opinion
                                from (select kind, reason, at, by, organisation, true as opinion, id from flag_opinion
                                        where flag = any (array(%1$s))
                                      union all
                                      select kind, null, at, by, organisation, false, id from flag_event
                                        where flag = any (array(%1$s)) and kind <> 'observed') h
                                left join account a on a.id = h.by left join organisation g on g.id = h.organisation
                                order by h.at desc, h.id desc
                                """
                                        .formatted(
                                                """
                                                select same.id from flag shown join flag same on same.screen = shown.screen
                                                    and same.organisation = shown.organisation
                                                where shown.id = :flag and same.person = any (:persons)
                                                """))
                        .param("flag", flag.id())
                        .param("persons", flag.person().files()),
                Happened.class);
    }

    /** Something that happened to a flag. */
    record Change(String screen, String kind, String urgency, OffsetDateTime at) {}

    List<Change> changes(Ref person, @Nullable OffsetDateTime since) {
        return Rows.of(
                jdbc.sql(
                                """
                                select f.screen, e.kind, e.urgency, e.at from flag_event e join flag f on f.id = e.flag
                                where e.person = any (:persons) and (:since::timestamptz is null or e.at > :since)
                                order by e.at desc, e.id desc limit 100
                                """)
                        .param("persons", person.files())
                        .param("since", since, java.sql.Types.TIMESTAMP_WITH_TIMEZONE),
                Change.class);
    }

    /** Somebody with an urgent need of which nobody gave an opinion yet. */
    record Unseen(UUID person, String code, OffsetDateTime since) {}

    /** The first of them that whoever acts may read, emergencies before the others. */
    List<Unseen> unseen(int most) {
        return Rows.of(
                jdbc.sql(
                                """
                                       select f.person, coalesce(k.code, p.code) as code, f.raised_at as since
                                       from (select f.person, f.raised_at, f.urgency from flag f
                                             where f.organisation = :organisation and f.closed_at is null
                                               and f.urgency in ('emergency', 'high')
                                               and not exists (select 1 from flag_opinion o where o.flag = f.id)
                                             order by f.urgency, f.person limit :most) f
                                            join person p on p.id = f.person
                                            left join lateral (select standing_file(p.id) as id
                                                     where p.merged_into is not null offset 0) as stands on true
                                left join person k on k.id = stands.id
                                       order by f.urgency, f.raised_at
                                """)
                        .param("organisation", Acting.now().requireOrganisation())
                        .param("most", most),
                Unseen.class);
    }

    /** That a conversation alone with a specialist is due; no screen, no number. */
    record Waiting(UUID person, String urgency, OffsetDateTime since) {}

    List<Waiting> waiting(Collection<UUID> persons) {
        return Rows.of(
                jdbc.sql("select person, urgency, since from flags_waiting(:persons)")
                        .param("persons", persons.toArray(UUID[]::new)),
                Waiting.class);
    }
}
