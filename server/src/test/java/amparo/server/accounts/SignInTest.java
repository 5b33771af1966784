package amparo.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Role;
import amparo.server.accounts.Caller.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
@Tag("door")
class SignInTest {

    private Door door;

    @BeforeEach
    void open() {
        door = Door.open();
        door.sql("delete from amparo.sign_in_attempt");
    }

    private static String withoutTokens(String page) {
        return page.replaceAll("value=\"[^\"]*\"", "");
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Answer wrong = new Caller(door).password(worker.email(), "not the password at all");
        Answer unknown = new Caller(door).password("nobody@example.org", "not the password at all");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("do not fit together");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(withoutTokens(unknown.body())).isEqualTo(withoutTokens(wrong.body()));
        assertThat(unknown.headers().keySet()).isEqualTo(wrong.headers().keySet());
    }

    @Test
    void anAccountThatIsOnlyInvitedOrDeactivatedIsLikeAnUnknownOne() {
        for (String status : List.of("invited", "deactivated")) {
            Door.Worker worker = door.worker(Role.REGISTRAR);
            door.sql("update amparo.account set status = ? where id = ?", status, worker.account());
            Answer answer = new Caller(door).password(worker);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("do not fit together");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u007fb@example.org",
                "x' or '1'='1",
                "../../etc/passwd",
                "<script>alert(1)</script>@example.org",
                "\ud83e\udd80@example.org"
            })
    void whateverIsTypedAsAnAddressIsOnlyWrong(String typed) {
        Answer answer = new Caller(door).password(typed, "some password or other");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("<script>alert");
    }

    @Test
    void aVeryLongPasswordIsOnlyWrong() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        assertThat(new Caller(door).password(worker.email(), "x".repeat(100_000)).status())
                .isEqualTo(422);
    }

    @Test
    void aPasswordThatTheRulesAllowOpensAlsoWhenItsSignsAreLong() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        String crabs = "\ud83e\udd80".repeat(120) + "abcde";
        assertThat(PasswordRules.fault(crabs, "a@b.c", "Rosa")).isEmpty();
        door.bean(SignIns.class).setPassword(worker.account(), crabs);
        assertThat(new Caller(door).password(worker.email(), crabs).path()).isEqualTo("/");
    }

    @Test
    void lettersWithMarksAreTheSameFromEveryKeyboard() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        door.bean(SignIns.class).setPassword(worker.account(), "ma\u00f1ana temprano pi\u00f1a");
        assertThat(
                        new Caller(door)
                                .password(worker.email(), "man\u0303ana temprano pin\u0303a")
                                .path())
                .isEqualTo("/");
    }

    @Test
    void afterFiveMistakesEvenTheRightPasswordWaitsAndTheWaitDoubles() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        for (int i = 0; i < 5; i++) {
            assertThat(caller.password(worker.email(), "wrong " + i).status()).isEqualTo(422);
        }
        Answer waiting = caller.password(worker);
        assertThat(waiting.status()).isEqualTo(429);
        assertThat(waiting.body()).contains("Wait 1 minute");
        door.clock.forward(Duration.ofSeconds(31));
        assertThat(caller.password(worker.email(), "wrong again").status()).isEqualTo(422);
        door.clock.forward(Duration.ofSeconds(31));
        assertThat(caller.password(worker).status()).isEqualTo(429);
        door.clock.forward(Duration.ofSeconds(30));
        assertThat(caller.password(worker).path()).isEqualTo("/");
    }

    @Test
    void anUnknownNameIsLockedOutJustTheSame() {
        Caller caller = new Caller(door);
        for (int i = 0; i < 5; i++) {
            caller.password("ghost@example.org", "wrong " + i);
        }
        assertThat(caller.password("ghost@example.org", "wrong").status()).isEqualTo(429);
    }

    @Test
    void whatWasRightForgivesTheMistakesOfTheAccount() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        for (int round = 0; round < 2; round++) {
            Caller caller = new Caller(door);
            for (int i = 0; i < 4; i++) {
                caller.password(worker.email(), "wrong " + i);
            }
            assertThat(caller.password(worker).path()).isEqualTo("/");
        }
    }

    @Test
    void oneAddressWithManyNamesIsLockedOutAndForgottenMinuteByMinute() {
        Attempts attempts = door.bean(Attempts.class);
        AtTheGate gate = door.bean(AtTheGate.class);
        for (int i = 0; i < 40; i++) {
            assertThat(gate.call(() -> attempts.take(Attempts.Kind.ORIGIN, "203.0.113.7")))
                    .isEmpty();
        }
        assertThat(gate.call(() -> attempts.take(Attempts.Kind.ORIGIN, "203.0.113.7"))).isPresent();
        assertThat(gate.call(() -> attempts.take(Attempts.Kind.ORIGIN, "203.0.113.8"))).isEmpty();
        // An office with many people must not stay locked out until there is a day without
        // mistakes.
        door.clock.forward(Duration.ofMinutes(20));
        for (int i = 0; i < 19; i++) {
            assertThat(gate.call(() -> attempts.take(Attempts.Kind.ORIGIN, "203.0.113.7")))
                    .isEmpty();
        }
    }

    @Test
    void aSignInThatWasRightDoesNotForgiveTheOtherMistakesOfItsAddress() {
        Attempts attempts = door.bean(Attempts.class);
        AtTheGate gate = door.bean(AtTheGate.class);
        Door.Worker own = door.worker(Role.REGISTRAR);
        for (int i = 0; i < 39; i++) {
            gate.run(() -> attempts.take(Attempts.Kind.ORIGIN, "127.0.0.1"));
        }
        assertThat(new Caller(door).password(own).path()).isEqualTo("/");
        new Caller(door).password("victim@example.org", "guess one more");
        assertThat(new Caller(door).password("victim@example.org", "guess").status())
                .isEqualTo(429);
    }

    @Test
    void addressesOfOneIpv6NetworkCountTogether() {
        assertThat(Attempts.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(Attempts.network("2001:db8:1:2:ffff::1"))
                .isNotEqualTo(Attempts.network("2001:db8:1:3::1"));
        assertThat(Attempts.network("192.0.2.1")).isNotEqualTo(Attempts.network("192.0.2.2"));
    }

    @Test
    void manyGuessesAtTheSameMomentAreNoMoreThanOneAfterTheOther() throws Exception {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        List<Callable<Integer>> guesses = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String guess = "guess number " + i;
            Caller caller = new Caller(door);
            caller.get("/sign-in");
            guesses.add(() ->
                    caller.post("/sign-in", "email", worker.email(), "password", guess).status());
        }
        try (ExecutorService together = Executors.newFixedThreadPool(24)) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : together.invokeAll(guesses)) {
                answers.add(answer.get());
            }
            assertThat(answers).hasSize(24).containsOnly(422, 429);
            assertThat(answers.stream().filter(one -> one == 422).count()).isEqualTo(5);
        }
    }

    @Test
    void aRoleThatNeedsASecondFactorReachesNothingWithThePasswordAlone() {
        Door.Worker worker = door.worker(Role.CASE_WORKER);
        Caller caller = new Caller(door);
        assertThat(caller.password(worker).path()).isEqualTo("/");
        assertThat(caller.get("/").path()).isEqualTo("/second-factor");
        assertThat(caller.get("/second-factor").path()).isEqualTo("/second-factor/new");
        for (String path : List.of("/account", "/account/second-factors", "/account/sessions")) {
            assertThat(caller.get(path).path()).as(path).isEqualTo("/second-factor");
        }
        caller.get("/second-factor/new");
        assertThat(caller.post("/account/sessions/end").path()).isEqualTo("/second-factor");
        assertThat(caller.post("/passkeys/new/options").path()).isEqualTo("/second-factor");
        assertThat(caller.get("/no-such-page").status()).isEqualTo(404);
    }

    @Test
    void whoHasASecondFactorIsAlwaysAskedForIt() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        byte[] secret = door.app(worker);
        Caller caller = new Caller(door);
        assertThat(caller.password(worker).path()).isEqualTo("/second-factor");
        assertThat(caller.get("/").path()).isEqualTo("/second-factor");
        assertThat(caller.get("/second-factor/new").path()).isEqualTo("/second-factor");
        caller.get("/second-factor");
        assertThat(caller.post("/second-factor/new", "code", "123456").path())
                .isEqualTo("/second-factor");
        assertThat(caller.code(Totp.code(secret, door.clock.instant())).path()).isEqualTo("/");
        assertThat(caller.get("/").status()).isEqualTo(200);
    }

    @Test
    void aCodeIsGoodOnce() {
        Door.Worker worker = door.worker(Role.CASE_WORKER);
        byte[] secret = door.app(worker);
        String code = Totp.code(secret, door.clock.instant());
        Caller first = new Caller(door);
        first.password(worker);
        assertThat(first.code(code).path()).isEqualTo("/");
        Caller second = new Caller(door);
        second.password(worker);
        Answer again = second.code(code);
        assertThat(again.status()).isEqualTo(422);
        assertThat(second.get("/").path()).isEqualTo("/second-factor");
    }

    @Test
    void aCodeThatComesTwiceAtTheSameMomentOpensOnce() throws Exception {
        Door.Worker worker = door.worker(Role.CASE_WORKER);
        byte[] secret = door.app(worker);
        String code = Totp.code(secret, door.clock.instant());
        List<Callable<Integer>> both = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Caller caller = new Caller(door);
            caller.password(worker);
            caller.get("/second-factor");
            both.add(() -> caller.post("/second-factor", "code", code).status());
        }
        try (ExecutorService together = Executors.newFixedThreadPool(4)) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : together.invokeAll(both)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(302, 422, 422, 422);
        }
    }

    @Test
    void fiveWrongCodesMakeTheRightOneWait() {
        Door.Worker worker = door.worker(Role.CASE_WORKER);
        byte[] secret = door.app(worker);
        Caller caller = new Caller(door);
        caller.password(worker);
        for (int i = 0; i < 5; i++) {
            assertThat(caller.code("abcde" + i).status()).isEqualTo(422);
        }
        assertThat(caller.code(Totp.code(secret, door.clock.instant())).status()).isEqualTo(429);
        // The password does not reset the count of codes.
        Caller other = new Caller(door);
        other.password(worker);
        assertThat(other.code(Totp.code(secret, door.clock.instant())).status()).isEqualTo(429);
    }

    @Test
    void aRecoveryCodeOpensOnce() {
        Door.Worker worker = door.worker(Role.CASE_WORKER);
        door.app(worker);
        List<String> codes = door.bean(SignIns.class).newRecoveryCodes(worker.account());
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        Caller first = new Caller(door);
        first.password(worker);
        assertThat(first.code(codes.getFirst().toUpperCase(java.util.Locale.ROOT)).path())
                .isEqualTo("/");
        Caller second = new Caller(door);
        second.password(worker);
        assertThat(second.code(codes.getFirst()).status()).isEqualTo(422);
        assertThat(second.code(codes.get(1)).path()).isEqualTo("/");
    }

    @Test
    void theFirstAppIsSetUpOnTheWayInAndItsSecretStaysWithItsSession() {
        Door.Worker worker = door.worker(Role.CASE_WORKER);
        Caller caller = new Caller(door);
        caller.password(worker);
        String secret = secretOf(caller.get("/second-factor/new"));
        assertThat(caller.post("/second-factor/new", "code", "000000").status()).isEqualTo(422);
        byte[] key = base32(secret);
        Answer codes =
                caller.post("/second-factor/new", "code", Totp.code(key, door.clock.instant()));
        assertThat(codes.status()).isEqualTo(200);
        assertThat(codes.body()).contains("class=\"codes\"");
        assertThat(caller.get("/").status()).isEqualTo(200);
    }

    @Test
    void theSecretOfOnePersonIsNotOfferedToTheNextInTheSameBrowser() {
        Door.Worker first = door.worker(Role.CASE_WORKER);
        Door.Worker second = door.worker(Role.CASE_WORKER);
        Caller caller = new Caller(door);
        caller.password(first);
        String secret = secretOf(caller.get("/second-factor/new"));
        caller.password(second);
        assertThat(secretOf(caller.get("/second-factor/new"))).isNotEqualTo(secret);
    }

    private static String secretOf(Answer page) {
        Matcher found = Pattern.compile("<code>([A-Z2-7 ]+)</code>").matcher(page.body());
        assertThat(found.find()).as(page.toString()).isTrue();
        return found.group(1).replace(" ", "");
    }

    private static byte[] base32(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        long buffer = 0;
        int bits = 0;
        int at = 0;
        for (char letter : text.toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bytes[at++] = (byte) (buffer >> (bits - 8));
                bits -= 8;
            }
        }
        return bytes;
    }

    @Test
    void whoHasNoRoleIsToldSoAndIsNotSentInCircles() {
        Door.Worker worker = door.worker();
        byte[] secret = door.app(worker);
        Caller caller = new Caller(door);
        caller.signIn(worker, secret);
        assertThat(caller.get("/").path()).isEqualTo("/no-place");
        assertThat(caller.get("/second-factor").path()).isEqualTo("/no-place");
        assertThat(caller.get("/no-place").status()).isEqualTo(200);
    }

    @Test
    void theWayInLeadsBackToWhereSomebodyWantedToGo() {
        Door.Worker worker = door.worker(Role.CASE_WORKER);
        byte[] secret = door.app(worker);
        Caller caller = new Caller(door);
        assertThat(caller.get("/account/password?x=1").path())
                .isEqualTo("/sign-in?to=/account/password");
        caller.get("/sign-in?to=/account/password");
        caller.post(
                "/sign-in",
                "email",
                worker.email(),
                "password",
                Door.PASSWORD,
                "to",
                "/account/password");
        assertThat(caller.code(Totp.code(secret, door.clock.instant())).path())
                .isEqualTo("/account/password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example/account",
                "/\\evil.example",
                "/account/..//evil.example",
                "/%2f%2fevil.example",
                "/account\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                "/sign-in",
                "/static/amparo.css",
                "/second-factor/new",
                "/account@evil.example",
                "http:evil.example"
            })
    void nobodyIsLedElsewhereAfterSigningIn(String to) {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.get("/sign-in");
        Answer answer =
                caller.post(
                        "/sign-in", "email", worker.email(), "password", Door.PASSWORD, "to", to);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.path()).isEqualTo("/");
        String page =
                new Caller(door)
                        .get("/sign-in?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8))
                        .body();
        assertThat(page).contains("action=\"/sign-in\"").doesNotContain("name=\"to\"");
    }

    @Test
    void theAuditTellsOfEveryTryWithoutAddressesOfPeople() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        new Caller(door).password(worker.email(), "wrong");
        new Caller(door).password(worker);
        assertThat(
                        door.one(
                                "select string_agg(action, ',' order by number) from amparo.audit_entry where ? = any (subjects)",
                                worker.account()))
                .isEqualTo("sign-in-refused,sign-in");
        assertThat(
                        door.one(
                                "select count(*) from amparo.audit_entry e where e::text like ?",
                                "%" + worker.email() + "%"))
                .isEqualTo("0");
    }
}
