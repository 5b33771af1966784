package amparo.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.Caller.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("door")
class SessionTest {

    private Door door;

    @BeforeEach
    void open() {
        door = Door.open();
        door.sql("delete from amparo.sign_in_attempt");
    }

    @Test
    void theSessionIdAndTheFormTokenChangeWithEachProof() {
        Door.Worker worker = door.worker(Role.CASE_WORKER);
        byte[] secret = door.app(worker);
        Caller caller = new Caller(door);
        caller.get("/sign-in");
        String before = caller.session();
        String tokenBefore = caller.token();
        caller.post("/sign-in", "email", worker.email(), "password", Door.PASSWORD);
        String half = caller.session();
        assertThat(half).isNotEmpty().isNotEqualTo(before);
        caller.token(tokenBefore);
        assertThat(caller.post("/second-factor", "code", "1").status()).isEqualTo(403);
        caller.code(Totp.code(secret, door.clock.instant()));
        assertThat(caller.session()).isNotEmpty().isNotEqualTo(half);
        caller.get("/");
        // What was valid before opens nothing now.
        for (String old : new String[] {before, half}) {
            Caller thief = new Caller(door);
            thief.cookie("amparo", old);
            assertThat(thief.get("/").path()).startsWith("/sign-in");
        }
    }

    @Test
    void aPlantedSessionIdIsNotTaken() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller attacker = new Caller(door);
        attacker.get("/sign-in");
        String planted = attacker.session();
        Caller victim = new Caller(door);
        victim.cookie("amparo", planted);
        victim.password(worker);
        assertThat(victim.session()).isNotEqualTo(planted);
        assertThat(attacker.get("/").path()).startsWith("/sign-in");

        Caller invented = new Caller(door);
        invented.cookie("amparo", "aW52ZW50ZWQtYnktYW4tYXR0YWNrZXI=");
        invented.get("/sign-in");
        assertThat(invented.session()).isNotEqualTo("aW52ZW50ZWQtYnktYW4tYXR0YWNrZXI=");
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        caller.forgetToken();
        Answer refused = caller.post("/account", "name", "Somebody Else", "language", "en");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("This form was open too long");
        assertThat(
                        door.one(
                                "select display_name from amparo.account where id = ?",
                                worker.account()))
                .startsWith("Rosa");
        caller.forgetToken();
        assertThat(caller.post("/sign-out").status()).isEqualTo(403);
        assertThat(caller.get("/").status()).isEqualTo(200);
    }

    @Test
    void aSignInPageThatWasOpenTooLongIsShownAgainWithAWord() {
        Caller caller = new Caller(door);
        caller.forgetToken();
        Answer answer = caller.post("/sign-in", "email", "a@b.c", "password", "x");
        assertThat(answer.path()).isEqualTo("/sign-in?again");
        assertThat(caller.get("/sign-in?again").body()).contains("open too long");
    }

    @Test
    void whoIsDeactivatedIsOutWithTheNextClick() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        assertThat(caller.get("/").status()).isEqualTo(200);
        door.sql("update amparo.account set status = 'deactivated' where id = ?", worker.account());
        assertThat(caller.get("/").path()).isEqualTo("/sign-in?ended");
        assertThat(caller.get("/sign-in?ended").body()).contains("Your session has ended");
        door.sql("update amparo.account set status = 'active' where id = ?", worker.account());
        assertThat(caller.get("/").path())
                .as("the session does not come back")
                .startsWith("/sign-in");
    }

    @Test
    void whoIsDeactivatedStillReachesTheDoor() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        door.sql("update amparo.account set status = 'deactivated' where id = ?", worker.account());
        assertThat(caller.get("/sign-in").status()).isEqualTo(200);
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneAtOnce() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        assertThat(caller.get("/").status()).isEqualTo(200);
        door.sql("update amparo.membership set until = now() where account = ?", worker.account());
        assertThat(caller.get("/").path()).isEqualTo("/no-place");
    }

    @Test
    void aRoleThatNeedsASecondFactorIsNotReachedByChangingThere() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        UUID other = door.organisation(OrganisationKind.UN_AGENCY);
        door.role(worker.account(), other, Role.CASE_WORKER);
        door.sql("update amparo.organisation set name = 'ZZZ ' || id where id = ?", other);
        Caller caller = new Caller(door);
        caller.password(worker);
        assertThat(caller.get("/").status()).isEqualTo(200);
        assertThat(caller.post("/working-as", "membership", other + ":frontline").path())
                .isEqualTo("/");
        assertThat(caller.get("/").path()).isEqualTo("/second-factor");
    }

    @Test
    void nobodyWorksWhereTheyHaveNoRole() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Door.Worker elsewhere = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        caller.get("/");
        for (String wanted :
                new String[] {
                    elsewhere.organisation() + ":frontline",
                    worker.organisation() + ":administration",
                    "nonsense"
                }) {
            assertThat(caller.post("/working-as", "membership", wanted).status()).isEqualTo(404);
        }
    }

    @Test
    void aPasswordThatIsChangedElsewhereEndsTheOtherSessions() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller here = new Caller(door);
        Caller there = new Caller(door);
        here.password(worker);
        there.password(worker);
        here.get("/account/password");
        String id = here.session();
        String fresh = "otra frase bien larga y rara";
        Answer changed =
                here.post(
                        "/account/password",
                        "old",
                        Door.PASSWORD,
                        "password",
                        fresh,
                        "again",
                        fresh);
        assertThat(changed.path()).isEqualTo("/account");
        assertThat(here.get("/account").body()).contains("The password is changed");
        assertThat(here.session()).isNotEqualTo(id);
        assertThat(there.get("/").path()).startsWith("/sign-in");
        assertThat(new Caller(door).password(worker).status()).isEqualTo(422);
        assertThat(new Caller(door).password(worker.email(), fresh).path()).isEqualTo("/");
    }

    @Test
    void sessionsThatBeganBeforeTheMarkHaveEnded() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        door.sql(
                "update amparo.credential set sessions_from = ? where account = ?",
                java.sql.Timestamp.from(Instant.now().plusSeconds(60)),
                worker.account());
        assertThat(caller.get("/").path()).isEqualTo("/sign-in?ended");
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverBusyItIs() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        door.clock.forward(Duration.ofHours(11).plusMinutes(59));
        assertThat(caller.get("/").status()).isEqualTo(200);
        door.clock.forward(Duration.ofMinutes(2));
        assertThat(caller.get("/").path()).isEqualTo("/sign-in?ended");
    }

    @Test
    void aSessionThatNobodyUsedForHalfAnHourEnds() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        assertThat(
                        door.one(
                                "select max_inactive_interval from amparo.spring_session where principal_name = ?",
                                worker.account().toString()))
                .isEqualTo("1800");
        door.sql(
                "update amparo.spring_session set last_access_time = last_access_time - 1801000, expiry_time = expiry_time - 1801000 where principal_name = ?",
                worker.account().toString());
        assertThat(caller.get("/account").path()).isEqualTo("/sign-in?ended&to=/account");
    }

    @Test
    void signingOutEndsTheSessionForGood() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        caller.get("/");
        String id = caller.session();
        Answer out = caller.post("/sign-out");
        assertThat(out.path()).isEqualTo("/sign-in");
        assertThat(out.headers().get("Clear-Site-Data")).isEqualTo("\"cache\"");
        Caller thief = new Caller(door);
        thief.cookie("amparo", id);
        assertThat(thief.get("/").path()).startsWith("/sign-in");
    }

    @Test
    void signingOutEverywhereEndsAllSessionsOfTheAccountAndNoOther() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Door.Worker other = door.worker(Role.REGISTRAR);
        Caller here = new Caller(door);
        Caller there = new Caller(door);
        Caller colleague = new Caller(door);
        here.password(worker);
        there.password(worker);
        colleague.password(other);
        Answer list = here.get("/account/sessions");
        assertThat(list.body()).contains("Firefox, Android").contains("(this one)");
        assertThat(list.body().split("Firefox, Android", -1)).hasSize(3);
        assertThat(here.post("/account/sessions/end").path()).isEqualTo("/sign-in?everywhere");
        assertThat(here.get("/").path()).startsWith("/sign-in");
        assertThat(there.get("/").path()).startsWith("/sign-in");
        assertThat(colleague.get("/").status()).isEqualTo(200);
        assertThat(
                        door.one(
                                "select count(*) from amparo.spring_session where principal_name = ?",
                                worker.account().toString()))
                .isEqualTo("0");
    }

    @Test
    void aStoredSessionThatCannotBeReadMeansSigningInAgainAndNoError() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        door.sql(
                "update amparo.spring_session_attributes set attribute_bytes = '\\xaced0005740001'::bytea where session_primary_id in (select primary_id from amparo.spring_session where principal_name = ?)",
                worker.account().toString());
        assertThat(caller.get("/").path()).startsWith("/sign-in");
    }

    @Test
    void pagesOfAPersonAreNeverKeptByTheBrowser() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        assertThat(caller.get("/account").headers().get("Cache-Control")).contains("no-store");
    }
}
