package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.platform.Ids;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door of the daily work with cases for other modules: own tasks, papers to get,
 * appointments, what ends soon, whose case it is. The same decisions and audit as on the pages.
 */
@Service
@Transactional
public class DailyCaseWork {

    private final Cases cases;
    private final Tasks tasks;
    private final Accompaniment doors;
    private final Transfers transfers;
    private final Texts texts;
    private final Clock clock;

    DailyCaseWork(
            Cases cases,
            Tasks tasks,
            Accompaniment doors,
            Transfers transfers,
            Texts texts,
            Clock clock) {
        this.cases = cases;
        this.tasks = tasks;
        this.doors = doors;
        this.transfers = transfers;
        this.texts = texts;
        this.clock = clock;
    }

    /** An own task, with the case it is of. */
    public record TaskDue(
            UUID id, UUID file, String person, String what, LocalDate due, int version) {}

    /** A door that is tried, with what it takes. */
    public record Way(
            UUID id,
            UUID file,
            String person,
            String door,
            String state,
            LocalDate since,
            @Nullable String reference,
            @Nullable LocalDate validUntil,
            int version,
            List<PaperLine> papers,
            List<Happened> events) {}

    /** A paper to get or a step to take. */
    public record PaperLine(UUID id, String kind, String label, String status) {}

    /** Something that happened with a door. */
    public record Happened(
            String kind,
            @Nullable String before,
            @Nullable String after,
            @Nullable LocalDate on,
            OffsetDateTime at) {}

    /** What ends soon. */
    public record Ending(
            UUID id, UUID file, String person, String door, String state, LocalDate validUntil) {}

    /** An appointment with the case it is of. */
    public record Coming(
            UUID id,
            UUID file,
            String person,
            OffsetDateTime at,
            String zone,
            @Nullable String place,
            String purpose,
            String state,
            int version) {}

    /** Another time or place of an appointment, or what became of it. */
    public record Moved(
            int version,
            OffsetDateTime at,
            String zone,
            @Nullable String place,
            String purpose,
            String state) {}

    /** Somebody who works on cases here. */
    public record Colleague(UUID id, String name) {}

    /** All who work on cases in the own organisation. */
    public Optional<List<Colleague>> colleagues() {
        return CaseFiles.perhaps(() ->
                cases.colleagues().stream()
                        .map(one -> new Colleague(one.id(), one.name()))
                        .toList());
    }

    /** Open tasks of whoever acts, the most urgent first. */
    public Optional<List<TaskDue>> tasks(
            @Nullable LocalDate after, @Nullable UUID afterId, int limit) {
        return CaseFiles.perhaps(() ->
                tasks.mine(after, afterId, limit).stream()
                        .map(one ->
                                new TaskDue(
                                        one.id(),
                                        one.file(),
                                        one.code(),
                                        one.what(),
                                        one.due(),
                                        one.version()))
                        .toList());
    }

    /** Changes words, day or hands of a task. */
    public CaseFiles.Outcome changeTask(
            UUID task, int seen, String what, LocalDate due, UUID assignee) {
        return CaseFiles.outcome(() -> {
            NoSuchCase.unless(CasePolicy.reads(Acting.now()));
            tasks.change(
                    tasks.task(task).orElseThrow(NoSuchCase::new).file(),
                    task,
                    seen,
                    what,
                    due,
                    assignee);
        });
    }

    /** A door with its papers, in this language. */
    public Optional<Way> door(UUID door, String language) {
        return CaseFiles.perhaps(() -> {
            Accompaniment.Way way = doors.open(fileOf(door), door);
            Accompaniment.Tried tried = way.tried();
            return new Way(
                    tried.id(),
                    tried.file(),
                    tried.code(),
                    tried.door(),
                    tried.state(),
                    tried.stateOn(),
                    tried.reference(),
                    tried.validUntil(),
                    tried.version(),
                    way.papers().stream()
                            .map(one ->
                                    new PaperLine(
                                            one.id(),
                                            one.kind(),
                                            doors.label(tried.door(), one, language),
                                            one.status()))
                            .toList(),
                    way.events().stream()
                            .map(one ->
                                    new Happened(
                                            one.kind(),
                                            one.before(),
                                            one.after(),
                                            one.onDay(),
                                            one.at()))
                            .toList());
        });
    }

    private UUID fileOf(UUID door) {
        NoSuchCase.unless(CasePolicy.reads(Acting.now()));
        return doors.tried(door).orElseThrow(NoSuchCase::new).file();
    }

    /** Adds what no rule asks for and is needed all the same; gives its id. */
    public Optional<UUID> addPaper(UUID door, String kind, String label) {
        UUID id = Ids.next();
        return CaseFiles.perhaps(() -> {
            doors.addPaper(fileOf(door), door, id, kind, label);
            return id;
        });
    }

    /** Notes how far a paper is; changed if somebody else noted something else meanwhile. */
    public CaseFiles.Outcome paper(UUID door, UUID paper, String seen, String now) {
        return CaseFiles.outcome(() -> {
            UUID file = fileOf(door);
            NoSuchCase.unless(
                    doors.open(file, door).papers().stream()
                            .anyMatch(one -> one.id().equals(paper)));
            List<Accompaniment.Paper> left =
                    doors.papers(file, door, List.of(new Accompaniment.Choice(paper, seen, now)));
            if (!left.isEmpty()) {
                throw new Changed(List.of());
            }
        });
    }

    /** Whether a paper can be so. */
    public static boolean isPaperState(String word) {
        return Accompaniment.PAPER_STATES.contains(word);
    }

    /** Permits of the own organisation's cases that end soon, or ended and nobody said so. */
    public Optional<List<Ending>> ending(
            @Nullable LocalDate after, @Nullable UUID afterId, int limit) {
        return CaseFiles.perhaps(() ->
                doors
                        .expiring(
                                CasePages.today(clock).plusDays(Accompaniment.WARNING),
                                after,
                                afterId,
                                limit)
                        .stream()
                        .map(one ->
                                new Ending(
                                        one.id(),
                                        one.file(),
                                        one.code(),
                                        one.door(),
                                        one.state(),
                                        one.validUntil() == null
                                                ? one.stateOn()
                                                : one.validUntil()))
                        .toList());
    }

    /** Planned appointments of own cases, the next first. */
    public Optional<List<Coming>> appointments(
            @Nullable Instant after, @Nullable UUID afterId, int limit) {
        OffsetDateTime from =
                CasePages.today(clock).minusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC);
        return CaseFiles.perhaps(() ->
                doors
                        .coming(
                                from,
                                after == null ? null : after.atOffset(ZoneOffset.UTC),
                                afterId,
                                limit)
                        .stream()
                        .map(DailyCaseWork::coming)
                        .toList());
    }

    private static Coming coming(Accompaniment.Appointment one) {
        return new Coming(
                one.id(),
                one.file(),
                one.code(),
                one.at(),
                one.zone(),
                one.place(),
                one.purpose(),
                one.state(),
                one.version());
    }

    /** One appointment. */
    public Optional<Coming> appointment(UUID file, UUID id) {
        return CaseFiles.perhaps(() -> coming(doors.appointment(file, id)));
    }

    /** Changes an appointment. */
    public CaseFiles.Outcome move(UUID file, UUID id, Moved moved) {
        return CaseFiles.outcome(() ->
                doors.change(
                        file,
                        id,
                        moved.version(),
                        new Accompaniment.Planned(
                                null,
                                null,
                                moved.at(),
                                moved.zone(),
                                moved.place(),
                                moved.purpose()),
                        moved.state()));
    }

    /** Whether this can become of an appointment. */
    public static boolean isAppointmentState(String word) {
        return Accompaniment.APPOINTMENT_STATES.contains(word);
    }

    /**
     * The calendar file of an appointment.
     *
     * @param full with purpose and place; only where the person wants that on their telephone
     */
    public Optional<byte[]> calendar(UUID file, UUID id, boolean full, Language language) {
        return CaseFiles.perhaps(
                () -> calendar(doors.appointment(file, id), full, texts, language, clock));
    }

    static byte[] calendar(
            Accompaniment.Appointment one,
            boolean full,
            Texts texts,
            Language language,
            Clock clock) {
        return CalendarFile.of(
                        one.id(),
                        one.at().toInstant(),
                        one.version(),
                        one.state().equals("cancelled"),
                        clock.instant(),
                        full
                                ? texts.text(language, "cases.purpose." + one.purpose())
                                : texts.text(language, "cases.appointment.discreet"),
                        full ? one.place() : null)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Gives the case to a colleague, or to whoever acts. */
    public CaseFiles.Outcome give(UUID file, int seen, UUID colleague) {
        return CaseFiles.outcome(() -> cases.give(file, Ids.next(), seen, colleague));
    }

    /** Adds a person of the family; whether both are in reach. */
    public boolean add(UUID file, String person) {
        return CaseFiles.perhaps(() -> cases.add(file, person)).orElse(false);
    }

    /** Takes somebody out of the case; whether it is in reach. */
    public boolean takeOut(UUID file, String person) {
        return CaseFiles.perhaps(
                        () -> {
                            cases.takeOut(file, person);
                            return file;
                        })
                .isPresent();
    }

    /** Takes an offer back and gives the state that holds: an answer that came first stays. */
    public Optional<String> withdraw(UUID file, UUID offer) {
        return CaseFiles.perhaps(() -> transfers.withdraw(file, offer));
    }
}
