package amparo.server.referral;

import amparo.engine.fact.Facts;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.consent.Consents;
import amparo.server.consent.Purpose;
import amparo.server.directory.Service;
import amparo.server.directory.Services;
import amparo.server.referral.ReferralStore.Consented;
import amparo.server.referral.ReferralStore.NewReferral;
import amparo.server.referral.ReferralStore.Referral;
import amparo.server.referral.ReferralStore.Which;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends people where they get help, and hears back. Every step is a function of the database that
 * gives the state that holds now: of two who act at once, the second learns what the first did.
 */
@org.springframework.stereotype.Service
@Transactional(noRollbackFor = NoSuchReferral.class)
class Referrals {

    static final List<String> BASES = List.of("consent", "child-in-danger", "vital-interest");
    static final List<String> WAYS = List.of("spoken", "signed", "thumbprint");
    static final List<String> DECLINED =
            List.of(
                    "full",
                    "no-mandate",
                    "not-eligible",
                    "too-far",
                    "not-enough-told",
                    "closed",
                    "other");
    static final List<String> OUTCOMES =
            List.of("received", "partly", "advice", "referred-on", "not-wanted");
    static final List<String> TOLD =
            List.of("in-person", "telephone", "message", "through-somebody", "could-not");
    static final List<String> CALLED = List.of("answered", "will-act", "no-answer", "wrong-number");

    /**
     * In whose texts nobody checked the translation: an answer to them alone counts as not asked.
     */
    private static final Map<String, String> CHECKED = Map.of("es", "spanish", "en", "english");

    private static final String KIND = "referral";

    /** As long as the answers: half a year. */
    private static final int SHARED = 180;

    private final ReferralStore store;
    private final PersonFiles files;
    private final PersonFacts facts;
    private final Services directory;
    private final Needs needs;
    private final DueTimes dueTimes;
    private final Consents consents;
    private final FlagClocks clocks;
    private final FollowUps followUps;
    private final AuditLog audit;
    private final Clock clock;

    Referrals(
            ReferralStore store,
            PersonFiles files,
            PersonFacts facts,
            Services directory,
            Needs needs,
            DueTimes dueTimes,
            Consents consents,
            FlagClocks clocks,
            FollowUps followUps,
            AuditLog audit,
            Clock clock) {
        this.store = store;
        this.files = files;
        this.facts = facts;
        this.directory = directory;
        this.needs = needs;
        this.dueTimes = dueTimes;
        this.consents = consents;
        this.clocks = clocks;
        this.followUps = followUps;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is needed to write one. */
    record Draft(
            UUID service,
            String screen,
            String urgency,
            String need,
            List<String> facts,
            List<String> screens,
            List<String> limits,
            @Nullable Integer leavesIn,
            String basis,
            String language,
            String way,
            boolean interpreter,
            String witness,
            String reason,
            @Nullable UUID insteadOf) {
        Draft {
            facts = List.copyOf(facts);
            screens = List.copyOf(screens);
            limits = List.copyOf(limits);
        }
    }

    /** A person who can be referred. */
    record Subject(PersonFiles.Ref person, List<String> sharable, List<Needs.Need> needs) {
        Subject {
            sharable = List.copyOf(sharable);
            needs = List.copyOf(needs);
        }
    }

    /** Whether the actor may send this person somewhere: one of their own organisation. */
    boolean maySend(String code) {
        return ReferralPolicy.works(Acting.now())
                && files.reach(code)
                        .filter(one -> one.organisation().equals(Acting.now().organisation()))
                        .isPresent();
    }

    /** The person, if the actor may send them somewhere. */
    Subject subject(String code) {
        NoSuchReferral.unless(ReferralPolicy.works(Acting.now()));
        PersonFiles.Ref person = files.reach(code).orElseThrow(NoSuchReferral::new);
        NoSuchReferral.unless(person.organisation().equals(Acting.now().organisation()));
        return new Subject(person, files.sharable(code), needs.of(person));
    }

    /**
     * Whether what was said in this language can be a consent: understood without an interpreter,
     * from a text that somebody checked, or through an interpreter.
     */
    boolean counts(String code, String language, boolean interpreter) {
        return counts(facts.of(code).map(PersonFacts.Assembled::facts), language, interpreter);
    }

    static boolean counts(Optional<Facts> known, String language, boolean interpreter) {
        if (interpreter) {
            return true;
        }
        String spoken = CHECKED.get(language);
        if (spoken == null) {
            return false;
        }
        Set<String> understood =
                known.map(all -> Proposals.codes(all, "languages")).orElse(Set.of());
        return understood.isEmpty() || understood.contains(spoken);
    }

    /** Writes a draft; twice under the same id: once. */
    void draft(String code, UUID id, Draft draft) {
        Subject subject = subject(code);
        if (store.find(id).isPresent()) {
            return;
        }
        Service service =
                directory
                        .find(draft.service())
                        .filter(one -> one.active() && one.online())
                        .orElseThrow(NoSuchReferral::new);
        NoSuchReferral.unless(
                subject.sharable().containsAll(draft.facts())
                        && BASES.contains(draft.basis())
                        && DueTimes.URGENCIES.contains(draft.urgency())
                        && Content.LIMITS.containsAll(draft.limits()));
        List<String> mayLeave =
                subject.needs().stream()
                        .filter(one -> !one.guarded())
                        .map(Needs.Need::screen)
                        .toList();
        NoSuchReferral.unless(mayLeave.containsAll(draft.screens()));
        boolean consent = draft.basis().equals("consent");
        NoSuchReferral.unless(
                !consent
                        || (WAYS.contains(draft.way())
                                && counts(code, draft.language(), draft.interpreter())));
        OffsetDateTime now = now();
        OffsetDateTime since =
                subject.needs().stream()
                        .filter(one -> one.screen().equals(draft.screen()))
                        .map(Needs.Need::raisedAt)
                        .findFirst()
                        .orElse(now);
        OffsetDateTime leaves = draft.leavesIn() == null ? null : now.plusHours(draft.leavesIn());
        String here =
                facts.of(code)
                        .flatMap(all -> Proposals.code(all.facts(), "country_now"))
                        .orElseGet(store::ourCountry);
        DueTimes.Due due =
                dueTimes.of(
                        draft.urgency(),
                        service.sector(),
                        here,
                        since,
                        now,
                        files.known(code, null)
                                .flatMap(one -> Entered.into(here, one))
                                .orElse(null),
                        leaves);
        NoSuchReferral.unless(
                facts.of(code)
                        .map(all -> !Proposals.isShut(service, all.facts(), here))
                        .orElse(false));
        boolean made =
                store.insert(
                        new NewReferral(
                                id,
                                subject.person().id(),
                                service.organisation(),
                                service.id(),
                                service.sector(),
                                draft.urgency(),
                                draft.basis(),
                                draft.facts(),
                                draft.screens(),
                                since,
                                due.lawUntil(),
                                leaves,
                                due.at(),
                                due.by(),
                                followUps
                                        .settings()
                                        .getOrDefault(draft.urgency(), due.followHours()),
                                draft.insteadOf()));
        if (!made) {
            return;
        }
        subject.needs().stream()
                .filter(one -> one.screen().equals(draft.screen()))
                .forEach(one -> clocks.draft(one.flag(), id));
        store.write(id, content(code, draft));
        store.consented(
                id,
                subject.person().id(),
                new Consented(
                        draft.basis(),
                        consent ? draft.language() : null,
                        consent ? draft.way() : null,
                        draft.interpreter(),
                        blank(draft.witness()),
                        consent
                                ? consents.text(Purpose.SHARING, draft.language())
                                        .orElseThrow(NoSuchReferral::new)
                                : null,
                        consent ? null : draft.reason().strip(),
                        null,
                        now));
        audit.record(
                "draft",
                KIND,
                List.of(subject.person().id()),
                null,
                "referral " + id + " to " + service.organisation() + " on " + draft.basis());
    }

    private Content content(String code, Draft draft) {
        return content(
                files.known(code, null).orElseThrow(NoSuchReferral::new),
                draft.need(),
                draft.limits(),
                draft.facts(),
                draft.screens());
    }

    static Content content(
            PersonFiles.KnownThen known,
            String need,
            List<String> limits,
            List<String> facts,
            List<String> screens) {
        List<Content.Item> items = new ArrayList<>();
        for (String fact : facts) {
            String value = known.facts().get(fact);
            if (value != null) {
                items.add(new Content.Item(fact, value));
            }
            known.records()
                    .getOrDefault(fact, List.of())
                    .forEach(one -> items.add(new Content.Item(fact, one.value())));
        }
        return new Content(need.strip(), limits, items, screens);
    }

    private static @Nullable String blank(String text) {
        return text.isBlank() ? null : text.strip();
    }

    /** A referral with all that the actor may see of it. */
    record Opened(
            Referral referral,
            @Nullable Content content,
            @Nullable Consented consent,
            List<ReferralStore.Event> events,
            List<Service.Phone> phones,
            @Nullable String urgentLine) {
        Opened {
            events = List.copyOf(events);
            phones = List.copyOf(phones);
        }
    }

    /** Opens one; when the receiver does so first, the sender learns that it was seen. */
    Opened open(UUID id) {
        Actor actor = Acting.now();
        NoSuchReferral.unless(ReferralPolicy.reads(actor));
        Referral one = found(id);
        if (one.incoming() && one.state().equals("sent") && ReferralPolicy.works(actor)) {
            store.seen(id);
            one = found(id);
        }
        if (!one.incoming() && one.news() && ReferralPolicy.works(actor)) {
            store.note(id, "read", null, null);
        }
        audit.record("read", KIND, List.of(one.person()), null, "referral " + id);
        return new Opened(
                one,
                store.content(id).orElse(null),
                one.incoming() ? null : store.consent(id).orElse(null),
                store.events(id),
                directory.phones(one.service()),
                directory.find(one.service()).map(Service::urgentLine).orElse(null));
    }

    /** Reads one, without a word to the sender. */
    Opened read(UUID id) {
        NoSuchReferral.unless(ReferralPolicy.reads(Acting.now()));
        Referral one = found(id);
        audit.record("read", KIND, List.of(one.person()), null, "referral " + id);
        return new Opened(
                one,
                store.content(id).orElse(null),
                one.incoming() ? null : store.consent(id).orElse(null),
                store.events(id),
                List.of(),
                null);
    }

    /** A list after one of its referrals, the newest first. */
    List<Referral> after(Which which, @Nullable UUID after, int limit) {
        NoSuchReferral.unless(ReferralPolicy.reads(Acting.now()));
        List<Referral> found = store.after(which, after, limit);
        audit.record(
                "list",
                KIND,
                found.stream().map(Referral::person).distinct().toList(),
                null,
                which.name().toLowerCase(java.util.Locale.ROOT) + " " + found.size());
        return found;
    }

    private Referral found(UUID id) {
        Optional<Referral> found = store.find(id);
        if (found.isEmpty()) {
            audit.record("refused", KIND, List.of(), null, "referral " + id);
        }
        return found.orElseThrow(NoSuchReferral::new);
    }

    /** The referral of a slip, for those who may see it. */
    UUID byCode(String code) {
        Optional<Referral> found = store.byCode(code);
        audit.record(
                found.isPresent() ? "scan" : "refused",
                KIND,
                found.map(one -> List.of(one.person())).orElse(List.of()),
                null,
                "slip");
        return found.map(Referral::id).orElseThrow(NoSuchReferral::new);
    }

    List<Referral> list(Which which, int from, int limit) {
        NoSuchReferral.unless(ReferralPolicy.reads(Acting.now()));
        List<Referral> found = store.list(which, from, limit);
        audit.record(
                "list",
                KIND,
                found.stream().map(Referral::person).distinct().toList(),
                null,
                which.name().toLowerCase(java.util.Locale.ROOT) + " " + found.size());
        return found;
    }

    List<Referral> ofPerson(String code) {
        NoSuchReferral.unless(ReferralPolicy.reads(Acting.now()));
        PersonFiles.Ref person = files.reach(code).orElseThrow(NoSuchReferral::new);
        List<Referral> found = store.ofPerson(person.files());
        audit.record("list", KIND, List.of(person.id()), null, "of a person " + found.size());
        return found;
    }

    /** Sends a draft; the state that holds now. */
    String send(UUID id) {
        Referral one = found(id);
        NoSuchReferral.unless(ReferralPolicy.works(Acting.now()));
        String state = store.send(id).orElseThrow(NoSuchReferral::new);
        String code = one.personCode();
        if (one.drafted() && state.equals("sent") && code != null && !one.screens().isEmpty()) {
            files.reach(code)
                    .ifPresent(person ->
                            needs.share(
                                    person,
                                    one.screens(),
                                    one.organisation(),
                                    now().plusDays(SHARED)));
        }
        audit.record("send", KIND, List.of(one.person()), null, "referral " + id + " " + state);
        return state;
    }

    boolean discard(UUID id) {
        Referral one = found(id);
        boolean gone = store.discard(id);
        audit.record("discard", KIND, List.of(one.person()), null, "referral " + id);
        return gone;
    }

    /** A step of the receiver, or the end; the state that holds now. */
    String move(
            UUID id,
            String to,
            @Nullable String because,
            @Nullable String words,
            @Nullable LocalDate until) {
        Referral one = found(id);
        NoSuchReferral.unless(ReferralPolicy.works(Acting.now()));
        String state = store.move(id, to, because, words, until).orElseThrow(NoSuchReferral::new);
        audit.record(
                state.equals(to) ? to : "refused",
                KIND,
                List.of(one.person()),
                null,
                "referral " + id + " is " + state);
        return state;
    }

    /** Somebody was telephoned, or the person was told. */
    boolean note(UUID id, String kind, String because, @Nullable String words) {
        Referral one = found(id);
        NoSuchReferral.unless(ReferralPolicy.works(Acting.now()));
        boolean noted = store.note(id, kind, because, words);
        audit.record(kind, KIND, List.of(one.person()), null, "referral " + id + " " + because);
        return noted;
    }

    long count(Which which, int most) {
        return store.count(which, most);
    }

    /** How the person can be reached safely, by fact; only for the sender. */
    Map<String, String> safeWay(Referral one) {
        Map<String, String> way = new HashMap<>();
        String code = one.personCode();
        if (!one.incoming() && code != null) {
            files.known(code, null)
                    .ifPresent(known -> {
                        for (String fact :
                                List.of("safe_contact", "safe_times", "phone", "languages")) {
                            String value = known.facts().get(fact);
                            if (value != null && !value.equals("null")) {
                                way.put(fact, value);
                            }
                        }
                    });
        }
        return way;
    }

    OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
