package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.cases.CaseStore.Happened;
import amparo.server.platform.Rows;
import amparo.server.platform.Sealer;
import amparo.server.registry.EndingShares;
import amparo.server.registry.PersonFiles;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands a case to another organisation, if that one says yes. Until then the sender is responsible
 * and the receiver sees the neutral offer alone; the shares on which everything rests are made by
 * the database in the moment of the yes.
 */
@Service
@Transactional(noRollbackFor = NoSuchCase.class)
class Transfers {

    static final List<String> HELP =
            List.of("legal", "shelter", "health", "family", "documents", "livelihood", "other");
    static final List<String> BASES = List.of("consent", "child-in-danger", "vital-interest");
    static final List<String> DECLINED =
            List.of("full", "no-mandate", "too-far", "not-enough-told", "other");

    /** As shares of the registry: a year at most. */
    static final int LONGEST = 365;

    private static final String KIND = "case-transfer";

    private static final String COLUMNS =
            """
            select t.id, t.file, t.from_organisation, f.name as from_name, t.organisation, o.name as to_name, t.persons,
                   t.help, t.answer_by, t.state, t.offered_at, t.decided_at, t.declined_because, t.declined_words,
                   t.received, t.received_status, t.received_since
            from case_transfer t join organisation f on f.id = t.from_organisation
                 join organisation o on o.id = t.organisation
            """;

    private final Cases cases;
    private final CaseStore store;
    private final PersonFiles persons;
    private final Tasks tasks;
    private final EndingShares shares;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final AuditLog audit;

    Transfers(
            Cases cases,
            CaseStore store,
            PersonFiles persons,
            Tasks tasks,
            EndingShares shares,
            Clock clock,
            JdbcClient jdbc,
            Sealer sealer,
            AuditLog audit) {
        this.cases = cases;
        this.store = store;
        this.persons = persons;
        this.tasks = tasks;
        this.shares = shares;
        this.clock = clock;
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.audit = audit;
    }

    /**
     * An offer, as both sides may see it.
     *
     * @param received the case of the receiver; only for the receiver
     * @param receivedStatus what the sender hears of it
     */
    record Offer(
            UUID id,
            UUID file,
            UUID fromOrganisation,
            String fromName,
            UUID organisation,
            String toName,
            int persons,
            List<String> help,
            LocalDate answerBy,
            String state,
            OffsetDateTime offeredAt,
            @Nullable OffsetDateTime decidedAt,
            @Nullable String declinedBecause,
            @Nullable String declinedWords,
            @Nullable UUID received,
            @Nullable String receivedStatus,
            @Nullable OffsetDateTime receivedSince) {

        boolean waits() {
            return state.equals("offered");
        }

        /** Whether the acting organisation is the one that is asked. */
        boolean incoming() {
            return organisation.equals(Acting.now().organisation());
        }
    }

    /** An organisation that can be asked. */
    record Receiver(UUID id, String name) {}

    /** What the receiver will see of a person. */
    record Sharable(CaseStore.Member member, List<String> facts) {}

    /** What an offer needs. */
    record Draft(
            UUID receiver,
            List<String> help,
            LocalDate answerBy,
            String basis,
            LocalDate until,
            String reason,
            Map<String, List<String>> facts) {}

    /** What can be offered of a case; of each person what may leave the organisation. */
    List<Sharable> sharable(UUID file) {
        CaseStore.File of = cases.work(file);
        List<Sharable> all =
                cases.members(file).stream()
                        .filter(one -> one.organisation().equals(of.organisation()))
                        .map(one -> new Sharable(one, persons.sharable(one.code())))
                        .toList();
        cases.audit("read", of, "what can be offered");
        return all;
    }

    List<Receiver> receivers() {
        return Rows.of(
                jdbc.sql(
                                """
                                select id, name from organisation
                                where active and id <> :organisation and kind not in ('border-authority', 'monitor')
                                order by name
                                """)
                        .param("organisation", Acting.now().requireOrganisation()),
                Receiver.class);
    }

    /** Offers a case. Twice the same id: once. Another open offer of it is refused. */
    void offer(UUID file, UUID id, Draft draft) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.work(file);
        if (find(id).isPresent()) {
            return;
        }
        NoSuchCase.unless(receivers().stream().anyMatch(one -> one.id().equals(draft.receiver())));
        List<Sharable> all =
                sharable(file).stream().filter(one -> !facts(draft, one).isEmpty()).toList();
        NoSuchCase.unless(!of.closed() && !all.isEmpty());
        all.forEach(one -> NoSuchCase.unless(one.facts().containsAll(facts(draft, one))));
        jdbc.sql(
                        """
                        insert into case_transfer (id, file, from_organisation, organisation, persons, help, answer_by, offered_by)
                        values (:id, :file, :from, :to, :persons, :help, :answerBy, :me)
                        """)
                .param("id", id)
                .param("file", file)
                .param("from", actor.requireOrganisation())
                .param("to", draft.receiver())
                .param("persons", all.size())
                .param("help", draft.help().toArray(String[]::new))
                .param("answerBy", draft.answerBy())
                .param("me", actor.requireAccount())
                .update();
        jdbc.sql(
                        "insert into case_transfer_words (transfer, from_organisation, reason) values (:id, :from, :reason)")
                .param("id", id)
                .param("from", actor.requireOrganisation())
                .param(
                        "reason",
                        sealer.seal(
                                draft.reason().strip().getBytes(StandardCharsets.UTF_8),
                                purpose(id)))
                .update();
        // To the end of that day, wherever on earth it ends last.
        OffsetDateTime end =
                draft.until().plusDays(1).atStartOfDay().atOffset(ZoneOffset.ofHours(-12));
        int place = 1;
        for (Sharable one : all) {
            List<String> wanted = facts(draft, one);
            // Of each file what stands in it: the receiver's walls ask by file as well.
            for (Map.Entry<UUID, List<String>> held :
                    persons.sharableByFile(one.member().code()).entrySet()) {
                List<String> these = wanted.stream().filter(held.getValue()::contains).toList();
                if (!these.isEmpty()) {
                    jdbc.sql(
                                    """
                                    insert into case_transfer_person (transfer, person, from_organisation, place, facts, basis, until)
                                    values (:id, :person, :from, :place, :facts, :basis, :until)
                                    """)
                            .param("id", id)
                            .param("person", held.getKey())
                            .param("from", actor.requireOrganisation())
                            .param("place", place++)
                            .param("facts", these.toArray(String[]::new))
                            .param("basis", draft.basis())
                            .param("until", end)
                            .update();
                }
            }
        }
        store.remember(
                Happened.of(file, "transfer-offered", id, of.version())
                        .to(null, "offered")
                        .on(draft.answerBy()),
                actor);
        audit.record(
                "offer",
                KIND,
                all.stream().map(one -> one.member().person()).toList(),
                null,
                "to "
                        + draft.receiver()
                        + " on "
                        + draft.basis()
                        + ": "
                        + draft.facts().values().stream()
                                .flatMap(List::stream)
                                .distinct()
                                .limit(12)
                                .collect(Collectors.joining(", ")));
    }

    private static List<String> facts(Draft draft, Sharable of) {
        return draft.facts().getOrDefault(of.member().code(), List.of()).stream()
                .distinct()
                .toList();
    }

    /** Offers to the acting organisation and of its cases in reach, the newest first. */
    List<Offer> list(boolean incoming, @Nullable UUID before, int limit) {
        Actor actor = Acting.now();
        NoSuchCase.unless(CasePolicy.reads(actor));
        List<Offer> found =
                rows(
                        COLUMNS
                                + " where "
                                + (incoming ? "t.organisation" : "t.from_organisation")
                                + " = :organisation and t.id < :before order by t.id desc limit :limit",
                        Map.of(
                                "organisation",
                                actor.requireOrganisation(),
                                "before",
                                before == null ? new UUID(-1, -1) : before,
                                "limit",
                                limit));
        audit.record(
                "list",
                KIND,
                List.of(),
                null,
                (incoming ? "offers received " : "offers sent ") + found.size());
        return found;
    }

    /** How many wait for an answer of the acting organisation, counted no further than this. */
    long waiting(int most) {
        return jdbc.sql(
                        """
                        select count(*) from (select 1 from case_transfer t
                            where t.organisation = :organisation and t.state = 'offered' limit :most) as counted
                        """)
                .param("organisation", Acting.now().requireOrganisation())
                .param("most", most)
                .query(Long.class)
                .single();
    }

    /** Offers of a case, and the one that it came by. */
    List<Offer> of(UUID file) {
        return rows(
                COLUMNS + " where t.file = :file or t.received = :file order by t.id desc limit 50",
                Map.of("file", file));
    }

    Offer open(UUID id) {
        NoSuchCase.unless(CasePolicy.reads(Acting.now()));
        Optional<Offer> found = find(id);
        audit.record(found.isPresent() ? "read" : "refused", KIND, List.of(), null, "offer " + id);
        return found.orElseThrow(NoSuchCase::new);
    }

    /** What was written to the receiver: for the sender, and for the receiver after the yes. */
    Optional<String> reason(UUID id) {
        return jdbc.sql("select reason from case_transfer_words where transfer = :id")
                .param("id", id)
                .query((row, number) -> row.getBytes(1))
                .optional()
                .map(sealed ->
                        new String(sealer.open(sealed, purpose(id)), StandardCharsets.UTF_8));
    }

    /**
     * The receiver's yes.
     *
     * @param made the id of the case that is made
     * @param reminder words of the task for the days before the share ends, of the sender and the
     *     last day
     * @return the state that holds now: accepted, or what somebody else said first, or changed
     */
    String accept(UUID id, UUID made, BiFunction<String, LocalDate, String> reminder) {
        NoSuchCase.unless(CasePolicy.answersOffers(Acting.now()));
        String state = answer(id, "accepted", null, null, made);
        if (state.equals("accepted") && store.find(made).isPresent()) {
            audit.record(
                    "accept",
                    KIND,
                    store.members(made).stream().map(CaseStore.Member::person).toList(),
                    null,
                    "offer " + id + ", case " + made);
            remind(id, made, reminder);
        } else {
            audit.record("refused", KIND, List.of(), null, "offer " + id + " is " + state);
        }
        return state;
    }

    /** A task of whoever said yes: once, also after a second click. */
    private void remind(UUID id, UUID made, BiFunction<String, LocalDate, String> reminder) {
        Optional<OffsetDateTime> until =
                jdbc.sql(
                                """
                                select min(s.until) from share s join case_transfer t on t.id = :id
                                where s.person = any (select cp.person from case_person cp where cp.file = :made)
                                  and s.organisation = t.organisation and s.from_organisation = t.from_organisation
                                  and s.until > now()
                                """)
                        .param("id", id)
                        .param("made", made)
                        .query((row, number) ->
                                Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                        .single();
        Offer offer = find(id).orElseThrow(NoSuchCase::new);
        until.ifPresent(end -> {
            // It was shared to the end of that day, wherever on earth it ends last.
            LocalDate last =
                    end.withOffsetSameInstant(ZoneOffset.ofHours(-12))
                            .minusSeconds(1)
                            .toLocalDate();
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            LocalDate due = last.minusDays(shares.days());
            tasks.make(
                    made,
                    UUID.nameUUIDFromBytes((made + "/share-ends").getBytes(StandardCharsets.UTF_8)),
                    null,
                    reminder.apply(offer.fromName(), last),
                    due.isBefore(today) ? today : due,
                    Acting.now().requireAccount());
        });
    }

    /** The receiver's no, with a reason of the list. */
    String decline(UUID id, String because, @Nullable String words) {
        NoSuchCase.unless(CasePolicy.answersOffers(Acting.now()) && DECLINED.contains(because));
        String state =
                answer(
                        id,
                        "declined",
                        because,
                        words == null || words.isBlank() ? null : words.strip(),
                        null);
        audit.record("decline", KIND, List.of(), null, "offer " + id + " is " + state);
        return state;
    }

    private String answer(
            UUID id,
            String answer,
            @Nullable String because,
            @Nullable String words,
            @Nullable UUID made) {
        return jdbc.sql("select case_transfer_answer(:id, :answer, :because, :words, :made)")
                .param("id", id)
                .param("answer", answer)
                .param("because", because, Types.VARCHAR)
                .param("words", words, Types.VARCHAR)
                .param("made", made, Types.OTHER)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElseThrow(NoSuchCase::new);
    }

    /** Takes an offer back; one that was answered stays answered, and gives that answer. */
    String withdraw(UUID file, UUID id) {
        Actor actor = Acting.now();
        CaseStore.File of = cases.work(file);
        int back =
                jdbc.sql(
                                """
                                update case_transfer set state = 'withdrawn', decided_by = :me, decided_at = now()
                                where id = :id and file = :file and state = 'offered'
                                """)
                        .param("me", actor.requireAccount())
                        .param("id", id)
                        .param("file", file)
                        .update();
        if (back == 1) {
            store.remember(
                    Happened.of(file, "transfer-withdrawn", id, of.version())
                            .to("offered", "withdrawn"),
                    actor);
        }
        audit.record("withdraw", KIND, List.of(of.person()), null, "offer " + id);
        return find(id).orElseThrow(NoSuchCase::new).state();
    }

    Optional<Offer> find(UUID id) {
        return rows(COLUMNS + " where t.id = :id", Map.of("id", id)).stream().findFirst();
    }

    private List<Offer> rows(String sql, Map<String, Object> parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) ->
                        new Offer(
                                row.getObject("id", UUID.class),
                                row.getObject("file", UUID.class),
                                row.getObject("from_organisation", UUID.class),
                                row.getString("from_name"),
                                row.getObject("organisation", UUID.class),
                                row.getString("to_name"),
                                row.getInt("persons"),
                                List.of((String[]) row.getArray("help").getArray()),
                                row.getObject("answer_by", LocalDate.class),
                                row.getString("state"),
                                row.getObject("offered_at", OffsetDateTime.class),
                                row.getObject("decided_at", OffsetDateTime.class),
                                row.getString("declined_because"),
                                row.getString("declined_words"),
                                row.getObject("received", UUID.class),
                                row.getString("received_status"),
                                row.getObject("received_since", OffsetDateTime.class)))
                .list();
    }

    private static String purpose(UUID id) {
        return "case-transfer:" + id;
    }

    /** Whether all of them are of the list. */
    static boolean helps(List<String> chosen) {
        return !chosen.isEmpty() && Set.copyOf(HELP).containsAll(chosen);
    }
}
