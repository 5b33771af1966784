package amparo.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
        "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
    })
    void givesTheValuesOfRfc4226(long counter, String code) {
        assertThat(Totp.digits(SECRET, counter, 6)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void givesTheValuesOfRfc6238(long second, String code) {
        assertThat(Totp.digits(SECRET, second / 30, 8)).isEqualTo(code);
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code.substring(2));
    }

    @Test
    void takesOneStepToEitherSideAndNoMore() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        for (int away = -3; away <= 3; away++) {
            String code = Totp.code(SECRET, now.plusSeconds(30L * away));
            assertThat(Totp.match(SECRET, code, now, 0).isPresent())
                    .as("%d steps away", away)
                    .isEqualTo(Math.abs(away) <= 1);
        }
    }

    @Test
    void takesNoStepThatIsNotNewerThanTheLast() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        String code = Totp.code(SECRET, now);
        long step = Totp.match(SECRET, code, now, 0).orElseThrow();
        assertThat(Totp.match(SECRET, code, now, step)).isEmpty();
        assertThat(Totp.match(SECRET, code, now, step - 1)).hasValue(step);
    }

    @ParameterizedTest
    @CsvSource({"''", "000000", "12345", "1234567", "abcdef", "-12345"})
    void takesNothingElse(String typed) {
        assertThat(Totp.match(SECRET, typed, Instant.ofEpochSecond(59), 0)).isEmpty();
    }

    @Test
    void takesSpacesThatPeopleType() {
        assertThat(Totp.match(SECRET, " 287 082 ", Instant.ofEpochSecond(59), 0)).isPresent();
    }

    @Test
    void writesBase32AsRfc4648() {
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("MZXW6YTBOI");
    }
}
