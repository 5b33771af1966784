package amparo.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Role;
import amparo.server.accounts.Caller.Answer;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
@Tag("door")
class LockTest {

    private static final String PIN = "284917";

    private Door door;

    @BeforeEach
    void open() {
        door = Door.open();
        door.sql("delete from amparo.sign_in_attempt");
    }

    /** Signed in with a PIN. */
    private Caller withPin(Door.Worker worker, Caller caller) {
        caller.password(worker);
        caller.get("/account/pin");
        assertThat(caller.post("/account/pin", "pin", PIN, "again", PIN, "after", "").path())
                .isEqualTo("/account");
        caller.get("/account");
        return caller;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456", "654321", "890123", "000000", "121212", "123123", "112233", "159753",
                "12345", "1234567", "abcdef", "１２３４５６", ""
            })
    void aTrivialPinIsRefusedWithAWord(String pin) {
        assertThat(Pins.fault(pin)).isPresent();
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = new Caller(door);
        caller.password(worker);
        caller.get("/account/pin");
        assertThat(caller.post("/account/pin", "pin", pin, "again", pin).status()).isEqualTo(422);
        assertThat(
                        door.one(
                                "select pin_hash from amparo.credential where account = ?",
                                worker.account()))
                .isEqualTo("null");
    }

    @Test
    void aPinWithoutAPatternIsTaken() {
        assertThat(Pins.fault(PIN)).isEmpty();
        assertThat(Pins.fault("907316")).isEmpty();
    }

    @Test
    void aLockedSessionReachesNothingUntilThePinOpensIt() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = withPin(worker, new Caller(door));
        String before = caller.session();
        assertThat(caller.post("/lock").path()).isEqualTo("/locked");
        for (String path :
                new String[] {
                    "/", "/account", "/account/sessions", "/second-factor", "/second-factor/new"
                }) {
            Answer answer = caller.get(path);
            assertThat(answer.path()).as(path).isEqualTo("/locked");
            assertThat(answer.body()).isEmpty();
        }
        assertThat(caller.get("/locked").body()).contains("Rosa Number").doesNotContain("main-nav");
        for (String path : new String[] {"/account/pin", "/working-as", "/passkeys/prove"}) {
            assertThat(caller.post(path).path()).as(path).isEqualTo("/locked");
        }
        assertThat(caller.post("/locked", "person", "self", "pin", "739105").status())
                .isEqualTo(422);
        assertThat(caller.post("/locked", "person", "self", "pin", PIN).path()).isEqualTo("/");
        assertThat(caller.get("/").status()).isEqualTo(200);
        assertThat(caller.session()).isNotEqualTo(before);
    }

    @Test
    void thePinIsNoProofForWhatAThiefWouldDoFirst() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = withPin(worker, new Caller(door));
        door.clock.forward(Duration.ofMinutes(11));
        caller.get("/account");
        caller.post("/lock");
        caller.get("/locked");
        caller.post("/locked", "person", "self", "pin", PIN);
        assertThat(caller.get("/second-factor/new").path()).isEqualTo("/account/prove");
        caller.get("/account");
        assertThat(caller.post("/account/pin", "pin", "739105", "again", "739105").path())
                .isEqualTo("/account/prove");
        assertThat(caller.post("/passkeys/new/options").status()).isEqualTo(409);
    }

    @Test
    void fiveWrongPinsEndTheSession() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = withPin(worker, new Caller(door));
        caller.post("/lock");
        caller.get("/locked");
        for (int i = 0; i < 4; i++) {
            assertThat(caller.post("/locked", "person", "self", "pin", "73910" + i).status())
                    .isEqualTo(422);
        }
        assertThat(caller.post("/locked", "person", "self", "pin", "739105").path())
                .isEqualTo("/sign-in?pin");
        assertThat(caller.get("/").path()).startsWith("/sign-in");
        caller.get("/sign-in");
        assertThat(caller.post("/locked", "person", "self", "pin", PIN).path())
                .isEqualTo("/sign-in");
    }

    @Test
    void theScreenLocksByItselfWhereTheAccountWantsIt() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = withPin(worker, new Caller(door));
        door.sql(
                "update amparo.credential set lock_after_minutes = 5 where account = ?",
                worker.account());
        door.clock.forward(Duration.ofMinutes(4));
        assertThat(caller.get("/").status()).isEqualTo(200);
        door.clock.forward(Duration.ofMinutes(4));
        assertThat(caller.get("/").status()).isEqualTo(200);
        door.clock.forward(Duration.ofMinutes(5));
        assertThat(caller.get("/").path()).isEqualTo("/locked");
        // It does not open again by asking twice.
        assertThat(caller.get("/").path()).isEqualTo("/locked");
    }

    @Test
    void whoIsDeactivatedWhileLockedIsOut() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller caller = withPin(worker, new Caller(door));
        caller.post("/lock");
        caller.get("/locked");
        door.sql("update amparo.account set status = 'deactivated' where id = ?", worker.account());
        assertThat(caller.post("/locked", "person", "self", "pin", PIN).path())
                .startsWith("/sign-in");
        assertThat(caller.get("/").path()).startsWith("/sign-in");
    }

    private static String key(Answer page, String name) {
        Matcher found =
                Pattern.compile(
                                "value=\"([^\"]+)\"[^>]*>\\s*<label class=\"choice-label\"[^>]*>"
                                        + name
                                        + "<")
                        .matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private String name(Door.Worker worker) {
        return door.one("select display_name from amparo.account where id = ?", worker.account());
    }

    @Test
    void twoPeopleChangeOnASharedTabletAndCarryNothingOver() {
        Door.Worker rosa = door.worker(Role.REGISTRAR);
        Door.Worker luis = door.worker(Role.REGISTRAR);
        Caller tablet = withPin(rosa, new Caller(door));
        tablet.post("/account/device", "name", "Front desk");
        assertThat(tablet.get("/account").body()).contains("Front desk");
        tablet.post("/sign-out");
        withPin(luis, tablet);
        tablet.post("/lock");
        // Rosa signed out, so only Luis is here.
        assertThat(tablet.get("/locked").body()).contains(name(luis)).doesNotContain(name(rosa));
        tablet.post("/locked", "person", "self", "pin", PIN);
        tablet.get("/account");
        tablet.post("/lock");
        tablet.get("/locked");
        tablet.post("/sign-out");
        tablet.password(rosa);
        tablet.get("/account");
        tablet.post("/lock");
        tablet.get("/locked");
        // Rosa leaves the tablet locked; Luis signs in wholly beside her.
        tablet.password(luis);
        tablet.get("/account");
        String luisSession = tablet.session();
        String luisToken = tablet.token();
        tablet.post("/lock");
        Answer page = tablet.get("/locked");
        assertThat(page.headers().get("Cache-Control")).contains("no-store");
        assertThat(page.body()).doesNotContain(rosa.account().toString());
        String rosaKey = key(page, name(rosa));
        assertThat(tablet.post("/locked", "person", rosaKey, "pin", "739105").status())
                .isEqualTo(422);
        assertThat(tablet.post("/locked", "person", rosaKey, "pin", PIN).path()).isEqualTo("/");
        assertThat(tablet.get("/account").body()).contains(name(rosa)).doesNotContain(name(luis));
        assertThat(tablet.session()).isNotEqualTo(luisSession);
        String rosaToken = tablet.token();
        tablet.token(luisToken);
        assertThat(tablet.post("/lock").status()).isEqualTo(403);
        tablet.token(rosaToken);
        Caller thief = new Caller(door);
        thief.cookie("amparo", luisSession);
        assertThat(thief.get("/").path()).startsWith("/sign-in");
    }

    @Test
    void aPinOpensNothingOnAnotherDevice() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller tablet = withPin(worker, new Caller(door));
        tablet.post("/account/device", "name", "Front desk");
        Caller other = new Caller(door);
        assertThat(other.get("/locked").path()).isEqualTo("/sign-in");
        other.get("/sign-in");
        assertThat(
                        other.post(
                                        "/locked",
                                        "person",
                                        door.one(
                                                "select id from amparo.device_person where account = ?",
                                                worker.account()),
                                        "pin",
                                        PIN)
                                .path())
                .isEqualTo("/sign-in");
        other.cookie("amparo-device", "guessed");
        assertThat(other.get("/locked").path()).isEqualTo("/sign-in");
    }

    /** The tablet after the browser was closed: the device is known, the session is gone. */
    private Caller again(Caller tablet) {
        Caller later = new Caller(door);
        later.cookie("amparo-device", tablet.cookie("amparo-device"));
        return later;
    }

    @Test
    void whoSignedInWhollyComesBackDuringTheShiftAndNotAfterIt() {
        Door.Worker worker = door.worker(Role.CASE_WORKER);
        byte[] secret = door.app(worker);
        Caller tablet = new Caller(door);
        tablet.signIn(worker, secret);
        tablet.get("/account/pin");
        tablet.post("/account/pin", "pin", PIN, "again", PIN);
        tablet.get("/account");
        tablet.post("/account/device", "name", "");
        door.clock.forward(Duration.ofHours(11));
        Caller later = again(tablet);
        assertThat(later.get("/sign-in").body()).contains("Come back with your PIN");
        Answer page = later.get("/locked");
        Matcher person = Pattern.compile("name=\"person\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(person.find()).isTrue();
        assertThat(later.post("/locked", "person", person.group(1), "pin", PIN).path())
                .isEqualTo("/");
        assertThat(later.get("/").status()).isEqualTo(200);
        // The twelve hours count from the whole sign-in, not from the PIN.
        door.clock.forward(Duration.ofMinutes(61));
        assertThat(later.get("/").path()).startsWith("/sign-in");
        assertThat(again(tablet).get("/locked").path()).isEqualTo("/sign-in");
    }

    @Test
    void thePasswordAloneBringsNobodyWithASecondFactorOntoTheList() {
        Door.Worker worker = door.worker(Role.CASE_WORKER);
        byte[] secret = door.app(worker);
        Caller tablet = new Caller(door);
        tablet.signIn(worker, secret);
        tablet.get("/account/pin");
        tablet.post("/account/pin", "pin", PIN, "again", PIN);
        tablet.get("/account");
        tablet.post("/account/device", "name", "");
        tablet.get("/account");
        tablet.post("/sign-out");
        tablet.password(worker);
        assertThat(again(tablet).get("/locked").path()).isEqualTo("/sign-in");
    }

    @Test
    void signingOutEverywhereDeactivationAndANewPasswordTakeSomebodyOffTheTablet() {
        for (String how : new String[] {"everywhere", "deactivated", "password", "unshared"}) {
            Door.Worker worker = door.worker(Role.REGISTRAR);
            Caller tablet = withPin(worker, new Caller(door));
            tablet.post("/account/device", "name", "");
            tablet.get("/account");
            assertThat(again(tablet).get("/locked").status()).as(how).isEqualTo(200);
            switch (how) {
                case "everywhere" -> {
                    Caller home = new Caller(door);
                    home.password(worker);
                    home.get("/account/sessions");
                    home.post("/account/sessions/end");
                }
                case "deactivated" ->
                        door.sql(
                                "update amparo.account set status = 'deactivated' where id = ?",
                                worker.account());
                case "password" ->
                        door.bean(SignIns.class)
                                .setPassword(worker.account(), "otra frase bien larga");
                default -> tablet.post("/account/device/end");
            }
            Caller after = new Caller(door);
            String device = tablet.cookie("amparo-device");
            if (!device.isEmpty()) {
                after.cookie("amparo-device", device);
            }
            assertThat(after.get("/locked").path()).as(how).isEqualTo("/sign-in");
        }
    }

    @Test
    void fiveWrongPinsTakeSomebodyOffTheTablet() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Caller tablet = withPin(worker, new Caller(door));
        tablet.post("/account/device", "name", "");
        Caller later = again(tablet);
        Matcher person =
                Pattern.compile("name=\"person\" value=\"([^\"]+)\"")
                        .matcher(later.get("/locked").body());
        assertThat(person.find()).isTrue();
        for (int i = 0; i < 5; i++) {
            later.post("/locked", "person", person.group(1), "pin", "73910" + i);
        }
        assertThat(later.get("/locked").path()).isEqualTo("/sign-in");
    }
}
