package amparo.server.referral;

import amparo.engine.fact.FactType;
import amparo.engine.fact.Facts;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.consent.Consents;
import amparo.server.consent.Purpose;
import amparo.server.platform.Ids;
import amparo.server.platform.Sealer;
import amparo.server.profiling.CareFirst;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands a person over to another country, from protection agency to protection agency or in their
 * own hands: only what they agreed to, only where an agreement is registered, never to a country
 * that they left or fear.
 */
@Service
@Transactional(noRollbackFor = NoSuchReferral.class)
class Handovers {

    /** Left out unless they are ticked one by one after counselling. */
    static final Set<String> AFTER_COUNSELLING =
            Set.of(
                    "stay",
                    "route_events",
                    "claim",
                    "claim_filed",
                    "fear_of_return",
                    "fear_reasons",
                    "fears_authorities",
                    "held_now",
                    "held_since",
                    "came_here",
                    "document",
                    "harm",
                    "companion");

    private static final String KIND = "handover";
    private static final int MOST = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Referrals referrals;
    private final PersonFiles files;
    private final PersonFacts facts;
    private final Consents consents;
    private final CareFirst careFirst;
    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final AuditLog audit;
    private final Clock clock;

    Handovers(
            Referrals referrals,
            PersonFiles files,
            PersonFacts facts,
            Consents consents,
            CareFirst careFirst,
            JdbcClient jdbc,
            Sealer sealer,
            AuditLog audit,
            Clock clock) {
        this.referrals = referrals;
        this.files = files;
        this.facts = facts;
        this.consents = consents;
        this.careFirst = careFirst;
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.audit = audit;
        this.clock = clock;
    }

    /** With whom something may be shared. */
    record Agreement(
            UUID id,
            String partner,
            String country,
            String reference,
            LocalDate until,
            boolean runs) {}

    /** The public halves of the own keys, to be given to partners. */
    record Keys(byte[] signing, byte[] opening) {}

    /** What a package is made of. */
    record Draft(
            @Nullable UUID agreement,
            String country,
            List<String> facts,
            List<String> screens,
            boolean counselled,
            boolean bestInterests,
            String language,
            String way,
            boolean interpreter,
            String code) {
        Draft {
            facts = List.copyOf(facts);
            screens = List.copyOf(screens);
        }
    }

    /** What a package holds. */
    record Package(String country, List<Content.Item> items, List<String> screens, boolean known) {
        Package {
            items = List.copyOf(items);
            screens = List.copyOf(screens);
        }
    }

    static boolean registers(Actor actor) {
        return actor.room() == Room.OVERSIGHT && actor.has(Role.DATA_PROTECTION_OFFICER);
    }

    List<Agreement> agreements() {
        return jdbc.sql(
                        """
                        select id, partner, country, reference, until, ended_at is null and until >= current_date as runs
                        from sharing_agreement where organisation = :us order by ended_at nulls first, partner limit 200
                        """)
                .param("us", Acting.now().requireOrganisation())
                .query((row, number) ->
                        new Agreement(
                                row.getObject("id", UUID.class),
                                row.getString("partner"),
                                row.getString("country"),
                                row.getString("reference"),
                                row.getObject("until", LocalDate.class),
                                row.getBoolean("runs")))
                .list();
    }

    /** Registers an agreement; twice under one id: once. */
    void register(
            UUID id,
            String partner,
            String country,
            String reference,
            LocalDate until,
            byte[] signing,
            byte[] opening) {
        Actor actor = Acting.now();
        NoSuchReferral.unless(registers(actor));
        jdbc.sql(
                        """
                        insert into sharing_agreement (id, organisation, partner, country, reference, signing, opening, until,
                            registered_by)
                        values (:id, :us, :partner, :country, :reference, :signing, :opening, :until, :me)
                        on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("us", actor.requireOrganisation())
                .param("partner", partner)
                .param("country", country)
                .param("reference", reference)
                .param("signing", signing)
                .param("opening", opening)
                .param("until", until)
                .param("me", actor.requireAccount())
                .update();
        audit.record("create", "sharing-agreement", List.of(), null, "agreement " + id);
    }

    /** Nothing more is sent under it from now on. */
    void end(UUID id) {
        NoSuchReferral.unless(registers(Acting.now()));
        jdbc.sql(
                        "update sharing_agreement set ended_at = now() where id = :id and ended_at is null")
                .param("id", id)
                .update();
        audit.record("end", "sharing-agreement", List.of(), null, "agreement " + id);
    }

    /** The own keys; made when they are first asked for. */
    Keys keys() {
        UUID us = Acting.now().requireOrganisation();
        Optional<Keys> known = known();
        if (known.isPresent()) {
            return known.get();
        }
        KeyPair signing = HandoverBox.signing();
        KeyPair opening = HandoverBox.opening();
        jdbc.sql(
                        """
                        insert into handover_key (organisation, signing, signing_own, opening, opening_own)
                        values (:us, :signing, :signingOwn, :opening, :openingOwn) on conflict do nothing
                        """)
                .param("us", us)
                .param("signing", signing.getPublic().getEncoded())
                .param("signingOwn", sealer.seal(signing.getPrivate().getEncoded(), purpose(us)))
                .param("opening", opening.getPublic().getEncoded())
                .param("openingOwn", sealer.seal(opening.getPrivate().getEncoded(), purpose(us)))
                .update();
        audit.record("create", "handover-key", List.of(), null, "keys of " + us);
        return known().orElseThrow();
    }

    private Optional<Keys> known() {
        return jdbc.sql("select signing, opening from handover_key where organisation = :us")
                .param("us", Acting.now().requireOrganisation())
                .query((row, number) -> new Keys(row.getBytes(1), row.getBytes(2)))
                .optional();
    }

    private byte[] own(String column) {
        UUID us = Acting.now().requireOrganisation();
        keys();
        byte[] sealed =
                jdbc.sql("select " + column + " from handover_key where organisation = :us")
                        .param("us", us)
                        .query((row, number) -> row.getBytes(1))
                        .single();
        return sealer.open(sealed, purpose(us));
    }

    private static String purpose(UUID organisation) {
        return "handover:" + organisation;
    }

    /** Countries to which nothing of this person goes: left, lived in without one, or feared. */
    Set<String> forbidden(String code) {
        Set<String> all = new HashSet<>();
        facts.of(code)
                .map(PersonFacts.Assembled::facts)
                .ifPresent(known -> {
                    all.addAll(Proposals.codes(known, "nationality"));
                    Proposals.code(known, "last_residence").ifPresent(all::add);
                    feared(known, all);
                });
        return all;
    }

    /** Where somebody was harmed, as far as whoever acts may know. */
    private static void feared(Facts known, Set<String> all) {
        amparo.engine.fact.Fact harm = known.vocabulary().find("harm");
        if (harm == null || harm.type() != FactType.RECORDS) {
            return;
        }
        String text = String.valueOf(known.get(harm));
        java.util.regex.Matcher country =
                java.util.regex.Pattern.compile("\\b[A-Z]{3}\\b").matcher(text);
        while (country.find()) {
            all.add(country.group());
        }
    }

    /**
     * Whether a child is meant who goes to no other country without a decision on what is best for
     * them.
     */
    static boolean isChildAlone(Referrals.Subject subject) {
        return subject.needs().stream().anyMatch(one -> one.screen().equals("child-alone"));
    }

    /** Whether somebody waits for care that comes before any journey. */
    boolean careFirst(Referrals.Subject subject) {
        return careFirst.waits(subject.person().id());
    }

    /** Makes a package and gives the file; only what made it is kept. */
    byte[] make(String code, UUID id, Draft draft) {
        Referrals.Subject subject = referrals.subject(code);
        Actor actor = Acting.now();
        List<String> mayLeave =
                subject.needs().stream()
                        .filter(one -> !one.guarded())
                        .map(Needs.Need::screen)
                        .toList();
        boolean told =
                draft.facts().stream().anyMatch(AFTER_COUNSELLING::contains)
                        || !draft.screens().isEmpty();
        NoSuchReferral.unless(
                subject.sharable().containsAll(draft.facts())
                        && !draft.facts().isEmpty()
                        && mayLeave.containsAll(draft.screens())
                        && (!told || draft.counselled())
                        && (draft.bestInterests() || !isChildAlone(subject))
                        && !careFirst(subject)
                        && !forbidden(code).contains(draft.country())
                        && Referrals.WAYS.contains(draft.way())
                        && referrals.counts(code, draft.language(), draft.interpreter()));
        UUID agreement = draft.agreement();
        NoSuchReferral.unless(
                agreement != null
                        ? agreements().stream()
                                .anyMatch(one ->
                                        one.id().equals(agreement)
                                                && one.runs()
                                                && one.country().equals(draft.country()))
                        : HandoverBox.isCode(draft.code()));
        String text =
                consents.text(Purpose.SHARING, draft.language()).orElseThrow(NoSuchReferral::new);
        jdbc.sql(
                        """
                        insert into handover (id, person, organisation, agreement, country, facts, screens, counselled, language,
                            way, interpreter, text, made_by)
                        values (:id, :person, :us, :agreement, :country, :facts, :screens, :counselled, :language, :way,
                            :interpreter, :text, :me)
                        on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("person", subject.person().id())
                .param("us", actor.requireOrganisation())
                .param("agreement", agreement, Types.OTHER)
                .param("country", draft.country())
                .param("facts", draft.facts().toArray(String[]::new))
                .param("screens", draft.screens().toArray(String[]::new))
                .param("counselled", draft.counselled())
                .param("language", draft.language())
                .param("way", draft.way())
                .param("interpreter", draft.interpreter())
                .param("text", text)
                .param("me", actor.requireAccount())
                .update();
        audit.record(
                "make",
                KIND,
                List.of(subject.person().id()),
                null,
                "for "
                        + draft.country()
                        + (agreement == null ? " carried" : " under " + agreement)
                        + (draft.bestInterests() ? ", best interests decided" : ""));
        byte[] content = content(code, draft);
        Keys keys = keys();
        byte[] signingOwn = own("signing_own");
        if (agreement == null) {
            return HandoverBox.sealBy(draft.code(), content, signingOwn, keys.signing());
        }
        byte[] receiver =
                jdbc.sql("select opening from sharing_agreement where id = :id")
                        .param("id", agreement)
                        .query((row, number) -> row.getBytes(1))
                        .single();
        return HandoverBox.sealFor(receiver, content, signingOwn, keys.signing());
    }

    private byte[] content(String code, Draft draft) {
        PersonFiles.KnownThen known = files.known(code, null).orElseThrow(NoSuchReferral::new);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", 1);
        root.put("made", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
        root.put("country", draft.country());
        root.put("consent", draft.language() + " " + draft.way());
        ArrayNode answers = root.putArray("answers");
        for (String fact : draft.facts()) {
            String value = known.facts().get(fact);
            if (value != null) {
                answers.addObject().put("fact", fact).put("value", value);
            }
            known.records()
                    .getOrDefault(fact, List.of())
                    .forEach(one ->
                            answers.addObject()
                                    .put("fact", fact)
                                    .put("value", one.value())
                                    .put("record", true));
        }
        ArrayNode flags = root.putArray("flags");
        draft.screens().forEach(flags::add);
        return JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    }

    /** Opens a package that somebody brought or sent; empty if it is not for us. */
    Optional<Package> open(byte[] file, @Nullable String code) {
        NoSuchReferral.unless(ReferralPolicy.works(Acting.now()));
        Optional<Package> opened =
                HandoverBox.open(file, code, own("opening_own"))
                        .flatMap(one -> read(one.content(), isPartner(one.signedBy())));
        audit.record(
                opened.isPresent() ? "open" : "refused",
                KIND,
                List.of(),
                null,
                "a package"
                        + opened.map(one -> one.known() ? " of a partner" : " of an unknown sender")
                                .orElse(""));
        return opened;
    }

    private boolean isPartner(byte[] signedBy) {
        return jdbc
                        .sql("select signing from sharing_agreement where organisation = :us")
                        .param("us", Acting.now().requireOrganisation())
                        .query((row, number) -> row.getBytes(1))
                        .list()
                        .stream()
                        .anyMatch(one -> Arrays.equals(one, signedBy))
                || known().filter(one -> Arrays.equals(one.signing(), signedBy)).isPresent();
    }

    private static Optional<Package> read(byte[] content, boolean known) {
        try {
            JsonNode root = JSON.readTree(new String(content, StandardCharsets.UTF_8));
            List<Content.Item> items = new ArrayList<>();
            root.path("answers")
                    .forEach(one -> {
                        if (items.size() < MOST) {
                            items.add(
                                    new Content.Item(
                                            one.path("fact").asString(""),
                                            one.path("value").asString("")));
                        }
                    });
            List<String> screens = new ArrayList<>();
            root.path("flags").forEach(one -> screens.add(one.asString("")));
            return items.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Package(root.path("country").asString(""), items, screens, known));
        } catch (JacksonException none) {
            return Optional.empty();
        }
    }

    /**
     * Enters the person with the answers of the package that this rulebook knows, as told by an
     * agency.
     *
     * @return the code of the file; twice under one id: the same person
     */
    Optional<String> enter(UUID id, Package of) {
        List<PersonFiles.Told> told = new ArrayList<>();
        for (Content.Item item : of.items()) {
            Optional<PersonFiles.Known> fact = files.fact(item.fact());
            if (fact.isEmpty()) {
                continue;
            }
            told.add(
                    fact.get().isList()
                            ? PersonFiles.Told.ofRecord(
                                    item.fact(), Ids.next(), item.value(), "agency")
                            : PersonFiles.Told.of(item.fact(), item.value(), "agency"));
        }
        return told.isEmpty() ? Optional.empty() : files.enter(id, told);
    }

    OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
