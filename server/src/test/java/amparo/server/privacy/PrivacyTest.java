package amparo.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.audit.AccessLog;
import amparo.server.audit.AuditHeads;
import amparo.server.audit.AuditLog;
import amparo.server.audit.AuditVerifier;
import amparo.server.audit.PersonWords;
import amparo.server.audit.World;
import amparo.server.pages.Templates;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.platform.View;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PrivacyTest {

    /** What must never be found in the tables of the audit. */
    private static final List<String> SECRETS =
            List.of("Rosalba", "9625550147", "Chiquimula", "militia", "Wilmer", "ABCD2345");

    private static final String CODE = "ABCD2345";
    private static final String REASON = "because Rosalba asked for it";

    private World world;
    private UUID home;
    private UUID partner;
    private UUID authority;
    private Actor worker;
    private Actor specialist;
    private Actor supervisor;
    private Actor officer;
    private Actor guest;
    private Actor asylum;
    private UUID person;

    @BeforeEach
    void build() {
        world =
                new World(
                        AccessLog.class,
                        Retention.class,
                        DataRequests.class,
                        LegalHolds.class,
                        PersonCopies.class,
                        Templates.class,
                        CopyFile.class);
        home = world.organisation("Casa del Puente", OrganisationKind.NGO);
        partner = world.organisation("Puente Norte", OrganisationKind.NGO);
        authority = world.organisation("Comisión de Refugio", OrganisationKind.ASYLUM_AUTHORITY);
        worker = world.actor(home, OrganisationKind.NGO, Role.CASE_WORKER, "Ana Campos");
        specialist =
                world.actor(home, OrganisationKind.NGO, Role.PROTECTION_SPECIALIST, "Eva Ríos");
        supervisor = world.actor(home, OrganisationKind.NGO, Role.SUPERVISOR, "Luz Vega");
        officer = world.actor(home, OrganisationKind.NGO, Role.DATA_PROTECTION_OFFICER, "Noé Paz");
        guest = world.actor(partner, OrganisationKind.NGO, Role.CASE_WORKER, "Iris Sol");
        asylum =
                world.actor(
                        authority,
                        OrganisationKind.ASYLUM_AUTHORITY,
                        Role.ASYLUM_OFFICER,
                        "Omar Gil");
        person = world.person(worker, CODE);
        world.answer(worker, person, "name", "\"Rosalba\"", "sensitive");
        world.answer(worker, person, "phone", "\"9625550147\"", "sensitive");
        world.answer(worker, person, "birthplace", "\"Chiquimula\"", "ordinary");
        world.answer(worker, person, "birthplace", "null", "ordinary");
        world.answer(
                worker,
                person,
                "relative",
                "[{\"kind\":\"son\",\"name\":\"Wilmer\"}]",
                "sensitive");
        world.answer(worker, person, "note", "\"Wilmer waits outside\"", "sensitive");
        world.answer(specialist, person, "harm", "\"militia\"", "survivor");
        world.answer(guest, person, "shelter_nights", "3", "ordinary");
        world.answer(asylum, person, "claim_state", "\"pending\"", "sensitive");
        world.share(worker, person, partner, "birthplace");
        world.share(worker, person, authority, "birthplace", "name");
        world.assign(worker, person, specialist);
        read(worker, "read");
        read(guest, "read");
    }

    private void read(Actor by, String action) {
        world.in(
                by,
                () -> {
                    world.bean(AuditLog.class)
                            .record(action, "person", List.of(person), REASON, "facts=2");
                    return true;
                });
    }

    @AfterEach
    void close() {
        world.close();
    }

    private <T> T as(Actor actor, Supplier<T> work) {
        return Objects.requireNonNull(Acting.as(actor, work::get));
    }

    private DataRequests requests() {
        return world.bean(DataRequests.class);
    }

    private Optional<UUID> ask(Actor actor, String kind, String code) {
        return as(
                actor,
                () ->
                        requests()
                                .open(
                                        new DataRequests.Asked(
                                                code, kind, "person", "in-person", "document")));
    }

    private List<String> reached(Actor actor, String table) {
        return world.sql(actor, "select id::text from " + table);
    }

    private Actor other(Role role) {
        return world.actor(partner, OrganisationKind.NGO, role, "Elsewhere " + role);
    }

    // --- reach of the data protection officer

    @Test
    void theOfficerReachesAPersonOnlyWhileARequestIsOpen() {
        assertThat(reached(officer, "person")).isEmpty();
        assertThat(reached(officer, "answer")).isEmpty();
        assertThat(reached(officer, "share")).isEmpty();
        UUID request = ask(officer, "access", CODE).orElseThrow();
        assertThat(reached(officer, "person")).containsExactly(person.toString());
        assertThat(world.sql(officer, "select distinct fact from answer order by fact"))
                .as("what the organisation wrote, without what only the specialist may see")
                .containsExactly("birthplace", "name", "note", "phone", "relative");
        assertThat(as(officer, () -> requests().refuse(request, "the person withdrew it")))
                .isEqualTo(DataRequests.Outcome.DONE);
        assertThat(reached(officer, "person")).isEmpty();
        assertThat(reached(officer, "answer")).isEmpty();
    }

    @Test
    void aRequestOpensNothingToAnybodyElse() {
        ask(officer, "access", CODE).orElseThrow();
        Actor monitor =
                new Actor(
                        officer.account(),
                        home,
                        OrganisationKind.NGO,
                        Room.OVERSIGHT,
                        Set.of(Role.MONITOR),
                        Scope.ORGANISATION,
                        Set.of(),
                        "test");
        for (Actor actor : List.of(monitor, other(Role.DATA_PROTECTION_OFFICER))) {
            assertThat(reached(actor, "answer")).isEmpty();
            assertThat(reached(actor, "data_request")).isEmpty();
            assertThat(ask(actor, "access", CODE)).isEmpty();
        }
        assertThat(ask(guest, "access", CODE)).as("a receiver is not the home").isEmpty();
        for (Room room :
                List.of(Room.BORDER, Room.RETURNS, Room.DESK, Room.ADMINISTRATION, Room.GATE)) {
            Actor actor =
                    new Actor(
                            worker.account(),
                            home,
                            OrganisationKind.NGO,
                            room,
                            Set.of(Role.values()),
                            Scope.ORGANISATION,
                            Set.of(),
                            "test");
            for (String table : List.of("data_request", "legal_hold", "retention_run")) {
                assertThatThrownBy(() -> reached(actor, table))
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
            for (String call :
                    List.of(
                            "find_person_for_request('" + CODE + "')::text",
                            "erase_on_request('" + person + "', 'because of this')::text",
                            "erasure_leaves('" + person + "')::text",
                            "erase_values('" + person + "')::text",
                            "retention_apply('session', now(), true)::text")) {
                assertThatThrownBy(() -> world.sql(actor, "select " + call))
                        .as(call)
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void theSystemSeesNoPersonAndNoAnswer() {
        for (String table : List.of("person", "answer", "share", "assignment", "legal_hold")) {
            assertThatThrownBy(() -> reached(Actor.system("job"), table))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void askingTwiceIsOneRequestAndAnUnknownCodeIsWrittenDown() {
        UUID first = ask(worker, "erasure", CODE).orElseThrow();
        assertThat(ask(officer, "erasure", CODE)).contains(first);
        assertThat(ask(officer, "access", "ZZZZ9999")).isEmpty();
        assertThat(world.seen("select detail from audit_entry where action = 'search'"))
                .containsExactly("code unknown for a data request");
    }

    // --- erasure

    @Test
    void aHeldPersonIsNotErased() {
        UUID request = ask(officer, "erasure", CODE).orElseThrow();
        assertThat(
                        as(
                                supervisor,
                                () ->
                                        world.bean(LegalHolds.class)
                                                .set(
                                                        CODE,
                                                        "a court in Tapachula",
                                                        LocalDate.now().plusDays(9))))
                .isTrue();
        assertThat(as(officer, () -> requests().erase(request, REASON)))
                .isEqualTo(DataRequests.Outcome.HELD);
        assertThatThrownBy(() ->
                        world.sql(
                                officer,
                                "select erase_on_request('"
                                        + request
                                        + "', 'because of this')::text"))
                .rootCause()
                .hasMessageContaining("legal hold");
        assertThat(world.seen("select count(*) from answer")).containsExactly("9");
        assertThat(as(officer, () -> world.bean(LegalHolds.class).lift(CODE, "the court is done")))
                .isTrue();
        assertThat(as(officer, () -> requests().erase(request, REASON)))
                .isEqualTo(DataRequests.Outcome.DONE);
    }

    @Test
    void onlyTheOfficerOfTheHomeErases() {
        UUID request = ask(worker, "erasure", CODE).orElseThrow();
        for (Actor actor : List.of(other(Role.DATA_PROTECTION_OFFICER), other(Role.MONITOR))) {
            assertThat(as(actor, () -> requests().erase(request, REASON)))
                    .isEqualTo(DataRequests.Outcome.GONE);
            assertThatThrownBy(() ->
                            world.sql(
                                    actor,
                                    "select erase_on_request('"
                                            + request
                                            + "', 'because of this')::text"))
                    .rootCause()
                    .hasMessageContaining("no such open request");
        }
        assertThatThrownBy(() ->
                        world.sql(worker, "select erase_on_request('" + request + "', 'x')::text"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThat(world.seen("select count(*) from answer")).containsExactly("9");
    }

    @Test
    void erasingTakesTheValuesAndLeavesWhatMustStay() throws Exception {
        UUID request = ask(officer, "erasure", CODE).orElseThrow();
        DataRequests.Preview preview =
                as(officer, () -> requests().preview(requests().find(request).orElseThrow()));
        assertThat(preview.receivers()).containsExactly("Comisión de Refugio", "Puente Norte");
        assertThat(preview.authorities()).containsExactly("Comisión de Refugio");
        assertThat(as(officer, () -> requests().erase(request, REASON)))
                .isEqualTo(DataRequests.Outcome.DONE);

        assertThat(world.seen("select fact from answer"))
                .as("of the authority")
                .containsExactly("claim_state");
        assertThat(world.seen("select organisation from share"))
                .containsExactly(authority.toString());
        assertThat(world.seen("select person from assignment")).isEmpty();
        assertThat(world.seen("select code from person where erased_at is not null"))
                .containsExactly(CODE);
        assertThat(world.sql(asylum, "select fact from answer")).containsExactly("claim_state");
        assertThat(world.sql(worker, "select fact from answer")).isEmpty();
        assertThat(reached(guest, "person")).isEmpty();
        assertThat(reached(officer, "person")).as("the request is closed").isEmpty();
        assertThat(ask(worker, "access", CODE)).as("nothing left to ask for").isEmpty();

        assertThat(world.seen("select reason from audit_entry where reason like '%Rosalba%'"))
                .isEmpty();
        try (Connection owner = world.owner()) {
            assertThat(AuditVerifier.verify(owner, AuditHeads.none()).proven()).isTrue();
        }
        DataRequests.Request closed = as(officer, () -> requests().find(request).orElseThrow());
        assertThat(closed.code()).isNull();
        assertThat(as(officer, () -> requests().preview(closed).receivers())).hasSize(2);
        assertThat(as(officer, () -> requests().told(request)))
                .isEqualTo(DataRequests.Outcome.DONE);
        assertThat(as(officer, () -> requests().told(request)))
                .isEqualTo(DataRequests.Outcome.GONE);
        assertThat(as(officer, () -> requests().erase(request, REASON)))
                .isEqualTo(DataRequests.Outcome.GONE);
    }

    @Test
    void noPersonalValueEverComesIntoTheAuditButInReasons() {
        UUID request = ask(officer, "access", CODE).orElseThrow();
        as(officer, () -> requests().list());
        as(officer, () -> requests().find(request));
        as(worker, () -> world.bean(PersonCopies.class).make(CODE, REASON, "es"));
        as(worker, () -> world.bean(AccessLog.class).of(CODE, null, true));
        List<String> entries =
                world.seen("select (to_jsonb(e) - 'reason')::text from audit_entry e");
        assertThat(entries).hasSizeGreaterThan(6);
        for (String secret : SECRETS) {
            assertThat(entries).noneMatch(entry -> entry.contains(secret));
        }
    }

    @Test
    void everyTableThatNamesAPersonIsKnownToTheErasure() {
        // A new table with a person needs a decision: a trigger <table>_erase on person (or the
        // one of its module, whose function says "delete from <table>"), which takes its rows away
        // in the moment the
        // values go, or a place in erase_values and in this list.
        assertThat(
                        world.seen(
                                "select distinct conrelid::regclass::text from pg_constraint where contype = 'f'"
                                        + " and confrelid = 'person'::regclass and not exists (select 1 from"
                                        + " pg_trigger t join pg_proc f on f.oid = t.tgfoid"
                                        + " where t.tgrelid = 'person'::regclass and t.tgname like '%_erase'"
                                        + " and (t.tgname = conrelid::regclass::text || '_erase'"
                                        + " or f.prosrc ~ ('delete from ' || conrelid::regclass::text || '\\M')))"
                                        + " order by 1"))
                .containsExactly(
                        "answer",
                        "assignment",
                        "data_request",
                        "emergency_access",
                        "group_member",
                        "legal_hold",
                        // These go by the trigger person_follow, and so do the rows of search_key.
                        "not_same",
                        "person",
                        "person_merge",
                        // Goes with its referral.
                        "referral_consent",
                        "separation",
                        "share");
    }

    // --- copy

    private static Map<String, String> unzip(byte[] bytes) {
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        return files;
    }

    private Optional<PersonCopy> copy(Actor actor, String language) {
        return as(actor, () -> world.bean(PersonCopies.class).make(CODE, REASON, language));
    }

    @Test
    void onlyWhoIsInChargeMakesACopyOrTheOfficerWithARequest() {
        assertThat(copy(supervisor, "es")).as("not in charge").isEmpty();
        assertThat(copy(guest, "es")).isEmpty();
        assertThat(copy(asylum, "es")).isEmpty();
        assertThat(copy(officer, "es")).as("no request").isEmpty();
        assertThat(world.seen("select action from audit_entry where action = 'export'")).isEmpty();
        ask(worker, "access", CODE);
        assertThat(copy(officer, "es")).isPresent();
        assertThat(copy(worker, "es")).isPresent();
        assertThat(world.seen("select reason from audit_entry where action = 'export'"))
                .containsExactly(REASON, REASON);
    }

    @Test
    void theCopyHoldsHistorySharesAndAccessesAndNamesNobodyElse() {
        for (String language : PersonWords.LANGUAGES) {
            Map<String, String> files =
                    unzip(world.bean(CopyFile.class).zip(copy(worker, language).orElseThrow()));
            assertThat(files.keySet()).containsExactlyInAnyOrder("data.html", "data.json");
            String json = files.getOrDefault("data.json", "");
            String html = files.getOrDefault("data.html", "");
            for (String file : List.of(json, html)) {
                assertThat(file)
                        .contains("Rosalba", "9625550147", "Chiquimula", "Puente Norte", CODE)
                        .doesNotContain(
                                "Wilmer", "waits outside", "militia", "Ana Campos", "Iris Sol");
            }
            assertThat(json)
                    .contains("amparo-person-copy-1", "\"current\" : false", "erased_after");
            assertThat(html)
                    .contains("lang=\"" + language + "\"")
                    .contains(PersonWords.in(language).word("export.left"));
        }
        assertThat(
                        unzip(world.bean(CopyFile.class).zip(copy(specialist, "es").orElseThrow()))
                                .get("data.json"))
                .as("the assigned specialist may")
                .contains("militia");
    }

    // --- access log

    @Test
    void whoWorksWithThePersonAtHomeSeesAllAccessesAndNobodyElseDoes() {
        AccessLog log = world.bean(AccessLog.class);
        List<AccessLog.Access> seen =
                as(worker, () -> log.of(CODE, null, false)).orElseThrow().accesses();
        assertThat(seen)
                .extracting(AccessLog.Access::account)
                .containsExactly("Iris Sol", "Ana Campos");
        assertThat(seen)
                .extracting(AccessLog.Access::organisation)
                .containsExactly("Puente Norte", "Casa del Puente");
        assertThat(seen.getFirst().roles()).containsExactly("case-worker");
        assertThat(as(guest, () -> log.of(CODE, null, false))).as("a receiver").isEmpty();
        assertThat(as(asylum, () -> log.of(CODE, null, false))).isEmpty();
        assertThat(as(officer, () -> log.of(CODE, null, false))).as("no request").isEmpty();
        ask(worker, "access", CODE);
        assertThat(as(officer, () -> log.of(CODE, null, false))).isPresent();
        Actor narrow =
                new Actor(
                        world.actor(home, OrganisationKind.NGO, Role.CASE_WORKER, "Far").account(),
                        home,
                        OrganisationKind.NGO,
                        Room.FRONTLINE,
                        Set.of(Role.CASE_WORKER),
                        Scope.OWN,
                        Set.of(),
                        "test");
        assertThat(as(narrow, () -> log.of(CODE, null, false))).as("out of their scope").isEmpty();
        assertThat(
                        world.sql(
                                narrow,
                                "select action from access_log_of('"
                                        + person
                                        + "', null, null, null, 100)"))
                .isEmpty();
    }

    @Test
    void theAccessLogIsPagedWithoutLossOrRepetition() {
        for (int i = 0; i < 60; i++) {
            read(i % 2 == 0 ? worker : guest, "read");
        }
        AccessLog log = world.bean(AccessLog.class);
        AccessLog.Accesses first = as(worker, () -> log.of(CODE, null, false)).orElseThrow();
        AccessLog.Accesses second =
                as(worker, () -> log.of(CODE, first.older(), false)).orElseThrow();
        assertThat(first.accesses()).hasSize(50);
        assertThat(second.accesses()).as("12 and the look before").hasSize(12);
        assertThat(second.accesses()).doesNotContainAnyElementsOf(first.accesses());
        assertThat(as(worker, () -> log.of(CODE, "no_such_cursor", false)).orElseThrow().accesses())
                .hasSize(50);
    }

    // --- retention

    private void makeOld(String interval) {
        world.byHand("update person set entered_at = entered_at - ?::interval", interval);
        world.byHand("update answer set recorded_at = recorded_at - ?::interval", interval);
        world.byHand(
                "update share set since = since - ?::interval, until = until - ?::interval",
                interval,
                interval);
        world.byHand(
                "update assignment set since = since - ?::interval, until = since - ?::interval",
                interval,
                interval);
    }

    @Test
    void nothingGoesBeforeItsTime() {
        Map<String, Long> gone = world.bean(Retention.class).applyAll();
        assertThat(gone)
                .hasSizeGreaterThan(14)
                .allSatisfy((kind, count) -> assertThat(count).as(kind).isZero());
        assertThat(world.seen("select count(*) from answer")).containsExactly("9");
        assertThatThrownBy(() ->
                        world.sql(
                                Actor.system("retention"),
                                "select retention_erase('person', now() - interval '1 day', '"
                                        + person
                                        + "')::text"))
                .rootCause()
                .hasMessageContaining("half a year");
        assertThatThrownBy(() ->
                        world.sql(
                                Actor.system("retention"),
                                "select retention_apply('session', now() + interval '1 day', false)::text"))
                .rootCause()
                .hasMessageContaining("before its time");
    }

    @Test
    void anOldPersonIsErasedOnceAndTheRunIsWrittenDown() throws Exception {
        makeOld("6 years");
        Retention retention = world.bean(Retention.class);
        assertThat(retention.dryRun())
                .containsEntry("person", 1L)
                .containsEntry("person-at-border", 0L);
        assertThat(world.seen("select count(*) from answer")).as("a dry run").containsExactly("9");
        assertThat(retention.applyAll()).containsEntry("person", 1L);
        assertThat(retention.applyAll()).containsEntry("person", 0L);
        assertThat(world.seen("select fact from answer")).containsExactly("claim_state");
        assertThat(
                        world.seen(
                                "select detail from audit_entry where action = 'erase' and room = 'system' and"
                                        + " subjects = array[?::uuid]",
                                person))
                .containsExactly("rule=person count=1");
        assertThat(retention.lastRuns()).containsKey("person");
        try (Connection owner = world.owner()) {
            assertThat(AuditVerifier.verify(owner, AuditHeads.none()).proven()).isTrue();
        }
    }

    @Test
    void aHoldOrAnOpenRequestOrNewWorkKeepsAnOldPerson() {
        makeOld("6 years");
        Retention retention = world.bean(Retention.class);
        as(
                supervisor,
                () ->
                        world.bean(LegalHolds.class)
                                .set(CODE, "a court in Tapachula", LocalDate.now()));
        assertThat(retention.applyAll()).containsEntry("person", 0L);
        world.byHand("update legal_hold set until = current_date - 1");
        assertThat(retention.dryRun()).containsEntry("person", 1L);
        UUID request = ask(worker, "access", CODE).orElseThrow();
        assertThat(retention.applyAll()).containsEntry("person", 0L);
        as(officer, () -> requests().refuse(request, "the person withdrew it"));
        world.answer(worker, person, "birthplace", "\"Chiquimula\"", "ordinary");
        assertThat(retention.applyAll()).containsEntry("person", 0L);
        assertThat(world.seen("select count(*) from answer")).containsExactly("10");
    }

    @Test
    void whatIsLeftAtTheDoorGoes() {
        world.byHand(
                "insert into spring_session values ('a', 'a', 0, 0, 60, 1000, 'x'),"
                        + " ('b', 'b', 0, 0, 60, (extract(epoch from now()) * 1000)::bigint, 'x')");
        world.byHand(
                "insert into sign_in_attempt values ('\\x01', 3, now() - interval '3 days', null),"
                        + " ('\\x02', 3, now() - interval '3 days', now() + interval '1 hour'), ('\\x03', 1, now(), null)");
        world.byHand(
                "insert into invitation (id, token_hash, expires_at, used_at) values"
                        + " (gen_random_uuid(), '\\x01', now() - interval '31 days', null),"
                        + " (gen_random_uuid(), '\\x02', now() + interval '1 day', now() - interval '31 days'),"
                        + " (gen_random_uuid(), '\\x03', now() - interval '1 day', null)");
        assertThat(world.bean(Retention.class).applyAll())
                .containsEntry("session", 1L)
                .containsEntry("sign-in-attempt", 1L)
                .containsEntry("invitation", 2L);
        assertThat(world.seen("select primary_id from spring_session")).hasSize(1);
        assertThat(world.seen("select subject from sign_in_attempt")).hasSize(2);
        assertThat(world.seen("select id from invitation")).hasSize(1);
    }

    // --- pages

    @Test
    void thePagesAreWholeInBothLanguages() {
        UUID erasure = ask(officer, "erasure", CODE).orElseThrow();
        UUID access = ask(officer, "access", CODE).orElseThrow();
        DataRequests.Request one = as(officer, () -> requests().find(erasure).orElseThrow());
        DataRequests.Request two = as(officer, () -> requests().find(access).orElseThrow());
        DataRequests.Preview preview =
                new DataRequests.Preview(
                        List.of("Puente Norte"), List.of("Comisión"), LocalDate.of(2027, 3, 12));
        AccessLog.Accesses accesses =
                as(worker, () -> world.bean(AccessLog.class).of(CODE, null, false)).orElseThrow();
        Retention retention = world.bean(Retention.class);
        retention.applyAll();
        Texts texts = Texts.strict();
        Templates pages = world.bean(Templates.class);
        for (Language language : List.of(Language.ES, Language.EN)) {
            View view = View.in(texts, language).at("/").build();
            assertThat(
                            List.of(
                                    pages.render(
                                            "privacy/retention",
                                            Map.of(
                                                    "view", view,
                                                    "rules", retention.rules().rules(),
                                                    "last", retention.lastRuns(),
                                                    "mayCount", true,
                                                    "counts", retention.dryRun())),
                                    pages.render(
                                            "privacy/requests",
                                            Map.of("view", view, "requests", List.of(one, two))),
                                    pages.render(
                                            "privacy/requests",
                                            Map.of("view", view, "requests", List.of())),
                                    pages.render(
                                            "privacy/request-new",
                                            Map.of(
                                                    "view",
                                                    view,
                                                    "asked",
                                                    new DataRequests.Asked("", "", "", "", ""),
                                                    "recorded",
                                                    true,
                                                    "wrong",
                                                    "privacy.request.incomplete")),
                                    pages.render(
                                            "privacy/request",
                                            Map.of(
                                                    "view", view, "request", one, "preview",
                                                    preview)),
                                    pages.render(
                                            "privacy/request",
                                            Map.of(
                                                    "view",
                                                    view,
                                                    "request",
                                                    two,
                                                    "preview",
                                                    preview,
                                                    "wrong",
                                                    "privacy.reason-wrong",
                                                    "written",
                                                    "x")),
                                    pages.render(
                                            "privacy/person-data",
                                            Map.of(
                                                    "view",
                                                    view,
                                                    "code",
                                                    CODE,
                                                    "mayCopy",
                                                    true,
                                                    "mayHold",
                                                    true,
                                                    "wrong",
                                                    "privacy.hold.reason-wrong",
                                                    "written",
                                                    "<x>")),
                                    pages.render(
                                            "audit/access-log",
                                            Map.of("view", view, "code", CODE, "found", accesses)),
                                    pages.render(
                                            "audit/access-sheet",
                                            Map.of(
                                                    "view",
                                                    view,
                                                    "code",
                                                    CODE,
                                                    "found",
                                                    accesses,
                                                    "words",
                                                    PersonWords.in("ht")))))
                    .allSatisfy(page -> {
                        assertThat(page).contains("<main").doesNotContain("[es]", "[en]", "<x>");
                        assertThat(
                                        page.substring(
                                                page.indexOf("<title>"), page.indexOf("</title>")))
                                .doesNotContain(CODE);
                    });
        }
    }
}
