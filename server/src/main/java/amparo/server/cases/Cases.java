package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.cases.CaseStore.File;
import amparo.server.cases.CaseStore.Happened;
import amparo.server.registry.PersonFiles;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens, lists and changes cases. Each read and write is audited in the same transaction; whatever
 * is refused is {@link NoSuchCase}, and whoever comes second to a change gets {@link Changed}.
 */
@Service
@Transactional(noRollbackFor = {NoSuchCase.class, Changed.class})
class Cases {

    static final int PAGE = 50;
    static final String KIND = "case";

    static final List<String> WAITING_FOR =
            List.of("person", "authority", "organisation", "paper", "appointment");
    static final List<String> REASONS =
            List.of(
                    "solved",
                    "referred",
                    "moved-on",
                    "no-contact",
                    "person-asked",
                    "no-mandate",
                    "opened-twice",
                    "died");

    /** What can be chosen by hand, and what a transfer does. */
    static final Set<String> STATUSES = Set.of("open", "waiting", "closed");

    private final CaseStore cases;
    private final PersonFiles persons;
    private final AuditLog audit;

    Cases(CaseStore cases, PersonFiles persons, AuditLog audit) {
        this.cases = cases;
        this.persons = persons;
        this.audit = audit;
    }

    /**
     * A case with those whose it is and what happened.
     *
     * @param team names of the colleagues who work with those whose case it is
     * @param works whether the actor may change it
     * @param names of colleagues that the history speaks of
     */
    record Opened(
            File file,
            List<CaseStore.Member> members,
            List<CaseStore.Event> events,
            List<String> team,
            boolean works,
            Map<String, String> names) {}

    List<File> list(CaseStore.Which which, @Nullable UUID before, int size) {
        Actor actor = Acting.now();
        NoSuchCase.unless(CasePolicy.reads(actor));
        List<File> found = cases.list(actor, which, before, size + 1);
        audit.record(
                "list",
                KIND,
                found.stream().limit(size).map(File::person).distinct().toList(),
                null,
                "cases: " + which.word());
        return found;
    }

    /** The cases of a person, for whoever may see the person. */
    List<File> of(String code) {
        PersonFiles.Ref person = person(code);
        List<File> found = cases.of(person.files());
        audit.record("list", KIND, List.of(person.id()), null, "cases of a person");
        return found;
    }

    Opened open(UUID id) {
        return open(id, "read");
    }

    /** The same for paper. */
    Opened print(UUID id) {
        return open(id, "print");
    }

    private Opened open(UUID id, String action) {
        File file = reach(id);
        List<CaseStore.Member> members = cases.members(id);
        List<CaseStore.Event> events = cases.events(id);
        audit.record(
                action,
                KIND,
                members.stream().map(CaseStore.Member::person).toList(),
                null,
                "case " + id);
        return new Opened(
                file, members, events, cases.team(id, Acting.now()), may(file), names(events));
    }

    /** Whether the actor may change this case. */
    static boolean may(File file) {
        return CasePolicy.works(Acting.now()) && !file.emergency();
    }

    private Map<String, String> names(List<CaseStore.Event> events) {
        Map<String, String> names = new HashMap<>();
        for (CaseStore.Event event : events) {
            for (String account : new String[] {event.before(), event.after()}) {
                if (account != null && account.length() == 36 && !names.containsKey(account)) {
                    cases.colleague(UUID.fromString(account))
                            .ifPresent(name -> names.put(account, name));
                }
            }
        }
        return names;
    }

    /** Whether a case may be opened for this person; the person is in reach. */
    PersonFiles.Ref mayOpen(String code) {
        NoSuchCase.unless(CasePolicy.works(Acting.now()));
        PersonFiles.Ref person = person(code);
        audit.record("read", KIND, List.of(person.id()), null, "form of a new case");
        return person;
    }

    /**
     * Opens a case. Sent twice under the same id it is opened once.
     *
     * @param owned whether whoever opens it also takes it
     * @param more codes of others whose case it is
     * @return codes of the others that are nobody in reach; if there are any, nothing was opened
     */
    List<String> begin(String code, UUID id, boolean owned, List<String> more) {
        Actor actor = Acting.now();
        NoSuchCase.unless(CasePolicy.works(actor));
        PersonFiles.Ref first = person(code);
        if (cases.find(id).isPresent()) {
            return List.of();
        }
        List<PersonFiles.Ref> all = new ArrayList<>(List.of(first));
        List<String> unknown = new ArrayList<>();
        for (String other : more) {
            Optional<PersonFiles.Ref> found = persons.reach(other);
            found.filter(one -> all.stream().noneMatch(known -> known.id().equals(one.id())))
                    .ifPresent(all::add);
            if (found.isEmpty()) {
                unknown.add(other);
            }
        }
        if (!unknown.isEmpty()) {
            return unknown;
        }
        UUID site = actor.sites().size() == 1 ? actor.sites().iterator().next() : null;
        cases.insert(id, first.id(), owned ? actor.requireAccount() : null, site, actor);
        all.forEach(one -> cases.add(id, one.id(), actor));
        cases.remember(
                Happened.of(id, "opened", null, 1)
                        .to(null, owned ? actor.requireAccount().toString() : null),
                actor);
        audit.record(
                "create", KIND, all.stream().map(PersonFiles.Ref::id).toList(), null, "case " + id);
        return List.of();
    }

    /**
     * Open or waiting.
     *
     * @param form its id: a second click changes nothing
     * @param seen the version that whoever acts saw
     */
    void status(
            UUID id,
            UUID form,
            int seen,
            String status,
            @Nullable String waitingFor,
            @Nullable LocalDate until,
            @Nullable String reason) {
        File file = work(id);
        if (cases.knows(form)) {
            return;
        }
        NoSuchCase.unless(!file.closed() && !status.equals("closed"));
        change(file, form, seen, "status", status, waitingFor, until, null, reason);
    }

    /** Closes, with a reason of the list. Tasks that are open stay, and are said before. */
    void close(UUID id, UUID form, int seen, String because, @Nullable String words) {
        File file = work(id);
        if (cases.knows(form)) {
            return;
        }
        if (file.closed()) {
            throw new Changed(cases.since(id, seen));
        }
        change(file, form, seen, "closed", "closed", null, null, because, words);
    }

    /** Opens again what was closed; why is asked. */
    void reopen(UUID id, UUID form, int seen, String reason) {
        File file = work(id);
        if (cases.knows(form)) {
            return;
        }
        if (!file.closed()) {
            throw new Changed(cases.since(id, seen));
        }
        change(file, form, seen, "reopened", "open", null, null, null, reason);
    }

    private void change(
            File file,
            UUID form,
            int seen,
            String kind,
            String status,
            @Nullable String waitingFor,
            @Nullable LocalDate until,
            @Nullable String because,
            @Nullable String words) {
        if (file.version() != seen
                || !cases.change(file.id(), seen, status, waitingFor, until, because)) {
            if (cases.knows(form)) {
                return;
            }
            throw new Changed(cases.since(file.id(), seen));
        }
        cases.remember(
                Happened.of(file.id(), kind, null, seen + 1)
                        .as(form)
                        .to(file.status(), because != null ? because : orStatus(status, waitingFor))
                        .on(until)
                        .because(words),
                Acting.now());
        audit(kind, file, "to " + status);
    }

    private static String orStatus(String status, @Nullable String waitingFor) {
        return waitingFor == null ? status : waitingFor;
    }

    /** To whom the case can be given. */
    List<CaseStore.Colleague> colleagues(UUID id) {
        File file = work(id);
        Actor actor = Acting.now();
        NoSuchCase.unless(CasePolicy.handsOut(actor));
        audit(Acting.now(), "read", file, "colleagues for a case");
        return cases.colleagues(actor);
    }

    /** All who work on cases here. */
    List<CaseStore.Colleague> colleagues() {
        Actor actor = Acting.now();
        NoSuchCase.unless(CasePolicy.reads(actor));
        return cases.colleagues(actor);
    }

    /** Gives the case to a colleague, who comes to work with the persons as well. */
    void give(UUID id, UUID form, int seen, UUID colleague) {
        Actor actor = Acting.now();
        File file = work(id);
        if (cases.knows(form)) {
            return;
        }
        boolean self = colleague.equals(actor.account());
        NoSuchCase.unless(self || CasePolicy.handsOut(actor));
        NoSuchCase.unless(
                cases.colleagues(actor).stream().anyMatch(one -> one.id().equals(colleague)));
        if (file.version() != seen || !cases.give(id, seen, colleague)) {
            if (cases.knows(form)) {
                return;
            }
            throw new Changed(cases.since(id, seen));
        }
        if (!self) {
            cases.members(id).forEach(one -> persons.assign(one.code(), colleague));
        }
        cases.remember(
                Happened.of(id, "owner", null, seen + 1)
                        .as(form)
                        .to(
                                file.owner() == null ? null : file.owner().toString(),
                                colleague.toString()),
                actor);
        audit("assign", file, "case to account " + colleague);
    }

    /** Adds a person of the family; whether the code is somebody in reach. */
    boolean add(UUID id, String code) {
        Actor actor = Acting.now();
        File file = work(id);
        Optional<PersonFiles.Ref> person = persons.reach(code);
        if (person.isEmpty()) {
            return false;
        }
        List<UUID> same = List.of(person.get().files());
        if (cases.files(id).stream().noneMatch(one -> same.contains(one.person()))
                && cases.add(id, person.get().id(), actor)) {
            cases.remember(
                    Happened.of(id, "person-added", person.get().id(), file.version()), actor);
        }
        audit.record(
                "update",
                KIND,
                List.of(file.person(), person.get().id()),
                null,
                "person added to case " + id);
        return true;
    }

    /** Takes somebody out of the case, never the one it is of. What was noted of them stays. */
    void takeOut(UUID id, String code) {
        Actor actor = Acting.now();
        File file = work(id);
        List<CaseStore.Member> files =
                cases.files(id).stream().filter(one -> one.code().equals(code)).toList();
        if (files.stream().anyMatch(one -> one.person().equals(file.person()))) {
            return;
        }
        files.forEach(one -> {
            if (cases.takeOut(id, one.person())) {
                cases.remember(Happened.of(id, "person-out", one.person(), file.version()), actor);
            }
            audit.record(
                    "update",
                    KIND,
                    List.of(file.person(), one.person()),
                    null,
                    "person out of case " + id);
        });
    }

    /** The case, if the actor may know of it; a try that fails is audited. */
    File reach(UUID id) {
        Optional<File> file =
                CasePolicy.reads(Acting.now()) ? cases.find(id) : Optional.<File>empty();
        if (file.isEmpty()) {
            audit.record("refused", KIND, List.of(), null, "no such case in reach");
        }
        return file.orElseThrow(NoSuchCase::new);
    }

    /** The same for whoever may change it. */
    File work(UUID id) {
        File file = reach(id);
        if (!may(file)) {
            audit.record("refused", KIND, List.of(file.person()), null, "case not to be changed");
            throw new NoSuchCase();
        }
        return file;
    }

    /** The person of a part: one whose case it is. */
    CaseStore.Member member(UUID id, @Nullable String code) {
        List<CaseStore.Member> all = cases.members(id);
        return all.stream()
                .filter(one -> code == null || code.isEmpty() || one.code().equals(code))
                .findFirst()
                .orElseThrow(NoSuchCase::new);
    }

    List<CaseStore.Member> members(UUID id) {
        return cases.members(id);
    }

    void audit(String action, File file, String detail) {
        audit(Acting.now(), action, file, detail + ", case " + file.id());
    }

    private void audit(Actor actor, String action, File file, String detail) {
        if (CasePolicy.reads(actor)) {
            audit.record(action, KIND, List.of(file.person()), null, detail);
        }
    }

    private PersonFiles.Ref person(String code) {
        NoSuchCase.unless(CasePolicy.reads(Acting.now()));
        return persons.reach(code).orElseThrow(NoSuchCase::new);
    }
}
