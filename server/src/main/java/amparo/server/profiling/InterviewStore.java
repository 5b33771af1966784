package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.platform.Rows;
import amparo.server.profiling.Interviews.Frame;
import amparo.server.profiling.Interviews.Interview;
import amparo.server.registry.PersonFiles.Ref;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Interviews and what was put in them, behind their walls. */
@Repository
class InterviewStore {

    private final JdbcClient jdbc;

    InterviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it was opened now; not if it was there. */
    boolean open(UUID id, Ref person, Frame frame) {
        Actor actor = Acting.now();
        return jdbc.sql(
                                """
                                insert into interview (id, person, organisation, site, kind, place, private, language, through,
                                                       understood, informed, consent, guardian, started_by, started_room)
                                values (:id, :person, :organisation, :site, :kind, :place, :private, :language, :through,
                                        :understood, :informed, :consent, :guardian, :account, :room)
                                on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("person", person.id())
                        .param("organisation", actor.requireOrganisation())
                        .param("site", Interviews.site(actor))
                        .param("kind", frame.surge() ? "surge" : "full")
                        .param("place", frame.place())
                        .param("private", frame.isPrivate())
                        .param("language", frame.language())
                        .param("through", frame.through())
                        .param("understood", frame.understood())
                        .param("informed", frame.informed())
                        .param("consent", frame.consent())
                        .param("guardian", frame.guardian())
                        .param("account", actor.requireAccount())
                        .param("room", actor.room().code())
                        .update()
                == 1;
    }

    /** A row, with the code of the person. */
    record Row(
            UUID id,
            UUID person,
            String code,
            UUID holder,
            String kind,
            String place,
            boolean isPrivate,
            String language,
            String through,
            boolean understood,
            boolean informed,
            String consent,
            boolean guardian,
            UUID startedBy,
            @Nullable OffsetDateTime aloneAt,
            @Nullable OffsetDateTime closedAt) {

        Interview interview() {
            return new Interview(
                    id,
                    new Ref(person, code, holder),
                    new Frame(
                            kind.equals("surge"),
                            place,
                            isPrivate,
                            language,
                            through,
                            understood,
                            informed,
                            consent,
                            guardian),
                    aloneAt != null,
                    closedAt != null,
                    startedBy.equals(Acting.now().requireAccount()));
        }
    }

    Optional<Interview> find(UUID id) {
        return Rows.of(
                        jdbc.sql(
                                        """
                                        select i.id, i.person, p.code, p.organisation as holder, i.kind, i.place,
                                               i.private as is_private, i.language, i.through, i.understood, i.informed, i.consent,
                                               i.guardian, i.started_by, i.alone_at, i.closed_at
                                        from interview i join person p on p.id = i.person where i.id = :id
                                        """)
                                .param("id", id),
                        Row.class)
                .stream()
                .findFirst()
                .map(Row::interview);
    }

    /** One of the interviews of a person. */
    record Line(
            UUID id,
            OffsetDateTime startedAt,
            @Nullable OffsetDateTime aloneAt,
            @Nullable OffsetDateTime closedAt,
            @Nullable String by) {}

    List<Line> of(Ref person) {
        return Rows.of(
                jdbc.sql(
                                """
                                select i.id, i.started_at, i.alone_at, i.closed_at, a.display_name as by
                                from interview i left join account a on a.id = i.started_by
                                where i.person = any (:persons) order by i.started_at desc, i.id desc limit 50
                                """)
                        .param("persons", person.files()),
                Line.class);
    }

    /** The first moment alone of each of them. */
    Map<UUID, OffsetDateTime> alone(Collection<UUID> persons) {
        Map<UUID, OffsetDateTime> since = new HashMap<>();
        jdbc.sql(
                        """
                        select person, min(alone_at) as since from interview
                        where person = any (:persons) and alone_at is not null group by person
                        """)
                .param("persons", persons.toArray(UUID[]::new))
                .query(row -> {
                    since.put(
                            row.getObject("person", UUID.class),
                            row.getObject("since", OffsetDateTime.class));
                });
        return since;
    }

    /** All that was put to them. */
    List<Interviews.Asked> asked(Collection<UUID> persons) {
        return Rows.of(
                jdbc.sql(
                                "select person, fact, asked_at as at from interview_question where person = any (:persons)")
                        .param("persons", persons.toArray(UUID[]::new)),
                Interviews.Asked.class);
    }

    /** Whether it was written down now; not if an item of this id is there. */
    boolean put(UUID item, Interview interview, String fact, String state, @Nullable String value) {
        Actor actor = Acting.now();
        return jdbc.sql(
                                """
                                insert into interview_question (id, interview, person, organisation, fact, state, value,
                                                                asked_by, asked_room)
                                values (:id, :interview, :person, :organisation, :fact, :state, :value::jsonb, :account, :room)
                                on conflict (id) do nothing
                                """)
                        .param("id", item)
                        .param("interview", interview.id())
                        .param("person", interview.person().id())
                        .param("organisation", actor.requireOrganisation())
                        .param("fact", fact)
                        .param("state", state)
                        .param("value", value)
                        .param("account", actor.requireAccount())
                        .param("room", actor.room().code())
                        .update()
                == 1;
    }

    Set<String> facts(UUID interview) {
        return new HashSet<>(
                jdbc.sql(
                                "select distinct fact from interview_question where interview = :interview")
                        .param("interview", interview)
                        .query(String.class)
                        .list());
    }

    boolean alone(UUID id) {
        return jdbc.sql("update interview set alone_at = now() where id = :id and alone_at is null")
                        .param("id", id)
                        .update()
                == 1;
    }

    void close(UUID id) {
        jdbc.sql(
                        """
                        update interview set closed_at = now(), closed_by = :account
                        where id = :id and closed_at is null and alone_at is not null
                        """)
                .param("id", id)
                .param("account", Acting.now().requireAccount())
                .update();
    }
}
