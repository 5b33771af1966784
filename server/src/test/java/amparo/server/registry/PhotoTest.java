package amparo.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: a photo, if somebody wants one, is small, tells nothing but itself, and is walled. */
@Tag("database")
class PhotoTest {

    private final WholeServer server = WholeServer.get();

    // --- what must not happen

    @Test
    void whatIsNoPictureOrATrapIsRefused() throws Exception {
        byte[] jpeg = picture("jpeg", 40, 30);
        assertThat(PhotoImage.of(new byte[0])).isEmpty();
        assertThat(PhotoImage.of("<svg onload='x'/>".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(PhotoImage.of(picture("gif", 10, 10))).isEmpty();
        assertThat(PhotoImage.of(picture("bmp", 10, 10))).isEmpty();
        assertThat(PhotoImage.of(Arrays.copyOf(jpeg, 30))).isEmpty();
        // A PNG that says it is 60,000 by 60,000 points.
        byte[] trap = picture("png", 10, 10);
        ByteBuffer.wrap(trap).putInt(16, 60_000).putInt(20, 60_000);
        assertThat(PhotoImage.of(trap)).isEmpty();
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] broken = jpeg.clone();
            for (int j = 0; j < 5; j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            PhotoImage.of(broken)
                    .ifPresent(made -> assertThat(made.bytes()).hasSizeLessThan(200_001));
        }
    }

    @Test
    void theFileOfAStrangerShowsNoPhoto() throws Exception {
        UUID ours = server.organisation(OrganisationKind.NGO);
        Browser worker = server.worker(ours, Role.CASE_WORKER, "own");
        String code = enter(worker);
        photo(worker, ours, code);
        assertThat(worker.get("/persons/" + code + "/photo").statusCode()).isEqualTo(200);
        Browser stranger =
                server.worker(
                        server.organisation(OrganisationKind.UN_AGENCY),
                        Role.SUPERVISOR,
                        "organisation");
        assertThat(stranger.get("/persons/" + code + "/photo").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/persons/" + code + "/photo/new").statusCode()).isEqualTo(404);
        assertThat(stranger.post("/persons/" + code + "/photo/remove").statusCode()).isEqualTo(404);
        assertThat(worker.get("/persons/" + code + "/photo").statusCode()).isEqualTo(200);
    }

    // --- what must happen

    @Test
    void onlyThePointsOfThePictureAreKept() throws Exception {
        byte[] secret = "GPS 14.9N 92.2W, camera of Ana".getBytes(StandardCharsets.UTF_8);
        byte[] told = withMark(picture("jpeg", 1200, 900), exif(secret, 6));
        PhotoImage.Made made = PhotoImage.of(told).orElseThrow();
        assertThat(new String(made.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("GPS", "Exif", "Ana");
        assertThat(made.bytes().length).isLessThan(PhotoImage.MOST_BYTES);
        assertThat(made.width()).as("turned upright").isLessThan(made.height());
        assertThat(made.height()).isLessThanOrEqualTo(PhotoImage.HEIGHT);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(made.bytes()));
        // The left half was red: turned by a quarter to the right, it is above.
        assertThat(new Color(read.getRGB(read.getWidth() / 2, 20)).getRed()).isGreaterThan(180);
        assertThat(new Color(read.getRGB(read.getWidth() / 2, read.getHeight() - 20)).getBlue())
                .isGreaterThan(180);
    }

    @Test
    void aPhotoIsReplacedRemovedAuditedAndErasedWithThePerson() throws Exception {
        UUID ours = server.organisation(OrganisationKind.NGO);
        Browser worker = server.worker(ours, Role.CASE_WORKER, "own");
        String code = enter(worker);
        photo(worker, ours, code);
        photo(worker, ours, code);
        assertThat(count(ours)).isEqualTo("1");
        assertThat(worker.get("/persons/" + code).body())
                .contains("src=\"/persons/" + code + "/photo\"");
        var answer = worker.get("/persons/" + code + "/photo");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        worker.post("/persons/" + code + "/photo/remove");
        assertThat(count(ours)).isEqualTo("0");
        assertThat(worker.get("/persons/" + code + "/photo").statusCode()).isEqualTo(404);
        assertThat(worker.get("/persons/" + code).body()).doesNotContain("/photo\"");
        photo(worker, ours, code);
        server.sql("update person set erased_at = now() where code = ?", code);
        assertThat(count(ours)).isEqualTo("0");
        assertThat(
                        server.column(
                                "select action from audit_entry where chain = ? and kind = 'photo' order by"
                                        + " number",
                                ours))
                .startsWith("create", "create", "read", "delete");
    }

    // --- the hands

    private static String enter(Browser worker) throws Exception {
        String to = WholeServer.location(worker.post("/persons", "name", "Marisol"));
        return to.substring(to.length() - 8);
    }

    private void photo(Browser worker, UUID organisation, String code) throws Exception {
        PhotoImage.Made made = PhotoImage.of(picture("png", 300, 400)).orElseThrow();
        Acting.as(
                new Actor(
                        worker.account,
                        organisation,
                        OrganisationKind.NGO,
                        Room.FRONTLINE,
                        Set.of(Role.CASE_WORKER),
                        Scope.OWN,
                        Set.of(),
                        "test"),
                () -> {
                    server.context.getBean(Photos.class).put(code, Ids.next(), made);
                    return null;
                });
    }

    private String count(UUID organisation) throws Exception {
        return server.column("select count(*) from photo where organisation = ?", organisation)
                .getFirst();
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, x < width / 2 ? 0xff0000 : 0x0000ff);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    /** The segment APP1 of EXIF with an orientation and words behind it. */
    private static byte[] exif(byte[] words, int orientation) {
        ByteBuffer segment = ByteBuffer.allocate(10 + 8 + 2 + 12 + 4 + words.length);
        segment.putShort((short) 0xFFE1).putShort((short) (segment.capacity() - 2));
        segment.put("Exif".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0);
        segment.putShort((short) 0x4D4D).putShort((short) 42).putInt(8);
        segment.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        segment.putShort((short) orientation).putShort((short) 0).putInt(0);
        return segment.put(words).array();
    }

    private static byte[] withMark(byte[] jpeg, byte[] segment) {
        return ByteBuffer.allocate(jpeg.length + segment.length)
                .put(jpeg, 0, 2)
                .put(segment)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
