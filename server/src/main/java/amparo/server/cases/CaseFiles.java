package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.platform.Ids;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door for other modules: cases as far as whoever acts may reach them, with the same
 * decisions and the same audit as the pages. Empty or GONE is whatever is not there, or not theirs.
 */
@Service
@Transactional
public class CaseFiles {

    private final Cases cases;
    private final CaseStore store;
    private final Notes notes;
    private final Tasks tasks;
    private final Accompaniment doors;
    private final Doors rulebook;
    private final Transfers transfers;
    private final Texts texts;
    private final Clock clock;

    CaseFiles(
            Cases cases,
            CaseStore store,
            Notes notes,
            Tasks tasks,
            Accompaniment doors,
            Doors rulebook,
            Transfers transfers,
            Texts texts,
            Clock clock) {
        this.cases = cases;
        this.store = store;
        this.notes = notes;
        this.tasks = tasks;
        this.doors = doors;
        this.rulebook = rulebook;
        this.transfers = transfers;
        this.texts = texts;
        this.clock = clock;
    }

    /** A line of the list. */
    public record Line(
            UUID id,
            String person,
            @Nullable UUID owner,
            String status,
            @Nullable String waitingFor,
            @Nullable String closedReason,
            OffsetDateTime openedAt,
            int version) {}

    /** A note that may be read. */
    public record NoteLine(
            UUID id, String person, String sensitivity, String words, OffsetDateTime recordedAt) {}

    /** A task. */
    public record TaskLine(
            UUID id,
            String person,
            String what,
            LocalDate due,
            UUID assignee,
            String status,
            int version) {}

    /** A door that is tried. */
    public record DoorLine(
            UUID id,
            String person,
            String door,
            String state,
            LocalDate since,
            @Nullable LocalDate validUntil,
            int version) {}

    /** An appointment. */
    public record AppointmentLine(
            UUID id,
            String person,
            OffsetDateTime at,
            String zone,
            @Nullable String place,
            String purpose,
            String state,
            int version) {}

    /** A whole case. */
    public record Whole(
            Line file,
            List<String> persons,
            List<NoteLine> notes,
            List<TaskLine> tasks,
            List<DoorLine> doors,
            List<AppointmentLine> appointments) {}

    /** An offer, as both sides see it. */
    public record OfferLine(
            UUID id,
            UUID from,
            UUID to,
            int persons,
            List<String> help,
            LocalDate answerBy,
            String state,
            OffsetDateTime offeredAt,
            @Nullable UUID file) {}

    /** What is offered to whom. */
    public record NewOffer(
            UUID receiver,
            List<String> help,
            LocalDate answerBy,
            String basis,
            LocalDate until,
            String reason,
            Map<String, List<String>> facts) {}

    /** How a change ended. */
    public enum Outcome {
        DONE,
        /** Nothing here, or nothing with which the actor may do that. */
        GONE,
        /** Somebody else was first. */
        CHANGED
    }

    /** Cases in reach, open ones or closed ones, the newest first; one more if there are more. */
    public Optional<List<Line>> list(boolean closed, @Nullable UUID before, int size) {
        return perhaps(() ->
                cases
                        .list(closed ? CaseStore.Which.CLOSED : CaseStore.Which.OPEN, before, size)
                        .stream()
                        .map(CaseFiles::line)
                        .toList());
    }

    /** A case with what stands in it. */
    public Optional<Whole> open(UUID id) {
        return perhaps(() -> {
            Cases.Opened opened = cases.open(id);
            return new Whole(
                    line(opened.file()),
                    opened.members().stream().map(CaseStore.Member::code).toList(),
                    notes.of(id).stream()
                            .map(one ->
                                    new NoteLine(
                                            one.id(),
                                            one.code(),
                                            one.sensitivity(),
                                            one.words(),
                                            one.recordedAt()))
                            .toList(),
                    tasks.of(id).stream()
                            .map(one ->
                                    new TaskLine(
                                            one.id(),
                                            one.code(),
                                            one.what(),
                                            one.due(),
                                            one.assignee(),
                                            one.status(),
                                            one.version()))
                            .toList(),
                    doors.of(id).stream().map(CaseFiles::door).toList(),
                    doors.appointments(id).stream()
                            .map(one ->
                                    new AppointmentLine(
                                            one.id(),
                                            one.code(),
                                            one.at(),
                                            one.zone(),
                                            one.place(),
                                            one.purpose(),
                                            one.state(),
                                            one.version()))
                            .toList());
        });
    }

    /** Opens a case for a person and gives its id. */
    public Optional<UUID> begin(String code, boolean owned, List<String> others) {
        UUID id = Ids.next();
        return perhaps(() -> cases.begin(code, id, owned, others).isEmpty() ? id : null);
    }

    /**
     * Changes how a case stands.
     *
     * @param status open, closed, or what it waits for
     * @param because why it is closed
     * @param words needed to open a closed one again
     */
    public Outcome status(
            UUID id,
            int seen,
            String status,
            @Nullable String because,
            @Nullable LocalDate until,
            @Nullable String words) {
        return outcome(() -> {
            CaseStore.File file = cases.work(id);
            if (status.equals("closed")) {
                cases.close(id, Ids.next(), seen, because == null ? "solved" : because, words);
            } else if (file.closed()) {
                cases.reopen(id, Ids.next(), seen, words == null ? "" : words);
            } else {
                boolean waits = Cases.WAITING_FOR.contains(status);
                cases.status(
                        id,
                        Ids.next(),
                        seen,
                        waits ? "waiting" : "open",
                        waits ? status : null,
                        waits ? until : null,
                        words);
            }
        });
    }

    /** Whether this is a word for how a case stands. */
    public static boolean isStatus(String word) {
        return word.equals("open") || word.equals("closed") || Cases.WAITING_FOR.contains(word);
    }

    /** Whether a case can be closed for this reason. */
    public static boolean isReason(String word) {
        return Cases.REASONS.contains(word);
    }

    public static boolean isSensitivity(String word) {
        return Notes.SENSITIVITIES.contains(word);
    }

    /** Writes a note and gives its id; programs never read those of the survivor level again. */
    public Optional<UUID> note(UUID id, @Nullable String person, String sensitivity, String words) {
        UUID made = Ids.next();
        return perhaps(() -> {
            notes.write(id, made, person, sensitivity, words, null);
            return made;
        });
    }

    /** Makes a task and gives its id. */
    public Optional<UUID> task(
            UUID id, @Nullable String person, String what, LocalDate due, UUID assignee) {
        UUID made = Ids.next();
        return perhaps(() -> {
            tasks.make(id, made, person, what, due, assignee);
            return made;
        });
    }

    /** Ends a task, or opens it again: done, dropped or open. */
    public Outcome endTask(UUID task, String status) {
        return outcome(() ->
                tasks.end(tasks.task(task).orElseThrow(NoSuchCase::new).file(), task, status));
    }

    /** Begins with a door of the rulebook and gives the id. */
    public Optional<UUID> door(UUID id, @Nullable String person, String door) {
        UUID made = Ids.next();
        return rulebook.find(door)
                .flatMap(known ->
                        perhaps(() -> {
                            doors.start(id, made, person, known, CasePages.today(clock));
                            return made;
                        }));
    }

    /** Notes what happened with a door. */
    public Outcome step(
            UUID door,
            int seen,
            String state,
            LocalDate on,
            @Nullable String reference,
            @Nullable LocalDate until) {
        return outcome(() ->
                doors.step(
                        doors.tried(door).orElseThrow(NoSuchCase::new).file(),
                        door,
                        Ids.next(),
                        seen,
                        new Accompaniment.Step(state, on, reference, until, null)));
    }

    /** Whether this is a state of a door. */
    public static boolean isDoorState(String word) {
        return Accompaniment.NEXT.containsKey(word);
    }

    /** Whether appointments are for this. */
    public static boolean isPurpose(String word) {
        return Accompaniment.PURPOSES.contains(word);
    }

    /** Whether appointments are made in this time zone. */
    public static boolean isZone(String zone) {
        return Zones.ALL.contains(zone);
    }

    /** Plans an appointment and gives its id. */
    public Optional<UUID> appointment(
            UUID id,
            @Nullable String person,
            OffsetDateTime at,
            String zone,
            @Nullable String place,
            String purpose) {
        UUID made = Ids.next();
        return perhaps(() -> {
            doors.plan(id, made, new Accompaniment.Planned(person, null, at, zone, place, purpose));
            return made;
        });
    }

    /** Offers that were received, or sent. */
    public Optional<List<OfferLine>> offers(boolean received, @Nullable UUID before, int size) {
        return perhaps(() ->
                transfers.list(received, before, size + 1).stream().map(CaseFiles::offer).toList());
    }

    /** Offers a case and gives the id of the offer; empty also if it is offered already. */
    public Optional<UUID> offer(UUID id, NewOffer offer) {
        UUID made = Ids.next();
        return perhaps(() -> {
            if (transfers.of(id).stream().anyMatch(one -> one.waits() && !one.incoming())) {
                return null;
            }
            transfers.offer(
                    id,
                    made,
                    new Transfers.Draft(
                            offer.receiver(),
                            offer.help(),
                            offer.answerBy(),
                            offer.basis(),
                            offer.until(),
                            offer.reason(),
                            offer.facts()));
            return made;
        });
    }

    /** Whether these are kinds of help, and this is what an offer can rest on. */
    public static boolean fits(List<String> help, String basis) {
        return Transfers.helps(help) && Transfers.BASES.contains(basis);
    }

    /** Whether an offer can be declined for this. */
    public static boolean isDeclined(String word) {
        return Transfers.DECLINED.contains(word);
    }

    /**
     * Answers an offer. What is written for colleagues is in the language of whoever acts.
     *
     * @param because why not; none to accept
     * @return the state that holds now
     */
    public Optional<String> answer(UUID offer, @Nullable String because, @Nullable String words) {
        return perhaps(() ->
                because == null
                        ? transfers.accept(
                                offer,
                                Ids.next(),
                                (from, last) ->
                                        TransferPages.reminder(texts, language(), from, last))
                        : transfers.decline(offer, because, words));
    }

    private Language language() {
        return store.language(Acting.now().requireAccount())
                .flatMap(Language::of)
                .filter(texts.offered()::contains)
                .orElse(Language.ES);
    }

    static <T> Optional<T> perhaps(Supplier<@Nullable T> work) {
        try {
            return Optional.ofNullable(work.get());
        } catch (NoSuchCase none) {
            return Optional.empty();
        }
    }

    static Outcome outcome(Runnable work) {
        try {
            work.run();
            return Outcome.DONE;
        } catch (NoSuchCase none) {
            return Outcome.GONE;
        } catch (Changed changed) {
            return Outcome.CHANGED;
        }
    }

    private static Line line(CaseStore.File file) {
        return new Line(
                file.id(),
                file.code(),
                file.owner(),
                file.status(),
                file.waitingFor(),
                file.closedReason(),
                file.openedAt(),
                file.version());
    }

    private static DoorLine door(Accompaniment.Tried one) {
        return new DoorLine(
                one.id(),
                one.code(),
                one.door(),
                one.state(),
                one.stateOn(),
                one.validUntil(),
                one.version());
    }

    private static OfferLine offer(Transfers.Offer one) {
        return new OfferLine(
                one.id(),
                one.fromOrganisation(),
                one.organisation(),
                one.persons(),
                one.help(),
                one.answerBy(),
                one.state(),
                one.offeredAt(),
                one.incoming() ? one.received() : one.file());
    }
}
