package amparo.server.profiling;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Sound files that tests make: a tone, with and without what must not be kept. */
final class Tone {

    private static final int RATE = 8000;

    private Tone() {}

    /** A second of a tone, with a note of who made it before and after the samples. */
    static byte[] wav(String secret) {
        byte[] samples = new byte[RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (128 + 60 * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        ByteBuffer format = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        format.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE);
        format.putShort((short) 1).putShort((short) 8);
        byte[] note = ("INFOIART" + secret).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("WAVE".getBytes(StandardCharsets.US_ASCII));
        chunk(body, "fmt ", format.array());
        chunk(body, "LIST", note);
        chunk(body, "data", samples);
        chunk(body, "id3 ", note);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        chunk(file, "RIFF", body.toByteArray());
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream into, String name, byte[] content) {
        into.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        into.writeBytes(
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(content.length)
                        .array());
        into.writeBytes(content);
        if (content.length % 2 == 1) {
            into.write(0);
        }
    }

    /**
     * Silent frames of MPEG layer III, with tags before and after, and a first frame that tells.
     */
    static byte[] mp3(String secret, int frames) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        byte[] words = secret.getBytes(StandardCharsets.UTF_8);
        file.writeBytes("ID3".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(new byte[] {4, 0, 0, 0, 0, 0, (byte) words.length});
        file.writeBytes(words);
        for (int i = 0; i < frames; i++) {
            // 128 kbit/s at 44.1 kHz: 417 bytes.
            byte[] frame = new byte[417];
            frame[0] = (byte) 0xff;
            frame[1] = (byte) 0xfb;
            frame[2] = (byte) 0x90;
            if (i == 0) {
                byte[] told = ("Info" + secret).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(told, 0, frame, 36, told.length);
            }
            file.writeBytes(frame);
        }
        byte[] tag = new byte[128];
        byte[] end = ("TAG" + secret).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(end, 0, tag, 0, end.length);
        file.writeBytes(tag);
        return file.toByteArray();
    }
}
