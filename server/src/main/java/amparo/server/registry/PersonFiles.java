package amparo.server.registry;

import amparo.engine.fact.Fact;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.View;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door for other modules: persons as far as whoever acts may reach them, with the same
 * policy and the same audit as the pages. Empty is whatever is not there, or not theirs. What only
 * reads the rulebook begins no transaction: three round trips to the database for nothing.
 */
@Service
@Transactional
public class PersonFiles {

    private final Persons persons;
    private final Newcomers newcomers;
    private final Facts facts;

    PersonFiles(Persons persons, Newcomers newcomers, Facts facts) {
        this.persons = persons;
        this.newcomers = newcomers;
        this.facts = facts;
    }

    /**
     * A person in reach.
     *
     * @param organisation whose file it is
     * @param merged other files of the same person, for which this one stands
     */
    public record Ref(UUID id, String code, UUID organisation, List<UUID> merged) {
        public Ref {
            merged = List.copyOf(merged);
        }

        /** A file that stands for no other. */
        public Ref(UUID id, String code, UUID organisation) {
            this(id, code, organisation, List.of());
        }

        /**
         * All files of this person, this one first. What hangs on one of them is of the person; the
         * walls of each file decide what of it is seen.
         */
        public UUID[] files() {
            return Stream.concat(Stream.of(id), merged.stream()).toArray(UUID[]::new);
        }
    }

    /** A line of the list. */
    public record Line(UUID id, String code, @Nullable String name, OffsetDateTime enteredAt) {}

    /**
     * An answer as it was written down.
     *
     * @param record which record of a list it tells of; none otherwise
     * @param value JSON; {@code null} means that the person prefers not to say
     */
    public record Answer(
            UUID id,
            String fact,
            @Nullable UUID record,
            String value,
            String sensitivity,
            String source,
            UUID organisation,
            OffsetDateTime recordedAt,
            @Nullable String language,
            @Nullable Boolean interpreter,
            @Nullable LocalDate trueAsOf,
            @Nullable String basis,
            OffsetDateTime toldAt,
            @Nullable UUID clock,
            @Nullable OffsetDateTime clockSince,
            int clockSlack,
            boolean clockDoubt) {}

    /**
     * When something was told, by another clock than the server's (decision 0038).
     *
     * @param clock whose: the shift of a device
     * @param since what was recorded before, the device had taken along
     * @param at reckoned into the server's time; what lies ahead counts as told on receipt
     * @param slack seconds by which it may be wrong
     * @param doubt whether the clock was plainly wrong
     */
    public record Clocked(
            UUID clock, OffsetDateTime since, OffsetDateTime at, int slack, boolean doubt) {}

    /** A file with the answers that the actor may read, the newest to each fact first. */
    public record File(String code, OffsetDateTime enteredAt, List<Answer> answers) {}

    /**
     * What somebody said just now.
     *
     * @param record which record of a list it tells of; none for facts that are no lists, and for
     *     what is said of a whole list
     * @param value JSON that fits the fact; for a record its fields, or {@code {"removed": true}};
     *     for a whole list {@code "complete"}, which says that there are no more records
     * @param source person, relative, document, officer or agency
     * @param language in which it was said, ISO 639; none: not noted
     * @param interpreter whether somebody interpreted; none: not noted
     * @param trueAsOf the day of which it tells; none: the day it is recorded
     * @param basis how an age was estimated, or what was seen; a word, none: not noted
     * @param clocked when it was told, if that was not just now
     */
    public record Told(
            String fact,
            @Nullable UUID record,
            String value,
            String source,
            @Nullable String language,
            @Nullable Boolean interpreter,
            @Nullable LocalDate trueAsOf,
            @Nullable String basis,
            @Nullable Clocked clocked) {

        /** Told just now. */
        public Told(
                String fact,
                @Nullable UUID record,
                String value,
                String source,
                @Nullable String language,
                @Nullable Boolean interpreter,
                @Nullable LocalDate trueAsOf,
                @Nullable String basis) {
            this(fact, record, value, source, language, interpreter, trueAsOf, basis, null);
        }

        /** The same, told when a clock says. */
        public Told at(@Nullable Clocked when) {
            return new Told(
                    fact, record, value, source, language, interpreter, trueAsOf, basis, when);
        }

        /** The same, true as of another day. */
        public Told on(LocalDate day) {
            return new Told(fact, record, value, source, language, interpreter, day, basis);
        }

        /** The same with nothing further noted. */
        public static Told of(String fact, String value, String source) {
            return new Told(fact, null, value, source, null, null, null, null);
        }

        /** About one record of a list. */
        public static Told ofRecord(String fact, UUID record, String value, String source) {
            return new Told(fact, record, value, source, null, null, null, null);
        }
    }

    /**
     * Somebody whose file is made together with others.
     *
     * @param code as it was printed on a form before; none: the database makes one, and so it does
     *     if this organisation never printed it
     */
    public record Newcomer(UUID id, @Nullable String code, List<Told> told) {
        public Newcomer {
            told = List.copyOf(told);
        }
    }

    /**
     * A fact that can be written down, or a field of a record.
     *
     * @param rulebook none for those that no rule reads, whose answers are words, or records if
     *     there are fields
     * @param fields of the records, if it is a list; otherwise empty
     */
    public record Known(
            String name, String sensitivity, @Nullable Fact rulebook, List<Known> fields) {
        public Known {
            fields = List.copyOf(fields);
        }

        /** Whether its answers are records. */
        public boolean isList() {
            return !fields.isEmpty();
        }
    }

    /** Persons in reach, the newest first: one more than asked for if there are more. */
    public List<Line> list(@Nullable UUID before, int size) {
        return persons.list(before, size).stream()
                .map(one -> new Line(one.id(), one.code(), one.name(), one.enteredAt()))
                .toList();
    }

    /**
     * The person with this code, if the actor may know of it; a try that fails is audited, one that
     * finds is not: whoever asks records what is read of the person.
     */
    public Optional<Ref> reach(String code) {
        try {
            return Optional.of(persons.reference(code));
        } catch (NoSuchPerson none) {
            return Optional.empty();
        }
    }

    /** The same, if the actor may write something down about this person. */
    public Optional<Ref> mayRecord(String code) {
        try {
            return persons.writable(code);
        } catch (NoSuchPerson none) {
            return Optional.empty();
        }
    }

    /**
     * Somebody of whom whoever acts may write something down, found once for all that a transaction
     * does: do not keep it longer. The database decides again with each answer.
     */
    public static final class Writable {

        private final Persons persons;
        private final PersonStore.Person person;

        private Writable(Persons persons, PersonStore.Person person) {
            this.persons = persons;
            this.person = person;
        }

        /** The person. */
        public Ref ref() {
            return person.reference();
        }

        /** Adds an answer. */
        public void record(UUID id, Told told) {
            persons.record(person, id, List.of(told));
        }

        List<AnswerStore.Said> said() {
            return persons.said(person);
        }
    }

    /** The same as {@link #mayRecord}, for those who write now. */
    public Optional<Writable> toWrite(String code) {
        try {
            return persons.toWrite(code).map(one -> new Writable(persons, one));
        } catch (NoSuchPerson none) {
            return Optional.empty();
        }
    }

    /**
     * What another organisation received because the person agreed, also if that is over.
     *
     * @param organisation its name
     * @param running whether it still sees it
     */
    public record Received(
            String organisation,
            List<String> facts,
            OffsetDateTime since,
            OffsetDateTime until,
            boolean running) {
        public Received {
            facts = List.copyOf(facts);
        }
    }

    /** Who received something of a person from the actor's organisation, on consent. */
    public List<Received> received(Ref person) {
        return persons.received(person);
    }

    /** Opens a file. */
    public Optional<File> open(String code) {
        try {
            Persons.Read opened = persons.read(code);
            return Optional.of(
                    new File(
                            opened.person().code(),
                            opened.person().enteredAt(),
                            opened.said().stream().map(PersonFiles::answer).toList()));
        } catch (NoSuchPerson none) {
            return Optional.empty();
        }
    }

    /** A record as it held. */
    public record HeldRecord(UUID record, String value) {}

    /**
     * What held: the newest answer to each fact and record.
     *
     * @param facts JSON by name
     * @param records those that are not taken away, by list, the oldest first
     * @param complete lists that were told in full
     */
    public record KnownThen(
            String code,
            Map<String, String> facts,
            Map<String, List<HeldRecord>> records,
            List<String> complete) {}

    /**
     * What is known of a person; on a day, what had been written down by its end.
     *
     * @param on none: now
     */
    public Optional<KnownThen> known(String code, @Nullable LocalDate on) {
        try {
            return Optional.of(known(code, Standing.of(persons.said(code), Standing.end(on))));
        } catch (NoSuchPerson none) {
            return Optional.empty();
        }
    }

    private KnownThen known(String code, Standing standing) {
        Map<String, String> values = new LinkedHashMap<>();
        standing.facts()
                .forEach((name, said) -> {
                    if (facts.find(name).filter(Facts.Known::list).isEmpty()) {
                        values.put(name, said.value());
                    }
                });
        Map<String, List<HeldRecord>> records = new LinkedHashMap<>();
        standing.lists()
                .forEach((name, held) ->
                        records.put(
                                name,
                                held.stream()
                                        .map(one ->
                                                new HeldRecord(one.record(), one.said().value()))
                                        .toList()));
        return new KnownThen(code, values, records, standing.complete().stream().sorted().toList());
    }

    /** Makes a file and gives its code; empty if the actor may not. */
    public Optional<String> enter(UUID id, List<Told> first) {
        try {
            return Optional.of(persons.enter(id, first));
        } catch (NoSuchPerson none) {
            return Optional.empty();
        }
    }

    /**
     * Makes the files of several persons at once, and gives them in the same order; empty if the
     * actor may not. Sent twice under the same ids they are made once.
     */
    public Optional<List<Ref>> enter(List<Newcomer> all) {
        try {
            return Optional.of(newcomers.enter(all));
        } catch (NoSuchPerson none) {
            return Optional.empty();
        }
    }

    /** Adds an answer; whether there is such a file for the actor to write in. */
    public boolean record(String code, UUID id, Told told) {
        try {
            persons.record(code, id, told);
            return true;
        } catch (NoSuchPerson none) {
            return false;
        }
    }

    /**
     * Gives the person to a colleague; whether the actor may. One who has them already keeps them.
     */
    public boolean assign(String code, UUID colleague) {
        try {
            persons.assign(code, Ids.next(), colleague);
            return true;
        } catch (NoSuchPerson none) {
            return false;
        }
    }

    /** The facts of which the actor may share the answers; empty if nothing of this file. */
    public List<String> sharable(String code) {
        try {
            return persons.sharable(code).facts();
        } catch (NoSuchPerson none) {
            return List.of();
        }
    }

    /**
     * The same by file: of which of the person's files each answer is. With one that stands for no
     * other there is one entry at most.
     */
    public Map<UUID, List<String>> sharableByFile(String code) {
        try {
            return persons.sharableByFile(code);
        } catch (NoSuchPerson none) {
            return Map.of();
        }
    }

    /** The fact of this name, if answers to it can be written down. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Known> fact(String name) {
        return facts.find(name)
                .filter(one -> !one.name().equals(Facts.PHOTO))
                .map(PersonFiles::known);
    }

    /**
     * What was typed into a form as the JSON of an answer to a fact that is no list; empty if it is
     * none. The parts are one text, several codes ("none" alone, "UNKNOWN" for "perhaps others"),
     * or day, month and year.
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<String> typed(String fact, List<String> parts) {
        return facts.find(fact).filter(one -> !one.list()).flatMap(one -> Values.read(one, parts));
    }

    /** An answer in the words of a page; for a record its fields. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public String words(String fact, String value, View view) {
        return facts.find(fact).map(one -> Values.words(one, value, view)).orElse("");
    }

    /** What a fact is called on a page; a field of a record as "list.field". */
    @Transactional(propagation = Propagation.SUPPORTS)
    public String label(String fact, View view) {
        int dot = fact.indexOf('.');
        return facts.find(dot < 0 ? fact : fact.substring(0, dot))
                .flatMap(one -> dot < 0 ? Optional.of(one) : one.field(fact.substring(dot + 1)))
                .map(one -> one.shortly(view))
                .orElse(fact);
    }

    /** The codes among which a fact chooses, by their words; empty if it has none. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Option> options(String fact, View view) {
        return facts.find(fact).map(one -> one.options(view)).orElse(List.of());
    }

    /** All facts that can be written down. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Known> facts() {
        return facts.all().stream().map(PersonFiles::known).toList();
    }

    private static Known known(Facts.Known fact) {
        return new Known(
                fact.name(),
                fact.sensitivity().word(),
                fact.fact(),
                fact.fields().stream().map(PersonFiles::known).toList());
    }

    private static Answer answer(AnswerStore.Said said) {
        return new Answer(
                said.id(),
                said.fact(),
                said.record(),
                said.value(),
                said.sensitivity(),
                said.source(),
                said.organisation(),
                said.recordedAt(),
                said.language(),
                said.interpreter(),
                said.trueAsOf(),
                said.basis(),
                said.toldAt(),
                said.clock(),
                said.clockSince(),
                said.clockSlack(),
                said.clockDoubt());
    }
}
