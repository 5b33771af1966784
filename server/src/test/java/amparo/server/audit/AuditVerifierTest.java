package amparo.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.audit.AuditReport.Kind;
import amparo.server.command.AuditCommand;
import amparo.server.platform.Ids;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("database")
class AuditVerifierTest {

    private static final String DIGEST =
            "audit_digest(%s, e.chain, e.number, e.at, e.account, e.roles, e.room, e.action, e.kind,"
                    + " e.subjects, e.reason_digest, e.origin, e.detail)";

    private World world;
    private UUID organisation;
    private UUID subject;
    @TempDir private Path folder;

    @BeforeEach
    void build() {
        world = new World();
        organisation = world.organisation("Casa del Puente", OrganisationKind.NGO);
        UUID second = world.organisation("Oficina Dos", OrganisationKind.NGO);
        subject = Ids.next();
        Actor worker = world.actor(organisation, OrganisationKind.NGO, Role.CASE_WORKER, "Ana");
        Actor other = world.actor(second, OrganisationKind.NGO, Role.CASE_WORKER, "Beto");
        write(worker, 9);
        write(other, 4);
        write(Actor.system("job"), 2);
    }

    private void write(Actor actor, int entries) {
        for (int i = 0; i < entries; i++) {
            int number = i;
            world.in(
                    actor,
                    () -> {
                        world.bean(AuditLog.class)
                                .record(
                                        "read",
                                        "person",
                                        List.of(subject),
                                        number % 2 == 0 ? "because of " + number : null,
                                        "facts=" + number);
                        return true;
                    });
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** What somebody who owns the database can do. */
    private void tamper(String... statements) throws SQLException {
        try (Connection owner = world.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("alter table audit_entry disable trigger all");
            statement.execute("alter table audit_chain disable trigger all");
            for (String sql : statements) {
                statement.execute(sql.replace(":chain", "'" + organisation + "'"));
            }
            statement.execute("alter table audit_entry enable trigger all");
            statement.execute("alter table audit_chain enable trigger all");
        }
    }

    /** Computes all hashes of the chain anew, as the owner of the database could. */
    private static String computeAnew(boolean headToo) {
        return "do $$ declare e audit_entry; p bytea := '\\x'; n bigint := 0; begin"
                + " for e in select * from audit_entry where chain = :chain order by number loop"
                + " p := "
                + DIGEST.formatted("p")
                + "; update audit_entry x set hash = p where x.chain = e.chain and x.number = e.number;"
                + " n := e.number; end loop;"
                + (headToo
                        ? " update audit_chain set last_number = n, last_hash = p where chain = :chain;"
                        : "")
                + " end $$";
    }

    private record Ran(int code, String out, String err) {}

    private Ran verify(String... arguments) {
        CommandLine line = AuditCommand.commands(work -> work.with(world.database()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 3];
        all[0] = "verify";
        all[1] = "--lang";
        all[2] = "en";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        // Options of the subcommand are printed to the streams of the whole.
        line.getSubcommands()
                .values()
                .forEach(sub -> sub.setOut(line.getOut()).setErr(line.getErr()));
        return new Ran(line.execute(all), out.toString(), err.toString());
    }

    private AuditReport.Break broken(Kind kind, long number) throws SQLException {
        AuditReport report;
        try (Connection owner = world.owner()) {
            report = AuditVerifier.verify(owner, AuditHeads.none());
        }
        assertThat(report.proven()).isFalse();
        AuditReport.Break broken =
                report.chains().stream()
                        .filter(chain -> chain.chain().equals(organisation))
                        .findFirst()
                        .orElseThrow()
                        .broken();
        assertThat(broken).isNotNull();
        assertThat(broken.kind()).isEqualTo(kind);
        assertThat(broken.number()).isEqualTo(number);
        // The other chains are none the worse.
        assertThat(report.chains().stream().filter(chain -> chain.broken() == null)).hasSize(2);
        Ran ran = verify();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("Casa del Puente: BROKEN at entry " + number + " (");
        if (broken.at() != null) {
            assertThat(ran.out()).contains(broken.at().toString().substring(0, 10));
        }
        return broken;
    }

    @Test
    void anAlteredEntryIsNamed() throws SQLException {
        tamper("update audit_entry set account = null where chain = :chain and number = 4");
        broken(Kind.ALTERED, 4);
        assertThat(verify().out()).contains("the entry is not what was written");
    }

    @Test
    void everyColumnIsCovered() throws SQLException {
        for (String change :
                List.of(
                        "at = at + interval '1 microsecond'",
                        "account = gen_random_uuid()",
                        "roles = '{supervisor}'",
                        "room = 'border'",
                        "action = 'list'",
                        "kind = 'answer'",
                        "subjects = '{}'",
                        "subjects = subjects || subjects",
                        "reason = 'because of 5'",
                        "reason_digest = '\\x00'",
                        "reason = null, reason_salt = null, reason_digest = null",
                        "reason_salt = '\\x00'",
                        "origin = 'elsewhere'",
                        "detail = ''",
                        "hash = '\\x00'")) {
            tamper(
                    "create table audit_copy as select * from audit_entry",
                    "update audit_entry set " + change + " where chain = :chain and number = 5");
            broken(Kind.ALTERED, 5);
            tamper(
                    "delete from audit_entry",
                    "insert into audit_entry select * from audit_copy",
                    "drop table audit_copy");
            assertThat(verify().code()).as("put back after " + change).isZero();
        }
    }

    @Test
    void anAlteredEntryWithAHashOfItsOwnBreaksTheNext() throws SQLException {
        tamper(
                "update audit_entry set account = null where chain = :chain and number = 4",
                "update audit_entry e set hash = "
                        + DIGEST.formatted(
                                "(select hash from audit_entry p where p.chain = e.chain and p.number = 3)")
                        + " where e.chain = :chain and e.number = 4");
        broken(Kind.ALTERED, 5);
    }

    @Test
    void anAlteredLastEntryWithAHashOfItsOwnIsNotTheOneOfTheHead() throws SQLException {
        tamper(
                "update audit_entry set account = null where chain = :chain and number = 9",
                computeAnew(false));
        broken(Kind.ALTERED, 9);
    }

    @Test
    void missingEntriesAreNamed() throws SQLException {
        tamper("delete from audit_entry where chain = :chain and number in (3, 4)");
        broken(Kind.MISSING, 3);
        assertThat(verify().out()).contains("entries are missing here");
    }

    @Test
    void aMissingBeginningIsNamed() throws SQLException {
        tamper("delete from audit_entry where chain = :chain and number < 3");
        broken(Kind.MISSING, 1);
    }

    @Test
    void missingEntriesAreNotHiddenByNewNumbers() throws SQLException {
        tamper(
                "delete from audit_entry where chain = :chain and number = 3",
                "update audit_entry set number = number + 1000 where chain = :chain and number > 3",
                "update audit_entry set number = number - 1001 where chain = :chain and number > 3",
                "update audit_chain set last_number = 8 where chain = :chain");
        broken(Kind.ALTERED, 3);
        assertThat(verify().out()).contains("taken out and the rest renumbered");
    }

    private static final String COPY =
            "insert into audit_entry select chain, %s, at, account, roles, room, action, kind, subjects,"
                    + " reason, reason_salt, reason_digest, origin, detail, hash from audit_entry where"
                    + " chain = :chain and number = %s";

    private static final String MAKE_ROOM =
            "update audit_entry set number = number + 1000 where chain = :chain and number > 4;"
                    + "update audit_entry set number = number - 999 where chain = :chain and number > 4";

    @Test
    void anEntryPutInBetweenIsNamed() throws SQLException {
        tamper(MAKE_ROOM, COPY.formatted(5, 2));
        broken(Kind.INSERTED, 5);
        assertThat(verify().out()).contains("put in from outside");
    }

    @Test
    void anEntryPutInBetweenWithAFittingHashIsNamedToo() throws SQLException {
        tamper(
                MAKE_ROOM,
                COPY.formatted(5, 2),
                "update audit_entry e set hash = "
                        + DIGEST.formatted(
                                "(select hash from audit_entry p where p.chain = e.chain and p.number = 4)")
                        + " where e.chain = :chain and e.number = 5");
        broken(Kind.INSERTED, 5);
    }

    @Test
    void anEntryAfterTheEndIsPutIn() throws SQLException {
        tamper(COPY.formatted(10, 9));
        broken(Kind.INSERTED, 10);
        tamper("update audit_entry set number = 40 where chain = :chain and number = 10");
        broken(Kind.INSERTED, 40);
        tamper("update audit_entry set number = -3 where chain = :chain and number = 40");
        broken(Kind.INSERTED, -3);
    }

    @Test
    void anEndThatWasCutOffIsNamed() throws SQLException {
        tamper("delete from audit_entry where chain = :chain and number > 6");
        AuditReport.Break broken = broken(Kind.CUT_OFF, 7);
        assertThat(broken.at()).isNotNull();
        assertThat(verify().out()).contains("the end is cut off");
    }

    @Test
    void aChainThatWasEmptiedIsNamed() throws SQLException {
        tamper("delete from audit_entry where chain = :chain");
        assertThat(broken(Kind.CUT_OFF, 1).at()).isNull();
        assertThat(verify().out()).contains("(no time)");
    }

    @Test
    void aChainWithoutAHeadIsUnknown() throws SQLException {
        tamper("delete from audit_chain where chain = :chain");
        broken(Kind.UNKNOWN_CHAIN, 1);
    }

    @Test
    void aChainOfNobodyIsUnknown() throws SQLException {
        tamper(
                "insert into audit_chain select gen_random_uuid(), 1, hash from audit_entry where chain = :chain and number = 1");
        Ran ran = verify();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("An unknown organisation: BROKEN at entry 1");
    }

    @Test
    void aReasonThatIsGoneWithoutAnErasureIsNamed() throws SQLException {
        tamper(
                "update audit_entry set reason = null, reason_salt = null where chain = :chain and number = 3");
        broken(Kind.REASON_GONE, 3);
    }

    @Test
    void reasonsAreForgottenWithThePersonAndTheChainStillProvesItself() {
        Actor system = Actor.system("erasure");
        world.byHand("select audit_forget(?)", subject);
        assertThat(verify().code()).as("nobody said erase").isEqualTo(1);
        world.in(
                system,
                () -> {
                    world.bean(AuditLog.class)
                            .record("erase", "person", List.of(subject), null, "");
                    return true;
                });
        Ran ran = verify();
        assertThat(ran.out()).contains("The words of 5 reasons were erased");
        assertThat(ran.code()).isZero();
        assertThat(world.seen("select reason from audit_entry where reason is not null")).isEmpty();
    }

    @Test
    void aChainThatWasComputedAnewIsShownByTheKeptHeadsOnly() throws Exception {
        Path heads = folder.resolve("heads.txt");
        assertThat(verify("--save-heads", heads.toString()).code()).isZero();
        tamper(
                "update audit_entry set account = null where chain = :chain and number = 4",
                computeAnew(true));
        assertThat(verify().code()).as("it hangs together").isZero();

        Ran ran = verify("--heads", heads.toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("Casa del Puente: BROKEN at entry 9")
                .contains("computed anew");
        String before = Files.readString(heads);
        assertThat(verify("--save-heads", heads.toString()).code())
                .as("not passed over")
                .isEqualTo(1);
        assertThat(Files.readString(heads)).isEqualTo(before);
    }

    @Test
    void anEndThatWasCutOffWithItsHeadIsShownByTheKeptHeads() throws Exception {
        Path heads = folder.resolve("heads.txt");
        verify("--save-heads", heads.toString());
        tamper("delete from audit_entry where chain = :chain and number > 6", computeAnew(true));
        assertThat(verify().code()).isZero();
        assertThat(verify("--heads", heads.toString()).out())
                .contains("BROKEN at entry 7")
                .contains("cut off");
        tamper(
                "delete from audit_entry where chain = :chain",
                "delete from audit_chain where chain = :chain");
        assertThat(verify("--heads", heads.toString()).out())
                .contains("Casa del Puente: BROKEN at entry 1 (no time)");
    }

    @Test
    void headsGoOnCountingWhenTheChainGrows() throws Exception {
        Path heads = folder.resolve("heads.txt");
        verify("--save-heads", heads.toString());
        write(Actor.system("job"), 3);
        Ran ran = verify("--save-heads", heads.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("whose heads were kept");
        assertThat(Files.readAllLines(heads).stream().filter(line -> !line.startsWith("#")))
                .as("three chains, twice")
                .hasSize(6);
        try (Connection owner = world.owner()) {
            AuditHeads quick = AuditHeads.current(owner);
            assertThat(quick.heads()).hasSize(3);
            assertThat(AuditHeads.read(heads).of(organisation)).isEqualTo(quick.of(organisation));
        }
    }

    @Test
    void aFileOfHeadsThatIsNoneIsRefused() throws Exception {
        Path heads = Files.writeString(folder.resolve("heads.txt"), "# a remark\n\nnot a head\n");
        Ran ran = verify("--heads", heads.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("Line 3 of").contains("nothing was verified");
        Ran missing = verify("--heads", folder.resolve("none.txt").toString());
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("cannot be read");
    }

    @Test
    void aWholeAuditIsProvenAndItsHeadsAreTold() {
        Ran ran = verify();
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("Casa del Puente: 9 entries")
                .contains("Oficina Dos: 4 entries")
                .contains("The system itself: 2 entries")
                .contains("The audit is proven")
                .containsPattern("number 9, hash [0-9a-f]{64}");
    }
}
