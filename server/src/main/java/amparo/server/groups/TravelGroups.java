package amparo.server.groups;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.groups.GroupStore.Found;
import amparo.server.platform.Ids;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Newcomer;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.PersonFiles.Told;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door: groups of people who travel together, as far as whoever acts may reach them.
 * Nobody leads a group here. Empty is whatever is not there, or not theirs.
 */
@Service
@Transactional
public class TravelGroups {

    /** The most persons that are entered together. */
    public static final int LARGEST = 30;

    private static final String PERSON = "person";

    /**
     * The same words for whatever happens between a person and a group, so that a log that others
     * see does not tell who went quietly.
     */
    private static final String GROUP = "group";

    private static final Pattern CODE = Pattern.compile("G[0-9A-HJKMNP-TV-Z]{8}");

    private final GroupStore store;
    private final PersonFiles files;
    private final AuditLog audit;
    private final Clock clock;

    TravelGroups(GroupStore store, PersonFiles files, AuditLog audit, Clock clock) {
        this.store = store;
        this.files = files;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Somebody who is entered with a group.
     *
     * @param code as it was printed on a form; none: one is made
     * @param relation what this person is to the first, a code of the list {@code relation}; none
     *     for the first, and where nobody said
     */
    public record Traveller(
            UUID id, @Nullable String code, @Nullable String relation, List<Told> told) {
        public Traveller {
            told = List.copyOf(told);
        }
    }

    /**
     * A group that is entered.
     *
     * @param code as it was printed on a form; none: one is made
     */
    public record Entry(UUID id, @Nullable String code, List<Traveller> travellers) {
        public Entry {
            travellers = List.copyOf(travellers);
        }
    }

    /** What came of it: the code of the group, and those of the persons in their order. */
    public record Entered(String code, List<String> persons) {
        public Entered {
            persons = List.copyOf(persons);
        }
    }

    /** A line of the list: who of the group is in reach now, under the names of the journey. */
    public record Line(UUID id, String code, OffsetDateTime enteredAt, List<String> names) {
        public Line {
            names = List.copyOf(names);
        }
    }

    /**
     * Somebody's time with a group.
     *
     * @param name as it was when they joined
     * @param until none while it lasts
     */
    public record Member(
            UUID id,
            UUID person,
            String code,
            @Nullable String name,
            OffsetDateTime since,
            @Nullable OffsetDateTime until) {}

    /** A group and those of it who are in reach. */
    public record Group(UUID id, String code, OffsetDateTime enteredAt, List<Member> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    /**
     * A group that somebody travels or travelled with.
     *
     * @param separation told to those who work with the person, and to nobody else
     */
    public record Membership(
            UUID id,
            String group,
            OffsetDateTime since,
            @Nullable OffsetDateTime until,
            @Nullable Separation separation) {}

    /** That the person is no longer with the group, and the group does not know. */
    public record Separation(UUID id, OffsetDateTime since) {}

    /** Whether this looks like the code of a group. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /** Whether this is a code of the list {@code relation}. */
    public static boolean isRelation(String code) {
        return Kinship.isKnown(code);
    }

    /**
     * Makes a group and everybody in it, or nothing. Sent twice under the same id it is made once.
     */
    public Optional<Entered> enter(Entry entry) {
        checked(entry);
        Actor actor = Acting.now();
        Optional<String> before = store.code(entry.id());
        if (before.isEmpty() && store.insert(List.of(entry), actor) == 1) {
            return files.enter(newcomers(entry)).map(refs -> join(List.of(entry), refs).getFirst());
        }
        // The second click: whoever came first may have been writing until now.
        return store.code(entry.id()).map(code -> new Entered(code, store.personsOf(entry.id())));
    }

    /**
     * Makes many groups that are new, or nothing; empty if the actor may not.
     *
     * @throws IllegalStateException if one of them is there already
     */
    public Optional<List<Entered>> enterAll(List<Entry> all) {
        all.forEach(TravelGroups::checked);
        if (store.insert(all, Acting.now()) != all.size()) {
            throw new IllegalStateException("a group is there already");
        }
        return files.enter(all.stream().flatMap(one -> newcomers(one).stream()).toList())
                .map(refs -> join(all, refs));
    }

    private static void checked(Entry entry) {
        if (entry.travellers().isEmpty() || entry.travellers().size() > LARGEST) {
            throw new IllegalArgumentException("a group of " + entry.travellers().size());
        }
    }

    /** The code of the group that was entered under this id, if one was. */
    public Optional<String> entered(UUID id) {
        return store.code(id);
    }

    private List<Newcomer> newcomers(Entry entry) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Newcomer> all = new ArrayList<>();
        for (int i = 0; i < entry.travellers().size(); i++) {
            Traveller one = entry.travellers().get(i);
            List<Told> told = new ArrayList<>(one.told());
            told.addAll(Kinship.of(entry.travellers(), i, today));
            all.add(new Newcomer(one.id(), one.code(), told));
        }
        return all;
    }

    /** The persons stand one group after the other. */
    private List<Entered> join(List<Entry> all, List<Ref> refs) {
        List<UUID> groups = new ArrayList<>();
        all.forEach(entry -> entry.travellers().forEach(one -> groups.add(entry.id())));
        List<UUID> persons = refs.stream().map(Ref::id).toList();
        store.join(groups, persons, Acting.now());
        audit.record("update", PERSON, persons, null, GROUP);
        Map<UUID, String> codes = store.codes(all);
        List<Entered> entered = new ArrayList<>();
        int from = 0;
        for (Entry entry : all) {
            int to = from + entry.travellers().size();
            entered.add(
                    new Entered(
                            Optional.ofNullable(codes.get(entry.id()))
                                    .orElseThrow(NoSuchGroup::new),
                            refs.subList(from, to).stream().map(Ref::code).toList()));
            from = to;
        }
        return entered;
    }

    /** Groups in reach, the newest first: one more than asked for if there are more. */
    public List<Line> list(@Nullable UUID before, int size) {
        List<GroupStore.Listed> lines = store.list(Acting.now(), before, size + 1);
        audit.record(
                "list",
                PERSON,
                lines.stream().limit(size).flatMap(one -> one.persons().stream()).toList(),
                null,
                "groups in reach");
        return lines.stream()
                .map(one -> new Line(one.id(), one.code(), one.enteredAt(), one.names()))
                .toList();
    }

    /** Opens a group. */
    public Optional<Group> open(String code) {
        return find(code)
                .map(found -> {
                    List<Member> members = once(store.members(found.id()));
                    audit.record(
                            "read",
                            PERSON,
                            members.stream().map(Member::person).distinct().toList(),
                            null,
                            GROUP);
                    return new Group(found.id(), found.code(), found.enteredAt(), members);
                });
    }

    /** Whether there is such a group in reach; nothing of it is read. */
    public boolean isInReach(String code) {
        return find(code).isPresent();
    }

    /** Whether there is such a group in reach, for its card; no person is read. */
    public boolean isThere(String code) {
        boolean there = find(code).isPresent();
        if (there) {
            audit.record("print", GROUP, List.of(), null, "card");
        }
        return there;
    }

    /** Adds somebody; whether there is such a group and such a person of this organisation. */
    public boolean add(String code, UUID id, String personCode) {
        Optional<Ref> person = files.reach(personCode);
        Optional<Found> group = find(code);
        UUID ours = Acting.now().organisation();
        if (person.isEmpty() || group.isEmpty() || !person.get().organisation().equals(ours)) {
            return false;
        }
        if (!store.isIn(group.get().id(), person.get().files())) {
            store.add(id, group.get().id(), person.get().id(), Acting.now());
        }
        audit.record("update", PERSON, List.of(person.get().id()), null, GROUP);
        return true;
    }

    /** Who is in a group now, of those in reach; empty if there is no such group. */
    public Optional<Set<UUID>> now(String code) {
        return open(code)
                .map(group ->
                        group.members().stream()
                                .filter(one -> one.until() == null)
                                .map(Member::person)
                                .collect(Collectors.toSet()));
    }

    /**
     * Adds persons of this organisation, and says for each the membership that was made; who is in
     * the group already, or of another organisation, is left out.
     */
    public Map<UUID, UUID> addAll(String code, Collection<Ref> persons) {
        Actor actor = Acting.now();
        Optional<Found> group = find(code);
        List<UUID> wanted =
                persons.stream()
                        .filter(one -> one.organisation().equals(actor.organisation()))
                        .map(Ref::id)
                        .toList();
        if (group.isEmpty() || wanted.isEmpty()) {
            return Map.of();
        }
        Map<UUID, UUID> made = store.addAll(group.get().id(), wanted, actor);
        audit.record("update", PERSON, made.keySet(), null, GROUP);
        return made;
    }

    /** Ends these memberships as far as the actor may, and says of whom. */
    public Set<UUID> endAll(Collection<UUID> members) {
        Set<UUID> ended = store.endAll(members);
        audit.record("update", PERSON, ended, null, GROUP);
        return ended;
    }

    /** Ends a membership for everybody to see; whether there is one. */
    public boolean end(String code, UUID member) {
        List<Member> all = find(code).map(group -> store.members(group.id())).orElseGet(List::of);
        Optional<Member> found = all.stream().filter(one -> one.id().equals(member)).findFirst();
        found.filter(one -> one.until() == null)
                .ifPresent(one -> {
                    // Of two files of one person that are in the group, both end.
                    all.stream()
                            .filter(same -> same.code().equals(one.code()) && same.until() == null)
                            .forEach(same -> store.end(same.id()));
                    audit.record("update", PERSON, List.of(one.person()), null, GROUP);
                });
        return found.isPresent();
    }

    /** The groups of a person; empty if there is no such person in reach. */
    public Optional<List<Membership>> of(String personCode) {
        return files.reach(personCode)
                .map(person -> {
                    audit.record("read", PERSON, List.of(person.id()), null, "groups");
                    return memberships(person);
                });
    }

    /** Each group once, also if two files of the person are in it. */
    private List<Membership> memberships(Ref person) {
        Map<String, Membership> once = new LinkedHashMap<>();
        for (Membership one : store.of(person.files())) {
            // A second time with the same group is one of its own, if the first had ended.
            once.merge(
                    one.until() == null ? one.group() : one.group() + " " + one.until(),
                    one,
                    (a, b) ->
                            new Membership(
                                    a.id(),
                                    a.group(),
                                    a.since(),
                                    a.until(),
                                    a.separation() == null ? b.separation() : a.separation()));
        }
        return List.copyOf(once.values());
    }

    /** Of two files of one person that are in a group at a time, the one that came first. */
    private static List<Member> once(List<Member> all) {
        return all.stream()
                .filter(one ->
                        all.stream()
                                .filter(same ->
                                        same.code().equals(one.code())
                                                && (same.until() == null) == (one.until() == null))
                                .findFirst()
                                .filter(one::equals)
                                .isPresent())
                .toList();
    }

    /**
     * Notes that somebody is no longer with a group, without a trace in the group: its page, card,
     * lists and files stay as they are. Whether there is such a person who was in such a group.
     */
    public boolean separate(String personCode, UUID id, String groupCode) {
        Optional<Ref> person = files.reach(personCode);
        Optional<Found> group = find(groupCode);
        if (person.isEmpty()
                || group.isEmpty()
                || store.filesIn(group.get().id(), person.get().files()).isEmpty()) {
            return false;
        }
        UUID next = id;
        for (UUID file : store.filesIn(group.get().id(), person.get().files())) {
            store.separate(next, file, group.get().id(), Acting.now());
            next = Ids.next();
        }
        audit.record("update", PERSON, List.of(person.get().id()), null, GROUP);
        return true;
    }

    /** Takes a separation back; whether there is one that the actor knows of. */
    public boolean reunite(String personCode, UUID separation) {
        Optional<Ref> person = files.reach(personCode);
        boolean there =
                person.isPresent()
                        && store.of(person.get().files()).stream()
                                .map(Membership::separation)
                                .anyMatch(one -> one != null && one.id().equals(separation));
        if (there) {
            store.lift(separation, person.get().files(), Acting.now());
            audit.record("update", PERSON, List.of(person.get().id()), null, GROUP);
        }
        return there;
    }

    private Optional<Found> find(String code) {
        Optional<Found> found = isCode(code) ? store.find(code) : Optional.empty();
        if (found.isEmpty()) {
            audit.record("refused", GROUP, List.of(), null, "no such group in reach");
        }
        return found;
    }
}
