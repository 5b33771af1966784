package amparo.server.privacy;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.audit.AccessLog;
import amparo.server.audit.AuditLog;
import amparo.server.audit.PersonWords;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Collects everything about a person for the person. Through the walls: what whoever makes the copy
 * may not see is not in it, and the copy says what is left out.
 */
@Service
public class PersonCopies {

    /** The answer that names the photo, which is a file of its own. */
    private static final String PHOTO = "photo";

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final AccessLog accessLog;
    private final Retention retention;
    private final ObjectProvider<FactTexts> facts;
    private final ObjectProvider<CopyPart> parts;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    PersonCopies(
            JdbcClient jdbc,
            AuditLog audit,
            AccessLog accessLog,
            Retention retention,
            ObjectProvider<FactTexts> facts,
            ObjectProvider<CopyPart> parts,
            Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.accessLog = accessLog;
        this.retention = retention;
        this.facts = facts;
        this.parts = parts;
        this.clock = clock;
    }

    private record Found(UUID id, Instant enteredAt, boolean border) {}

    /** Whether whoever acts may make a copy for this person now. */
    @Transactional
    public boolean may(String code) {
        boolean may = find(code).isPresent();
        audit.record("search", "person", List.of(), null, "copy");
        return may;
    }

    /**
     * Makes the copy.
     *
     * @param reason why, at least ten letters
     * @param language of the person
     * @return empty unless the person is of this organisation and whoever acts is in charge of the
     *     person, or is the data protection officer while a request of the person is open
     */
    @Transactional
    public Optional<PersonCopy> make(String code, String reason, String language) {
        Optional<Found> found = find(code);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        PersonWords words = PersonWords.in(language);
        UUID person = found.get().id();
        List<PersonCopy.Answer> answers = answers(person, words);
        List<PersonCopy.Share> shares = shares(person);
        Instant last = found.get().enteredAt();
        for (PersonCopy.Answer answer : answers) {
            last = answer.recordedAt().isAfter(last) ? answer.recordedAt() : last;
        }
        for (PersonCopy.Share share : shares) {
            last = share.since().isAfter(last) ? share.since() : last;
        }
        LocalDate held =
                jdbc.sql(
                                "select max(until) from legal_hold where person = any (person_files(:person)) and lifted_at is null"
                                        + " and until >= current_date")
                        .param("person", person)
                        .query(LocalDate.class)
                        .optional()
                        .orElse(null);
        PersonCopy copy =
                new PersonCopy(
                        code,
                        words.language(),
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        answers,
                        shares,
                        groups(person),
                        consents(person),
                        photo(person),
                        parts.orderedStream().map(one -> one.of(person, words)).toList(),
                        accessLog.newest(person),
                        retention.ends(
                                LocalDate.ofInstant(last, ZoneOffset.UTC), found.get().border()),
                        held);
        audit.record("export", "person", List.of(person), reason, "answers=" + answers.size());
        return Optional.of(copy);
    }

    private Optional<Found> find(String code) {
        Actor actor = Acting.now();
        // The walls show the officer only persons with an open request; the others must be in
        // charge.
        String charge =
                actor.has(Role.DATA_PROTECTION_OFFICER)
                        ? ""
                        : " and (p.entered_by = acting_account() or p.id = any (acting_assigned()))";
        return jdbc.sql(
                        "select p.id, p.entered_at, o.kind = 'border-authority' from person p join organisation o"
                                + " on o.id = p.organisation where p.code = :code and p.erased_at is null"
                                + " and p.organisation = acting_organisation()"
                                + charge)
                .param("code", code)
                .query((row, index) ->
                        new Found(
                                row.getObject(1, UUID.class),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getBoolean(3)))
                .optional();
    }

    private List<PersonCopy.Answer> answers(UUID person, PersonWords words) {
        record Row(
                String fact,
                String value,
                String source,
                LocalDate trueAsOf,
                OffsetDateTime at,
                @Nullable String record) {}
        List<Row> rows =
                jdbc.sql(
                                "select fact, value::text, source, true_as_of, recorded_at as at, record::text from answer"
                                        + " where person in (select :person union all select unnest(p.merged) from"
                                        + " person p where p.id = :person) order by fact, told_at desc, id desc")
                        .param("person", person)
                        .query((row, index) ->
                                new Row(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getObject(4, LocalDate.class),
                                        row.getObject(5, OffsetDateTime.class),
                                        row.getString(6)))
                        .list();
        FactTexts texts = facts.getIfAvailable(() -> (fact, language) -> fact.replace('_', ' '));
        Set<String> seen = new HashSet<>();
        List<PersonCopy.Answer> answers = new ArrayList<>();
        for (Row row : rows) {
            if (Others.free(row.fact()) || row.fact().equals(PHOTO)) {
                continue;
            }
            JsonNode value = Others.leaveOut(json.readTree(row.value()));
            answers.add(
                    new PersonCopy.Answer(
                            row.fact(),
                            texts.label(row.fact(), words.language()),
                            value,
                            Others.text(value, words.word("export.prefer")),
                            row.source(),
                            row.trueAsOf(),
                            row.at().toInstant(),
                            seen.add(row.fact() + " " + row.record())));
        }
        return answers;
    }

    private List<PersonCopy.Group> groups(UUID person) {
        return jdbc.sql(
                        "select g.code, m.since, m.until from group_member m join travel_group g on g.id ="
                                + " m.travel_group where m.person = any (person_files(:person)) order by m.since, m.id")
                .param("person", person)
                .query((row, index) -> {
                    OffsetDateTime until = row.getObject(3, OffsetDateTime.class);
                    return new PersonCopy.Group(
                            row.getString(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            until == null ? null : until.toInstant());
                })
                .list();
    }

    private List<PersonCopy.Consent> consents(UUID person) {
        return jdbc.sql(
                        "select purpose, given, text, language, recorded_at, withdrawn_at from consent"
                                + " where person = any (person_files(:person)) order by recorded_at, id")
                .param("person", person)
                .query((row, index) -> {
                    OffsetDateTime withdrawn = row.getObject(6, OffsetDateTime.class);
                    return new PersonCopy.Consent(
                            row.getString(1),
                            row.getBoolean(2),
                            row.getString(3),
                            row.getString(4),
                            row.getObject(5, OffsetDateTime.class).toInstant(),
                            withdrawn == null ? null : withdrawn.toInstant());
                })
                .list();
    }

    private byte @Nullable [] photo(UUID person) {
        return jdbc.sql(
                        "select image from photo where person = any (person_files(:person)) and organisation = acting_organisation()"
                                + " order by recorded_at desc, id desc limit 1")
                .param("person", person)
                .query((row, index) -> row.getBytes(1))
                .optional()
                .orElse(null);
    }

    private List<PersonCopy.Share> shares(UUID person) {
        return jdbc.sql(
                        "select o.id, o.name, s.facts, s.basis, s.since, s.until from share s join organisation o"
                                + " on o.id = s.organisation where s.person in (select :person union all"
                                + " select unnest(p.merged) from person p where p.id = :person)"
                                + " order by s.since, s.id")
                .param("person", person)
                .query((row, index) -> {
                    OffsetDateTime until = row.getObject(6, OffsetDateTime.class);
                    return new PersonCopy.Share(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            List.of((String[]) row.getArray(3).getArray()),
                            row.getString(4),
                            row.getObject(5, OffsetDateTime.class).toInstant(),
                            until == null ? null : until.toInstant());
                })
                .list();
    }
}
