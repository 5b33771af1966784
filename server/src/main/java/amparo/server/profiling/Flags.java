package amparo.server.profiling;

import amparo.engine.rule.Screen;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import amparo.server.registry.PersonFiles.Ref;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Protection needs of persons, for those who may know of them, and what officers think of them. A
 * flag is a screen of the rulebook that the answers indicate, or that an officer observed; nothing
 * else makes one.
 */
@Service
@Transactional
public class Flags {

    private static final String KIND = "flag";
    private static final int SHORTEST = 3;
    private static final int LONGEST = 2000;

    private final FlagStore store;
    private final Screens screens;
    private final ObjectProvider<FlagListener> listeners;
    private final AuditLog audit;
    private final ShownFlags shown;

    Flags(
            FlagStore store,
            Screens screens,
            ObjectProvider<FlagListener> listeners,
            AuditLog audit,
            ShownFlags shown) {
        this.shown = shown;
        this.store = store;
        this.screens = screens;
        this.listeners = listeners;
        this.audit = audit;
    }

    /** What became of a flag; two officers may differ, and the words of both stay. */
    public enum State {
        RAISED,
        CONFIRMED,
        DISAGREED,
        CLOSED;

        /** The end of the keys of its texts, and the word of the API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A flag.
     *
     * @param screen id of the rulebook's screen, which says what to do and what not
     * @param source "answers" or "observation"
     * @param fear whether it speaks of fear of return, which nobody but the person ends
     * @param survivor whether it is read by assigned protection specialists alone
     * @param indicated whether the answers indicate it now; one that they no longer do stays, for a
     *     person to look at
     */
    public record Flag(
            UUID id,
            Ref person,
            String screen,
            Screen.Urgency urgency,
            OffsetDateTime raisedAt,
            State state,
            String source,
            boolean fear,
            boolean survivor,
            boolean indicated) {}

    /** What somebody thinks of a flag. */
    public enum Opinion {
        CONFIRM,
        DISAGREE,
        CLOSE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The opinion of this word, if there is one. */
        public static Optional<Opinion> of(String word) {
            return List.of(values()).stream().filter(one -> one.code().equals(word)).findFirst();
        }
    }

    /** What came of giving an opinion. */
    public enum Outcome {
        GIVEN,
        /** The organisation that raised it asked to close it: another one must agree. */
        WAITS,
        CLOSED,
        NOT_THERE,
        /** Fear of return is ended by the person alone. */
        ONLY_THE_PERSON,
        /** Not in this role, or nobody assigned them to the person. */
        ONLY_A_SPECIALIST,
        NO_REASON
    }

    /**
     * The flags of a person that whoever acts may read, the most urgent first. Audited. One that
     * two files of the person have is there once: that which is open, and the more urgent of two.
     */
    public List<Flag> of(Ref person) {
        return once(person, read(person));
    }

    /**
     * The same beside the questions of an interview. Audited when it is opened, and when there is
     * one that whoever acts was not shown yet: not with each question.
     */
    List<Flag> beside(UUID interview, Ref person) {
        List<FlagStore.Row> rows = store.of(person);
        UUID account = Acting.now().requireAccount();
        Set<UUID> fresh =
                shown.fresh(account, interview, rows.stream().map(FlagStore.Row::id).toList());
        if (!fresh.isEmpty() || !shown.isOpened(account, interview)) {
            audit.record(
                    "read", KIND, List.of(person.id()), null, fresh.size() + " flags, interview");
            shown.noted(account, interview, fresh);
        }
        return once(person, rows);
    }

    private static List<Flag> once(Ref person, List<FlagStore.Row> rows) {
        List<FlagStore.Row> openFirst = new ArrayList<>(rows);
        openFirst.sort(Comparator.comparing(one -> one.closedAt() != null));
        return rows.stream()
                .filter(one ->
                        openFirst.stream().filter(one::isOf).findFirst().orElseThrow().equals(one))
                .map(one -> one.flag(person))
                .toList();
    }

    /** One flag of a person, if whoever acts may read it. */
    public Optional<Flag> find(Ref person, UUID flag) {
        return read(person).stream()
                .filter(one -> one.id().equals(flag))
                .map(one -> one.flag(person))
                .findFirst();
    }

    private List<FlagStore.Row> read(Ref person) {
        List<FlagStore.Row> rows = store.of(person);
        audit.record("read", KIND, List.of(person.id()), null, rows.size() + " flags");
        return rows;
    }

    /** The same flag on every file of the person, this one first. */
    private List<Flag> same(Ref person, Flag flag) {
        List<FlagStore.Row> rows = store.of(person);
        FlagStore.Row shown =
                rows.stream().filter(one -> one.id().equals(flag.id())).findFirst().orElseThrow();
        return Stream.concat(
                        Stream.of(flag),
                        rows.stream()
                                .filter(one -> one.isOf(shown) && !one.id().equals(flag.id()))
                                .map(one -> one.flag(person)))
                .toList();
    }

    /** Gives an opinion with its reason; sent twice under one id it is there once. */
    public Outcome opine(Ref person, UUID flag, UUID id, Opinion opinion, String reason) {
        Optional<Flag> found = find(person, flag);
        if (found.isEmpty()) {
            return Outcome.NOT_THERE;
        }
        if (!isReason(reason)) {
            return Outcome.NO_REASON;
        }
        if (opinion != Opinion.CONFIRM && found.get().fear()) {
            return Outcome.ONLY_THE_PERSON;
        }
        if (opinion == Opinion.CLOSE && !mayClose(found.get().person())) {
            return Outcome.ONLY_A_SPECIALIST;
        }
        if (store.opine(id, found.get(), opinion, reason.strip())) {
            audit.record(opinion.code(), KIND, List.of(person.id()), null, found.get().screen());
            same(person, found.get()).stream()
                    .skip(1)
                    .filter(one -> opinion != Opinion.CLOSE || mayClose(one.person()))
                    .forEach(one -> store.opine(Ids.next(), one, opinion, reason.strip()));
        }
        if (opinion != Opinion.CLOSE) {
            return Outcome.GIVEN;
        }
        return store.isClosed(flag) ? Outcome.CLOSED : Outcome.WAITS;
    }

    /**
     * Whether whoever acts may speak for closing: a protection specialist who works with the
     * person, outside of border and return authorities.
     */
    public boolean mayClose(Ref person) {
        Actor actor = Acting.now();
        return actor.room() == Room.FRONTLINE
                && actor.kind() != OrganisationKind.BORDER_AUTHORITY
                && actor.has(Role.PROTECTION_SPECIALIST)
                && store.isAssigned(person.id());
    }

    /**
     * Raises a flag by observation, or adds the observation to the one that is there.
     *
     * @param screen of the rulebook
     * @return whether it was done: there is such a screen, there is a reason, and the person is one
     *     of whom whoever acts may write
     */
    public boolean observe(Ref person, UUID id, String screen, String reason) {
        Optional<Screens.Known> known = screens.find(screen);
        if (known.isEmpty() || !isReason(reason)) {
            return false;
        }
        Optional<FlagStore.Observed> done =
                store.observe(id, person, known.get(), screens.book().version(), reason.strip());
        if (done.isEmpty()) {
            return false;
        }
        audit.record("observe", KIND, List.of(person.id()), null, screen);
        if (done.get().fresh()) {
            Flag flag =
                    new Flag(
                            done.get().flag(),
                            person,
                            screen,
                            known.get().screen().urgency(),
                            OffsetDateTime.now(java.time.ZoneOffset.UTC),
                            State.RAISED,
                            "observation",
                            known.get().fear(),
                            known.get().survivor(),
                            true);
            listeners.orderedStream().forEach(one -> one.raised(person, flag));
        }
        return true;
    }

    /** Whether these words can be the reason of an opinion: neither none nor a whole story. */
    public static boolean isReason(String reason) {
        int length = reason.strip().length();
        return length >= SHORTEST && length <= LONGEST;
    }

    /**
     * Lets another organisation see flags that were ticked one by one; survivor-level ones and
     * border authorities are left out by the database.
     *
     * @return how many were shared
     */
    public int share(Ref person, Collection<UUID> flags, UUID organisation, OffsetDateTime until) {
        List<Flag> chosen =
                of(person).stream()
                        .filter(one -> flags.contains(one.id()) && !one.survivor())
                        .toList();
        chosen.forEach(one -> store.share(Ids.next(), one, organisation, until));
        audit.record(
                "share",
                KIND,
                List.of(person.id()),
                null,
                "with " + organisation + ": " + chosen.size() + " flags");
        return chosen.size();
    }

    /** Ends what was shared with an organisation. */
    public void endShares(Ref person, UUID organisation) {
        store.endShares(person, organisation);
        audit.record("end-share", KIND, List.of(person.id()), null, "with " + organisation);
    }

    /** Somebody for whom something urgent was raised that nobody has looked at. */
    public record Unseen(UUID person, String code, OffsetDateTime since) {}

    /**
     * Persons with urgent flags that nobody has given an opinion on and that whoever acts may read,
     * emergencies first; one line for a person. Nobody in rooms that hand over no work of this
     * kind.
     */
    public List<Unseen> unseen(int most) {
        Room room = Acting.now().room();
        if (room != Room.FRONTLINE && room != Room.BORDER) {
            return List.of();
        }
        // A person may have several flags.
        Map<UUID, Unseen> found = new LinkedHashMap<>();
        store.unseen(4 * most)
                .forEach(one ->
                        found.putIfAbsent(
                                one.person(), new Unseen(one.person(), one.code(), one.since())));
        List<Unseen> all = found.values().stream().limit(most).toList();
        audit.record(
                "list",
                "person",
                all.stream().map(Unseen::person).toList(),
                null,
                "urgent next steps");
        return all;
    }

    /** The texts of a screen are in the rulebook: what to do, and what never. */
    public Screen screen(Flag flag) {
        return screens.get(flag.screen()).screen();
    }

    /** Ids of the screens that can be observed: all that the rulebook has. */
    public Set<String> screens() {
        return screens.all().keySet();
    }

    /** The opinions and events of a flag, the newest first. */
    List<FlagStore.Happened> history(Flag flag) {
        return store.history(flag);
    }

    /** What happened to flags of a person since a moment. */
    List<FlagStore.Change> changes(Ref person, @Nullable OffsetDateTime since) {
        return store.changes(person, since);
    }
}
