package amparo.server.registry;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Policy;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import amparo.server.registry.PersonFiles.Told;
import amparo.server.registry.PersonStore.Person;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Persons and what was said about them. {@link Policy} is asked before the database is, which then
 * decides again; each read and write is audited in the same transaction. Whatever is refused is
 * {@link NoSuchPerson}.
 */
@Service
@Transactional(noRollbackFor = NoSuchPerson.class)
class Persons {

    static final int PAGE = 50;

    /** How long something can be shared before the person is asked again, in days. */
    static final int LONGEST_SHARE = 365;

    private static final String PERSON = "person";

    private final PersonStore persons;
    private final Newcomers newcomers;
    private final AnswerStore answers;
    private final TieStore ties;
    private final Facts facts;
    private final ObjectProvider<AnswerListener> listeners;
    private final AuditLog audit;
    private final Clock clock;

    Persons(
            PersonStore persons,
            Newcomers newcomers,
            AnswerStore answers,
            TieStore ties,
            Facts facts,
            ObjectProvider<AnswerListener> listeners,
            AuditLog audit,
            Clock clock) {
        this.persons = persons;
        this.newcomers = newcomers;
        this.answers = answers;
        this.ties = ties;
        this.facts = facts;
        this.listeners = listeners;
        this.audit = audit;
        this.clock = clock;
    }

    /** What may be done with a file: the buttons of its page. */
    record May(boolean record, boolean assign, boolean share, boolean endEmergency) {}

    /** All that the page of a person shows. */
    record Opened(
            Person person,
            List<AnswerStore.Said> said,
            List<TieStore.Assigned> team,
            List<TieStore.Shared> shares,
            May may,
            boolean ours) {

        /** Who saw the file is told to the organisation that holds it, not in an emergency. */
        boolean mayTrace() {
            return ours && !may.endEmergency();
        }
    }

    /** One page of the list; one line more than a page tells that there is an older one. */
    List<PersonStore.Line> list(@Nullable UUID before) {
        return list(before, PAGE);
    }

    /** The same with pages of another size. */
    List<PersonStore.Line> list(@Nullable UUID before, int size) {
        Actor actor = Acting.now();
        List<PersonStore.Line> lines = persons.list(actor, before, size + 1);
        audit.record(
                "list",
                PERSON,
                lines.stream().limit(size).map(PersonStore.Line::id).toList(),
                null,
                "persons in reach");
        return lines;
    }

    /** Opens a file. */
    Opened open(String code) {
        Actor actor = Acting.now();
        Person person = reach(code);
        List<AnswerStore.Said> said = visible(actor, person, true);
        boolean frontline = actor.room() == Room.FRONTLINE;
        List<TieStore.Assigned> team =
                frontline
                        ? assigned(person).stream()
                                .filter(one ->
                                        Policy.seesAssignment(
                                                actor,
                                                person.file(),
                                                person.ties(),
                                                one.forPolicy()))
                                .toList()
                        : List.of();
        List<TieStore.Shared> shares =
                frontline
                        ? shares(person).stream()
                                .filter(one ->
                                        Policy.seesSharing(
                                                actor,
                                                person.file(),
                                                person.ties(),
                                                one.fromOrganisation(),
                                                one.organisation()))
                                .toList()
                        : List.of();
        audit.record("read", PERSON, List.of(person.id()), null, names(said));
        return new Opened(
                person,
                said,
                team,
                shares,
                may(actor, person),
                person.file().organisation().equals(actor.organisation()));
    }

    /** A file without who works with the person. */
    record Read(Person person, List<AnswerStore.Said> said) {}

    /** Opens a file for what was said alone. */
    Read read(String code) {
        Person person = reach(code);
        List<AnswerStore.Said> said = visible(Acting.now(), person, false);
        audit.record("read", PERSON, List.of(person.id()), null, names(said));
        return new Read(person, said);
    }

    /** What was said of a person, as far as the actor may read it. */
    List<AnswerStore.Said> said(String code) {
        return said(reach(code));
    }

    /** The same of somebody who was found in this transaction. */
    List<AnswerStore.Said> said(Person person) {
        List<AnswerStore.Said> said = visible(Acting.now(), person, false);
        audit.record("read", "answer", List.of(person.id()), null, names(said));
        return said;
    }

    /**
     * Makes a file. Sent twice under the same id it is made once.
     *
     * @return its code
     */
    String enter(UUID id, List<Told> first) {
        return newcomers
                .enter(List.of(new PersonFiles.Newcomer(id, null, first)))
                .getFirst()
                .code();
    }

    /** The file with this code, in reach of whoever acts. */
    PersonFiles.Ref reference(String code) {
        Person person = reach(code);
        return person.reference();
    }

    /** The same, if something may be written in it. */
    Optional<PersonFiles.Ref> writable(String code) {
        return toWrite(code).map(Person::reference);
    }

    /** The same, with what the policy asks about. */
    Optional<Person> toWrite(String code) {
        Person person = reach(code);
        return person.erasedAt() == null
                        && Policy.mayRecord(Acting.now(), person.file(), person.ties())
                ? Optional.of(person)
                : Optional.empty();
    }

    /** Who received something on consent from the own organisation, whenever that was. */
    List<PersonFiles.Received> received(PersonFiles.Ref person) {
        Actor actor = Acting.now();
        return actor.room() == Room.FRONTLINE
                ? ties.received(person.files(), actor, OffsetDateTime.now(clock))
                : List.of();
    }

    /** Adds an answer; an earlier one to the same fact stays in the history. */
    void record(String code, UUID id, Told answer) {
        record(code, id, List.of(answer));
    }

    /** The same of several that belong together; the id is that of the first. */
    void record(String code, UUID id, List<Told> all) {
        record(reach(code), id, all);
    }

    /** The same of somebody who was found in this transaction. */
    void record(Person person, UUID id, List<Told> all) {
        Actor actor = Acting.now();
        require(Policy.mayRecord(actor, person.file(), person.ties()));
        require(person.erasedAt() == null);
        UUID next = id;
        for (Told answer : all) {
            write(next, person.reference(), answer, actor);
            next = Ids.next();
        }
        audit.record("record", "answer", List.of(person.id()), null, facts(all));
    }

    /** The person and whom it can be given to. */
    List<TieStore.Colleague> colleagues(String code) {
        Actor actor = Acting.now();
        Person person = reach(code);
        require(may(actor, person).assign());
        audit.record("read", "team", List.of(person.id()), null, "colleagues to name");
        return ties.colleagues(actor).stream()
                .filter(one ->
                        Policy.mayAssign(actor, person.file(), person.ties(), one.id(), true))
                .toList();
    }

    void assign(String code, UUID id, UUID colleague) {
        Actor actor = Acting.now();
        Person person = reach(code);
        boolean worksHere =
                ties.colleagues(actor).stream().anyMatch(one -> one.id().equals(colleague));
        require(Policy.mayAssign(actor, person.file(), person.ties(), colleague, worksHere));
        ties.assign(id, person.id(), colleague, actor);
        // Who works with somebody works with all that is known of them.
        files(actor, person).stream()
                .filter(file -> Policy.mayAssign(actor, file.file(), file.ties(), colleague, true))
                .forEach(file -> ties.assign(derived(id, file), file.id(), colleague, actor));
        audit.record("assign", PERSON, List.of(person.id()), null, "to account " + colleague);
    }

    /** Ends an assignment; one that has ended stays ended. Whether there was one. */
    boolean endAssignment(String code, UUID id) {
        Actor actor = Acting.now();
        Person person = reach(code);
        List<TieStore.Assigned> all = ties.assigned(person.reference().files());
        Optional<TieStore.Assigned> found =
                all.stream().filter(one -> one.id().equals(id)).findFirst();
        found.ifPresent(one -> {
            require(Policy.mayEndAssignment(actor, person.file(), person.ties(), one.forPolicy()));
            all.stream()
                    .filter(same -> same.isOf(one.account(), one.organisation()))
                    .forEach(same -> ties.endAssignment(same.id(), person.reference().files()));
            audit.record(
                    "end-assignment",
                    PERSON,
                    List.of(person.id()),
                    null,
                    "of account " + one.account());
        });
        return found.isPresent();
    }

    /** What can be shared of a person, and with whom. */
    record Sharable(List<String> facts, List<TieStore.Receiver> receivers) {}

    Sharable sharable(String code) {
        Actor actor = Acting.now();
        Person person = reach(code);
        require(Policy.mayShare(actor, person.file(), person.ties()));
        List<String> names = sharableFacts(actor, person);
        audit.record("read", PERSON, List.of(person.id()), null, "facts to share");
        return new Sharable(names, ties.receivers(actor));
    }

    void share(
            String code,
            UUID id,
            UUID receiver,
            Collection<String> chosen,
            String basis,
            LocalDate until) {
        Actor actor = Acting.now();
        Person person = reach(code);
        Set<String> wanted = new LinkedHashSet<>(chosen);
        // To the end of that day, wherever on earth it ends last.
        OffsetDateTime end = until.plusDays(1).atStartOfDay().atOffset(ZoneOffset.ofHours(-12));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        TieStore.Receiver to =
                ties.receivers(actor).stream()
                        .filter(one -> one.id().equals(receiver))
                        .findFirst()
                        .orElseThrow(NoSuchPerson::new);
        require(
                Policy.mayShare(
                        actor,
                        person.file(),
                        person.ties(),
                        new Policy.Sharing(
                                actor.requireOrganisation(),
                                receiver,
                                to.kind(),
                                !wanted.isEmpty()
                                        && sharableFacts(actor, person).containsAll(wanted),
                                !until.isBefore(today)
                                        && !until.isAfter(today.plusDays(LONGEST_SHARE)))));
        sharableByFile(actor, person)
                .forEach((file, facts) -> {
                    List<String> of = wanted.stream().filter(facts::contains).toList();
                    if (!of.isEmpty()) {
                        UUID once = file.equals(person.id()) ? id : derived(id, file);
                        ties.share(once, file, receiver, of, basis, end, actor);
                    }
                });
        audit.record(
                "share",
                PERSON,
                List.of(person.id()),
                null,
                "with "
                        + receiver
                        + " for "
                        + ChronoUnit.DAYS.between(today, until)
                        + " days on "
                        + basis
                        + ": "
                        + String.join(", ", wanted));
    }

    /** Ends a share at once; one that has ended stays ended. Whether there was one. */
    boolean endShare(String code, UUID id) {
        Actor actor = Acting.now();
        Person person = reach(code);
        Optional<TieStore.Shared> found =
                shares(person).stream().filter(one -> one.id().equals(id)).findFirst();
        found.ifPresent(one -> {
            require(
                    Policy.mayEndSharing(
                            actor, person.file(), person.ties(), one.fromOrganisation()));
            ties.endShare(id, person.reference().files());
            audit.record(
                    "end-share", PERSON, List.of(person.id()), null, "with " + one.organisation());
        });
        return found.isPresent();
    }

    /**
     * Opens a file that is not the actor's, for an hour.
     *
     * @throws NoSuchPerson also if the role may not, or there is no such code
     */
    void breakGlass(String code, String reason) {
        require(Policy.mayBreakGlass(Acting.now()));
        UUID person =
                ties.openEmergency(code, reason)
                        .orElseGet(() -> {
                            audit.record("emergency", PERSON, List.of(), reason, "no such code");
                            throw new NoSuchPerson();
                        });
        audit.record("emergency", PERSON, List.of(person), reason, "opened for an hour");
    }

    void endEmergency(String code) {
        Person person = reach(code);
        require(person.ties().emergency());
        ties.endEmergency(person.id());
        audit.record("end-emergency", PERSON, List.of(person.id()), null, "by whoever opened it");
    }

    /** Facts of which the own organisation has an answer that may leave it. */
    private List<String> sharableFacts(Actor actor, Person person) {
        return sharable(actor, visible(actor, person, false));
    }

    private static List<String> sharable(Actor actor, List<AnswerStore.Said> said) {
        return said.stream()
                .filter(one ->
                        one.organisation().equals(actor.organisation())
                                && !one.forPolicy().survivor())
                .map(AnswerStore.Said::fact)
                .distinct()
                .toList();
    }

    /** The same of each file of the person: whoever receives it receives it of that file. */
    private Map<UUID, List<String>> sharableByFile(Actor actor, Person person) {
        Map<UUID, List<String>> facts = new LinkedHashMap<>();
        facts.put(person.id(), sharable(actor, own(actor, person, false)));
        files(actor, person)
                .forEach(file -> facts.put(file.id(), sharable(actor, own(actor, file, false))));
        facts.values().removeIf(List::isEmpty);
        return facts;
    }

    Map<UUID, List<String>> sharableByFile(String code) {
        Actor actor = Acting.now();
        Person person = reach(code);
        require(Policy.mayShare(actor, person.file(), person.ties()));
        audit.record("read", PERSON, List.of(person.id()), null, "facts to share");
        return sharableByFile(actor, person);
    }

    /** The files for which this one stands, as far as they are in reach. */
    private List<Person> files(Actor actor, Person person) {
        return person.merged().stream()
                .flatMap(one -> persons.find(one).stream())
                .filter(file -> Policy.seesFile(actor, file.file(), file.ties()))
                .toList();
    }

    /** Who works with the person, each once, whichever file they were given. */
    private List<TieStore.Assigned> assigned(Person person) {
        List<TieStore.Assigned> all = new ArrayList<>();
        for (TieStore.Assigned one : ties.assigned(person.reference().files())) {
            if (all.stream().noneMatch(same -> same.isOf(one.account(), one.organisation()))) {
                all.add(one);
            }
        }
        return all;
    }

    private List<TieStore.Shared> shares(Person person) {
        return ties.shares(person.reference().files());
    }

    /**
     * The id of what is done to another file with the same click: the second click does nothing.
     */
    private static UUID derived(UUID id, Person file) {
        return derived(id, file.id());
    }

    private static UUID derived(UUID id, UUID file) {
        return UUID.nameUUIDFromBytes((id + "/" + file).getBytes(StandardCharsets.UTF_8));
    }

    /** Of the file and of those that it stands for, each behind its own walls; the newest first. */
    private List<AnswerStore.Said> visible(Actor actor, Person person, boolean names) {
        List<AnswerStore.Said> own = own(actor, person, names);
        if (person.merged().isEmpty()) {
            return own;
        }
        List<AnswerStore.Said> all = new ArrayList<>(own);
        files(actor, person).forEach(file -> all.addAll(own(actor, file, names)));
        all.sort(
                Comparator.comparing(AnswerStore.Said::fact)
                        .thenComparing(AnswerStore.Said::toldAt, Comparator.reverseOrder()));
        return all;
    }

    private List<AnswerStore.Said> own(Actor actor, Person file, boolean names) {
        return answers.of(file.id(), actor, names).stream()
                .filter(one -> Policy.seesAnswer(actor, file.file(), file.ties(), one.forPolicy()))
                .toList();
    }

    /** The file with this code, if the actor may know of it; the try is audited either way. */
    private Person reach(String code) {
        Actor actor = Acting.now();
        return persons.find(code)
                .filter(person -> Policy.seesFile(actor, person.file(), person.ties()))
                .map(person -> standing(actor, person))
                .orElseThrow(() -> {
                    audit.record("refused", PERSON, List.of(), null, "no such person in reach");
                    return new NoSuchPerson();
                });
    }

    /** The file that stands for this one, as far as it is in reach: a code never leads nowhere. */
    private Person standing(Actor actor, Person person) {
        Person now = person;
        while (now.mergedInto() != null) {
            Person next = persons.find(now.mergedInto()).orElse(null);
            if (next == null || !Policy.seesFile(actor, next.file(), next.ties())) {
                break;
            }
            now = next;
        }
        return now;
    }

    private void write(UUID id, PersonFiles.Ref person, Told answer, Actor actor) {
        Facts.Known fact = facts.get(answer.fact());
        answers.insert(id, person.id(), answer, fact.sensitivity(), actor);
        listeners.orderedStream().forEach(one -> one.recorded(person, answer));
    }

    private static May may(Actor actor, Person person) {
        Policy.File file = person.file();
        boolean namesOthers =
                actor.room() == Room.FRONTLINE
                        && !person.ties().emergency()
                        && (actor.has(Role.SUPERVISOR) || actor.has(Role.CASE_WORKER));
        return new May(
                Policy.mayRecord(actor, file, person.ties()),
                namesOthers,
                Policy.mayShare(actor, file, person.ties()),
                actor.room() == Room.FRONTLINE && person.ties().emergency());
    }

    private static String names(List<AnswerStore.Said> said) {
        return "answers: "
                + said.stream()
                        .map(AnswerStore.Said::fact)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String facts(List<Told> all) {
        return all.stream().map(Told::fact).distinct().collect(Collectors.joining(", "));
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new NoSuchPerson();
        }
    }
}
