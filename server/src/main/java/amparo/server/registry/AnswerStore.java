package amparo.server.registry;

import amparo.engine.fact.Sensitivity;
import amparo.server.access.Actor;
import amparo.server.access.Policy;
import amparo.server.access.Room;
import amparo.server.platform.Rows;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was said about persons. Only ever added to. */
@Repository
class AnswerStore {

    private static final String NAMES = "o.name as organisation_name, c.display_name as by";
    private static final String NO_NAMES = "'' as organisation_name, null::text as by";
    private static final String NAMED =
            "join organisation o on o.id = a.organisation left join account c on c.id = a.recorded_by";

    private final JdbcClient jdbc;

    AnswerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One answer as it was written down.
     *
     * @param value JSON; {@code null} means that the person prefers not to say
     * @param organisationName empty if no names were asked for
     * @param by the name of a colleague; none for those of other organisations
     * @param factShared whether that organisation, another one, shares this fact with the actor's
     * @param toldAt when it was told; never after it was recorded
     * @param clock the shift of the device whose clock says so; none: the server's
     * @param clockSince what was recorded before this, the device had taken along
     * @param clockSlack seconds by which that time may be wrong
     * @param clockDoubt whether that clock was plainly wrong
     */
    record Said(
            UUID id,
            String fact,
            String value,
            String sensitivity,
            String source,
            UUID organisation,
            String organisationName,
            UUID recordedBy,
            @Nullable String by,
            String recordedRoom,
            OffsetDateTime recordedAt,
            @Nullable UUID record,
            @Nullable String language,
            @Nullable Boolean interpreter,
            @Nullable LocalDate trueAsOf,
            @Nullable String basis,
            boolean factShared,
            OffsetDateTime toldAt,
            @Nullable UUID clock,
            @Nullable OffsetDateTime clockSince,
            int clockSlack,
            boolean clockDoubt) {

        Policy.Answer forPolicy() {
            return new Policy.Answer(
                    organisation,
                    recordedBy,
                    Room.of(recordedRoom),
                    sensitivity.equals(Sensitivity.SURVIVOR.word()),
                    factShared);
        }
    }

    /**
     * All that the actor may read of a person, the newest answer to each fact first.
     *
     * @param names whether those of organisations and colleagues are wanted: each has walls of its
     *     own, which cost as much as the answers
     */
    List<Said> of(UUID person, Actor actor, boolean names) {
        return Rows.of(
                jdbc.sql(
                                """
                                select a.id, a.fact, a.value::text as value, a.sensitivity, a.source, a.organisation,
                                       %s, a.recorded_by, a.recorded_room,
                                       a.recorded_at, a.record, a.language, a.interpreter, a.true_as_of, a.basis,
                                       a.organisation <> :organisation
                                           and a.fact = any (acting_shared_facts(a.person, a.organisation)) as fact_shared,
                                       a.told_at, a.clock, a.clock_since, a.clock_slack, a.clock_doubt
                                from answer a %s
                                where a.person = :person order by a.fact, a.told_at desc, a.id desc
                                """
                                        .formatted(names ? NAMES : NO_NAMES, names ? NAMED : ""))
                        .param("person", person)
                        .param("organisation", actor.requireOrganisation()),
                Said.class);
    }

    /** One more answer; nothing happens if one with this id is there. */
    void insert(UUID id, UUID person, PersonFiles.Told told, Sensitivity sensitivity, Actor actor) {
        // No "on conflict": a survivor-level answer is hidden from whoever wrote it down.
        PersonFiles.Clocked clocked = told.clocked();
        jdbc.sql(
                        """
                        insert into answer (id, person, fact, record, value, sensitivity, source, language, interpreter,
                                            true_as_of, basis, organisation, recorded_by, recorded_room,
                                            told_on_clock, clock, clock_since, clock_slack, clock_doubt)
                        values (:id, :person, :fact, :record, :value::jsonb, :sensitivity, :source, :language,
                                :interpreter, :asOf, :basis, :organisation, :account, :room,
                                case when :clock::uuid is not null then least(:told::timestamptz, now()) end,
                                :clock::uuid, :since::timestamptz, :slack, :doubt)
                        """)
                .param("id", id)
                .param("person", person)
                .param("fact", told.fact())
                .param("record", told.record())
                .param("value", told.value())
                .param("sensitivity", sensitivity.word())
                .param("source", told.source())
                .param("language", told.language())
                .param("interpreter", told.interpreter(), Types.BOOLEAN)
                .param("asOf", told.trueAsOf(), Types.DATE)
                .param("basis", told.basis())
                .param("organisation", actor.requireOrganisation())
                .param("account", actor.requireAccount())
                .param("room", actor.room().code())
                .param("told", clocked == null ? null : clocked.at(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("clock", clocked == null ? null : clocked.clock())
                .param(
                        "since",
                        clocked == null ? null : clocked.since(),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("slack", clocked == null ? 0 : clocked.slack())
                .param("doubt", clocked != null && clocked.doubt())
                .update();
    }
}
