package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;

/** FEATURE: a package is read by whom it is for, and by nobody if anything was altered. */
class HandoverBoxTest {

    private static final byte[] WORDS = "Two children".getBytes(StandardCharsets.UTF_8);

    private final KeyPair sender = HandoverBox.signing();
    private final KeyPair receiver = HandoverBox.opening();

    @Test
    void onlyTheReceiverOpensItAndLearnsWhoSignedIt() {
        byte[] box =
                HandoverBox.sealFor(
                        receiver.getPublic().getEncoded(),
                        WORDS,
                        sender.getPrivate().getEncoded(),
                        sender.getPublic().getEncoded());
        assertThat(new String(box, StandardCharsets.UTF_8))
                .doesNotContain("children", HandoverBox.text(sender.getPublic().getEncoded()));
        var opened = HandoverBox.open(box, null, receiver.getPrivate().getEncoded());
        assertThat(opened).isPresent();
        assertThat(opened.get().content()).isEqualTo(WORDS);
        assertThat(opened.get().signedBy()).isEqualTo(sender.getPublic().getEncoded());
        assertThat(HandoverBox.open(box, null, HandoverBox.opening().getPrivate().getEncoded()))
                .isEmpty();
        assertThat(HandoverBox.open(box, HandoverBox.newCode(), null)).isEmpty();
    }

    @Test
    void aCarriedOneOpensWithItsCodeAlone() {
        String code = HandoverBox.newCode();
        assertThat(HandoverBox.isCode(code)).isTrue();
        byte[] box =
                HandoverBox.sealBy(
                        code,
                        WORDS,
                        sender.getPrivate().getEncoded(),
                        sender.getPublic().getEncoded());
        assertThat(HandoverBox.open(box, code, null)).isPresent();
        assertThat(HandoverBox.open(box, HandoverBox.newCode(), null)).isEmpty();
        assertThat(HandoverBox.open(WORDS, code, null)).isEmpty();
    }

    @Test
    void whatWasAlteredAnywhereDoesNotOpen() {
        String code = HandoverBox.newCode();
        byte[] box =
                HandoverBox.sealBy(
                        code,
                        WORDS,
                        sender.getPrivate().getEncoded(),
                        sender.getPublic().getEncoded());
        int tried = 0;
        for (int i = 20; i < box.length - 2; i += 53) {
            byte[] altered = box.clone();
            altered[i] = (byte) (altered[i] == 'A' ? 'B' : 'A');
            if (altered[i] != box[i]) {
                tried++;
                assertThat(HandoverBox.open(altered, code, null)).as("byte %s", i).isEmpty();
            }
        }
        assertThat(tried).isGreaterThan(5);
    }
}
