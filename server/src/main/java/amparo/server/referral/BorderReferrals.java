package amparo.server.referral;

import amparo.engine.fact.Facts;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.consent.Consents;
import amparo.server.consent.Purpose;
import amparo.server.directory.Service;
import amparo.server.directory.Services;
import amparo.server.platform.Sealer;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What officers of a border authority send on: persons whom they wrote down themselves, for what
 * they raised themselves, with the least. They read nothing of what others do with it; a return
 * officer, who sends to protection and urgent care alone, not even whether somebody answered.
 */
@org.springframework.stereotype.Service
@Transactional(noRollbackFor = NoSuchReferral.class)
class BorderReferrals {

    private static final String KIND = "referral";
    private static final int MOST = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final PersonFiles files;
    private final PersonFacts facts;
    private final Services directory;
    private final Needs needs;
    private final DueTimes dueTimes;
    private final Consents consents;
    private final ReferralStore store;
    private final AuditLog audit;
    private final Clock clock;

    BorderReferrals(
            JdbcClient jdbc,
            Sealer sealer,
            PersonFiles files,
            PersonFacts facts,
            Services directory,
            Needs needs,
            DueTimes dueTimes,
            Consents consents,
            ReferralStore store,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.files = files;
        this.facts = facts;
        this.directory = directory;
        this.needs = needs;
        this.dueTimes = dueTimes;
        this.consents = consents;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A referral, as far as whoever sent it from a border authority may know.
     *
     * @param dueAt until when somebody must answer; to whoever does not follow it, of one that was
     *     sent, when that was
     * @param state drafted, sent, seen, accepted, waiting, declined or withdrawn
     * @param call whether the numbers are to be shown now
     * @param content what the receiver will read; only of a draft
     */
    record Sent(
            UUID id,
            String code,
            UUID person,
            String personCode,
            String toName,
            UUID service,
            String serviceName,
            String sector,
            String urgency,
            String basis,
            String state,
            OffsetDateTime dueAt,
            String dueBy,
            OffsetDateTime madeAt,
            boolean late,
            boolean call,
            @Nullable Content content) {

        boolean drafted() {
            return state.equals("drafted");
        }
    }

    /** A person whom whoever acts may send on, and for what kinds of help. */
    record Subject(Ref person, List<String> sectors) {
        Subject {
            sectors = List.copyOf(sectors);
        }
    }

    /** What is needed to write one. */
    record Draft(
            UUID service,
            String need,
            List<String> facts,
            List<String> limits,
            @Nullable Integer leavesIn,
            String basis,
            String language,
            String way,
            boolean interpreter,
            String witness,
            String reason) {
        Draft {
            facts = List.copyOf(facts);
            limits = List.copyOf(limits);
        }
    }

    static boolean works(Actor actor) {
        return actor.room() == Room.BORDER || actor.room() == Room.RETURNS;
    }

    /**
     * Whether what was sent can be followed and taken back: at a border, not where people return.
     */
    static boolean follows(Actor actor) {
        return actor.room() == Room.BORDER;
    }

    /** The person, if whoever acts wrote them down. */
    Subject subject(String code) {
        NoSuchReferral.unless(works(Acting.now()));
        Ref person = files.reach(code).orElseThrow(NoSuchReferral::new);
        List<String> sectors =
                jdbc.sql("select border_sectors(:person)")
                        .param("person", person.id())
                        .query((row, number) -> List.of((String[]) row.getArray(1).getArray()))
                        .single();
        return new Subject(person, sectors);
    }

    /** What may be ticked for this kind of help: the least, as far as it was written down here. */
    List<String> ticked(String code, String sector) {
        List<String> known =
                files.known(code, null)
                        .map(one -> {
                            List<String> all = new ArrayList<>(one.facts().keySet());
                            all.addAll(one.records().keySet());
                            return all;
                        })
                        .orElse(new ArrayList<>());
        return List.copyOf(Least.of(sector, known));
    }

    /** How urgent it is: what the flags and alerts of whoever acts say of this kind of help. */
    private String urgency(Subject subject, String sector) {
        return needs.of(subject.person()).stream()
                .filter(one -> one.sectors().contains(sector))
                .map(Needs.Need::urgency)
                .min(Comparator.comparing(DueTimes.URGENCIES::indexOf))
                .orElse(sector.equals("medical") ? "emergency" : "high");
    }

    private OffsetDateTime since(Subject subject, String sector, OffsetDateTime now) {
        return needs.of(subject.person()).stream()
                .filter(one -> one.sectors().contains(sector))
                .map(Needs.Need::raisedAt)
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    /** Writes a draft; twice under the same id: once. */
    void draft(String code, UUID id, Draft draft) {
        Subject subject = subject(code);
        Service service =
                directory
                        .find(draft.service())
                        .filter(one -> one.active() && one.online())
                        .orElseThrow(NoSuchReferral::new);
        NoSuchReferral.unless(
                subject.sectors().contains(service.sector())
                        && ticked(code, service.sector()).containsAll(draft.facts())
                        && Referrals.BASES.contains(draft.basis())
                        && Content.LIMITS.containsAll(draft.limits()));
        boolean consent = draft.basis().equals("consent");
        Optional<Facts> known = facts.of(code).map(PersonFacts.Assembled::facts);
        NoSuchReferral.unless(
                !consent
                        || (Referrals.WAYS.contains(draft.way())
                                && Referrals.counts(known, draft.language(), draft.interpreter())));
        String here =
                known.flatMap(all -> Proposals.code(all, "country_now"))
                        .orElseGet(store::ourCountry);
        NoSuchReferral.unless(
                known.map(all -> !Proposals.isShut(service, all, here)).orElse(false));
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        OffsetDateTime since = since(subject, service.sector(), now);
        OffsetDateTime leaves = draft.leavesIn() == null ? null : now.plusHours(draft.leavesIn());
        String urgency = urgency(subject, service.sector());
        DueTimes.Due due =
                dueTimes.of(
                        urgency,
                        service.sector(),
                        here,
                        since,
                        now,
                        files.known(code, null)
                                .flatMap(one -> Entered.into(here, one))
                                .orElse(null),
                        leaves);
        ObjectNode times = JsonNodeFactory.instance.objectNode();
        times.put("urgency", urgency);
        times.put("since", since.toString());
        times.put("law", text(due.lawUntil()));
        times.put("leaves", text(leaves));
        times.put("due", due.at().toString());
        times.put("by", due.by());
        times.put("follow", due.followHours());
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        said.put("basis", draft.basis());
        said.put("language", consent ? draft.language() : null);
        said.put("way", consent ? draft.way() : null);
        said.put("interpreter", draft.interpreter());
        said.put("witness", draft.witness().isBlank() ? null : draft.witness().strip());
        said.put(
                "text",
                consent
                        ? consents.text(Purpose.SHARING, draft.language())
                                .orElseThrow(NoSuchReferral::new)
                        : null);
        said.put("reason", consent ? null : draft.reason().strip());
        Content content =
                Referrals.content(
                        files.known(code, null).orElseThrow(NoSuchReferral::new),
                        draft.need(),
                        draft.limits(),
                        draft.facts(),
                        List.of());
        boolean made =
                jdbc.sql(
                                """
                                select border_refer(:id, :person, :service, :facts, cast(:times as jsonb), :content,
                                    cast(:said as jsonb))
                                """)
                        .param("id", id)
                        .param("person", subject.person().id())
                        .param("service", service.id())
                        .param("facts", draft.facts().toArray(String[]::new))
                        .param("times", JSON.writeValueAsString(times))
                        .param("content", sealer.seal(content.bytes(), ReferralStore.purpose(id)))
                        .param("said", JSON.writeValueAsString(said))
                        .query(Boolean.class)
                        .single();
        audit.record(
                made ? "draft" : "refused",
                KIND,
                List.of(subject.person().id()),
                null,
                "referral " + id + " to " + service.organisation() + " on " + draft.basis());
        NoSuchReferral.unless(made);
    }

    private static @Nullable String text(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toString();
    }

    /** One that whoever acts wrote. */
    Sent open(UUID id) {
        NoSuchReferral.unless(works(Acting.now()));
        List<Sent> found = rows(id, null, 1);
        audit.record(
                found.isEmpty() ? "refused" : "read",
                KIND,
                found.stream().map(Sent::person).toList(),
                null,
                "referral " + id);
        return found.stream().findFirst().orElseThrow(NoSuchReferral::new);
    }

    List<Sent> ofPerson(Ref person) {
        List<Sent> found = rows(null, person.id(), MOST);
        audit.record("list", KIND, List.of(person.id()), null, "of a person " + found.size());
        return found;
    }

    private List<Sent> rows(@Nullable UUID id, @Nullable UUID person, int most) {
        return jdbc.sql("select * from border_referrals(:id, :person, :most)")
                .param("id", id, java.sql.Types.OTHER)
                .param("person", person, java.sql.Types.OTHER)
                .param("most", most)
                .query((row, number) -> sent(row))
                .list();
    }

    private Sent sent(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] sealed = row.getBytes("content");
        return new Sent(
                id,
                row.getString("code"),
                row.getObject("person", UUID.class),
                row.getString("person_code"),
                row.getString("to_name"),
                row.getObject("service", UUID.class),
                row.getString("service_name"),
                row.getString("sector"),
                row.getString("urgency"),
                row.getString("basis"),
                row.getString("state"),
                row.getObject("due_at", OffsetDateTime.class),
                row.getString("due_by"),
                row.getObject("made_at", OffsetDateTime.class),
                row.getBoolean("late"),
                row.getBoolean("call"),
                sealed == null ? null : Content.of(sealer.open(sealed, ReferralStore.purpose(id))));
    }

    /** Send, discard, withdraw or called; the state that holds now. */
    String move(UUID id, String to, @Nullable String because, @Nullable String words) {
        Sent one = open(id);
        String state =
                jdbc.sql("select border_move(:id, :to, :because, :words)")
                        .param("id", id)
                        .param("to", to)
                        .param("because", because, java.sql.Types.VARCHAR)
                        .param("words", words, java.sql.Types.VARCHAR)
                        .query((row, number) -> Optional.ofNullable(row.getString(1)))
                        .single()
                        .orElseThrow(NoSuchReferral::new);
        audit.record(to, KIND, List.of(one.person()), null, "referral " + id + " " + state);
        return state;
    }
}
