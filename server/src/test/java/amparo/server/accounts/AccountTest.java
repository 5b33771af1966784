package amparo.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Role;
import amparo.server.accounts.Caller.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("database")
@Tag("door")
class AccountTest {

    private Door door;

    @BeforeEach
    void open() {
        door = Door.open();
        door.sql("delete from amparo.sign_in_attempt");
    }

    private Caller in(Door.Worker worker) {
        Caller caller = new Caller(door);
        caller.password(worker);
        caller.get("/account");
        return caller;
    }

    @ParameterizedTest
    @CsvSource({
        "kurz und, Too short",
        "aaaaaaaaaaaaaaaaaaaa, repeats the same few signs",
        "contraseña2024, Many people use this one",
    })
    void aWeakPasswordIsRefusedWithItsReason(String fresh, String reason) {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = in(worker);
        Answer answer =
                caller.post(
                        "/account/password",
                        "old",
                        Door.PASSWORD,
                        "password",
                        fresh,
                        "again",
                        fresh);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(reason).doesNotContain(fresh);
    }

    @Test
    void everyFaultHasItsTextInBothLanguages() {
        for (PasswordRules.Fault fault : PasswordRules.Fault.values()) {
            assertThat(
                            amparo.server.platform.Texts.strict()
                                    .text(
                                            amparo.server.platform.Language.ES,
                                            PasswordTexts.key(fault)))
                    .doesNotStartWith("[");
            assertThat(
                            amparo.server.platform.Texts.strict()
                                    .text(
                                            amparo.server.platform.Language.EN,
                                            PasswordTexts.key(fault)))
                    .doesNotStartWith("[");
        }
    }

    @Test
    void theOldPasswordIsAskedAndGuessingItIsCounted() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = in(worker);
        String fresh = "una frase bien larga y rara";
        for (int i = 0; i < 5; i++) {
            Answer wrong =
                    caller.post(
                            "/account/password",
                            "old",
                            "wrong " + i,
                            "password",
                            fresh,
                            "again",
                            fresh);
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.body()).contains("This is not your password until now");
        }
        assertThat(
                        caller.post(
                                        "/account/password",
                                        "old",
                                        Door.PASSWORD,
                                        "password",
                                        fresh,
                                        "again",
                                        fresh)
                                .body())
                .contains("too many tries");
        assertThat(
                        caller.post(
                                        "/account/password",
                                        "old",
                                        Door.PASSWORD,
                                        "password",
                                        fresh,
                                        "again",
                                        "other")
                                .body())
                .contains("Both have to be the same");
    }

    @Test
    void ownNameAndLanguageAreChangedAndNothingOdd() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = in(worker);
        assertThat(caller.post("/account", "name", "x", "language", "en").status()).isEqualTo(422);
        assertThat(caller.post("/account", "name", "Rosa", "language", "xx").status())
                .isEqualTo(422);
        assertThat(caller.post("/account", "name", "a\u0007bc", "language", "en").status())
                .isEqualTo(422);
        Answer saved = caller.post("/account", "name", " <b>Rosa</b>  Luz ", "language", "es");
        assertThat(saved.path()).isEqualTo("/account?lang=es");
        Answer page = caller.get("/account?lang=es");
        assertThat(page.body())
                .contains("Su cuenta")
                .contains("&lt;b>Rosa&lt;/b> Luz")
                .doesNotContain("<b>Rosa");
    }

    @Test
    void theAppIsReplacedOnlyAfterAFreshProofOfTheOldOne() {
        Door.Worker worker = door.worker(Role.CASE_WORKER);
        byte[] secret = door.app(worker);
        Caller caller = new Caller(door);
        caller.signIn(worker, secret);
        assertThat(caller.get("/second-factor/new").status()).isEqualTo(200);
        door.clock.forward(Duration.ofMinutes(11));
        assertThat(caller.get("/second-factor/new").path()).isEqualTo("/account/prove");
        caller.get("/account/prove");
        String code = Totp.code(secret, door.clock.instant());
        assertThat(caller.post("/account/prove", "password", "wrong", "code", code).status())
                .isEqualTo(422);
        assertThat(
                        caller.post("/account/prove", "password", Door.PASSWORD, "code", "nope")
                                .status())
                .isEqualTo(422);
        assertThat(caller.post("/account/second-factors/recovery-codes").path())
                .isEqualTo("/account/prove");
        assertThat(caller.post("/account/prove", "password", Door.PASSWORD, "code", code).path())
                .isEqualTo("/account/second-factors");
        Answer page = caller.get("/account/second-factors");
        assertThat(page.body()).contains("Replace the app").contains("10 codes are left");
        assertThat(caller.post("/account/second-factors/recovery-codes").body())
                .contains("class=\"codes\"");
    }

    @Test
    void tooManyRequestsAreAskedToWait() {
        try (Door small =
                Door.open(
                        0,
                        Map.of(
                                "amparo.limits.session-per-minute",
                                5,
                                "amparo.limits.origin-per-minute",
                                12))) {
            Caller caller = new Caller(small);
            for (int i = 0; i < 6; i++) {
                assertThat(caller.get("/sign-in").status()).isEqualTo(200);
            }
            Answer stopped = caller.get("/sign-in");
            assertThat(stopped.status()).isEqualTo(429);
            assertThat(stopped.body()).contains("Too many attempts in a short time");
            assertThat(Integer.parseInt(stopped.headers().get("Retry-After"))).isBetween(1, 60);
            assertThat(caller.get("/static/amparo.css").status()).isEqualTo(200);
            // Another session of the same office goes on, until the office has had its share.
            Caller colleague = new Caller(small);
            assertThat(colleague.get("/sign-in").status()).isEqualTo(200);
            int last = 200;
            for (int i = 0; i < 8 && last == 200; i++) {
                last = new Caller(small).get("/sign-in").status();
            }
            assertThat(last).isEqualTo(429);
        }
    }
}
