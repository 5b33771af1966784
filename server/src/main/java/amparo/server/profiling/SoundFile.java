package amparo.server.profiling;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sound as it may be kept: told by its content and not by its name, and nothing in it but sound.
 * Two kinds are understood: WAV with plain samples, of which the format and the samples are kept;
 * and MP3, of which the frames are kept and everything between them is left out (tags with names,
 * places and pictures among it). What is not understood from beginning to end is not accepted.
 */
final class SoundFile {

    /** The largest file that is kept: half a minute of speech, well packed. */
    static final int MOST_BYTES = 400 * 1024;

    /** The largest file that is looked at: pictures in it may make it larger than what is kept. */
    static final int MOST_SENT = 4 * 1024 * 1024;

    private static final int WAV_HEADER = 44;
    private static final int PCM = 1;
    private static final int FORMAT_BYTES = 16;
    private static final int LEAST_FRAMES = 8;

    /** Bits a second / 1000 of MPEG 1 layer III, and of MPEG 2 and 2.5. */
    private static final int[][] RATES = {
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
    };

    private static final int[] SAMPLES = {44_100, 48_000, 32_000};

    private final String type;
    private final byte[] content;

    SoundFile(String type, byte[] content) {
        this.type = type;
        this.content = content.clone();
    }

    /** {@code audio/wav} or {@code audio/mpeg}. */
    String type() {
        return type;
    }

    byte[] content() {
        return content.clone();
    }

    /** The sound of a file; empty if it is none that is understood, or too large. */
    static Optional<SoundFile> of(byte[] file) {
        if (file.length > MOST_SENT) {
            return Optional.empty();
        }
        SoundFile sound =
                starts(file, 0, "RIFF") && starts(file, 8, "WAVE") ? wav(file) : mp3(file);
        return Optional.ofNullable(sound).filter(one -> one.content.length <= MOST_BYTES);
    }

    private static boolean starts(byte[] file, int at, String with) {
        byte[] wanted = with.getBytes(StandardCharsets.US_ASCII);
        return file.length >= at + wanted.length
                && Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static @Nullable SoundFile wav(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        byte[] format = null;
        byte[] samples = null;
        int at = 12;
        while (at + 8 <= file.length) {
            long length = Integer.toUnsignedLong(in.getInt(at + 4));
            if (length > file.length - at - 8L) {
                return null;
            }
            int end = at + 8 + (int) length;
            if (starts(file, at, "fmt ") && format == null && length >= FORMAT_BYTES) {
                // What stands behind the first sixteen bytes belongs to other kinds than plain
                // samples.
                format = Arrays.copyOfRange(file, at + 8, at + 8 + FORMAT_BYTES);
            } else if (starts(file, at, "data") && samples == null) {
                samples = Arrays.copyOfRange(file, at + 8, end);
            }
            at = end + (int) (length % 2);
        }
        if (format == null || samples == null || samples.length == 0 || !isPlain(format)) {
            return null;
        }
        ByteBuffer out =
                ByteBuffer.allocate(WAV_HEADER + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(WAV_HEADER - 8 + samples.length);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(FORMAT_BYTES).put(format);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length).put(samples);
        return new SoundFile("audio/wav", out.array());
    }

    private static boolean isPlain(byte[] format) {
        ByteBuffer in = ByteBuffer.wrap(format).order(ByteOrder.LITTLE_ENDIAN);
        int channels = in.getShort(2);
        int rate = in.getInt(4);
        int bits = in.getShort(14);
        return in.getShort(0) == PCM
                && (channels == 1 || channels == 2)
                && rate >= 8000
                && rate <= 48_000
                && (bits == 8 || bits == 16)
                && in.getInt(8) == rate * channels * bits / 8;
    }

    private static @Nullable SoundFile mp3(byte[] file) {
        int at = 0;
        while (starts(file, at, "ID3") && at + 10 <= file.length) {
            int size = 0;
            for (int i = 6; i < 10; i++) {
                size = (size << 7) | (file[at + i] & 0x7f);
            }
            at += 10 + size + ((file[at + 5] & 0x10) == 0 ? 0 : 10);
        }
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        int count = 0;
        while (at + 4 <= file.length) {
            int length = frame(file, at);
            if (length == 0 || at + length > file.length) {
                break;
            }
            // The first frame may hold no sound but who encoded it, and with what.
            if (count > 0 || !isInformation(file, at, length)) {
                frames.write(file, at, length);
            }
            count++;
            at += length;
        }
        // Behind the frames only tags may stand.
        boolean ends =
                at == file.length
                        || starts(file, at, "TAG")
                        || starts(file, at, "APETAGEX")
                        || starts(file, at, "LYRICSBEGIN");
        return count < LEAST_FRAMES || !ends
                ? null
                : new SoundFile("audio/mpeg", frames.toByteArray());
    }

    private static boolean isInformation(byte[] file, int at, int length) {
        for (int i = at + 4; i < Math.min(at + length, at + 48) - 4; i++) {
            if (starts(file, i, "Xing") || starts(file, i, "Info") || starts(file, i, "VBRI")) {
                return true;
            }
        }
        return false;
    }

    /** The length of the frame of MPEG layer III that begins here; 0 if none does. */
    private static int frame(byte[] file, int at) {
        int second = file[at + 1] & 0xff;
        int third = file[at + 2] & 0xff;
        if ((file[at] & 0xff) != 0xff || (second & 0xe0) != 0xe0) {
            return 0;
        }
        int version = (second >> 3) & 3;
        int layer = (second >> 1) & 3;
        int rate = third >> 4;
        int sampling = (third >> 2) & 3;
        if (version == 1 || layer != 1 || rate == 0 || rate == 15 || sampling == 3) {
            return 0;
        }
        boolean first = version == 3;
        int bits = RATES[first ? 0 : 1][rate] * 1000;
        int samples = SAMPLES[sampling] >> (first ? 0 : version == 2 ? 1 : 2);
        return (first ? 144 : 72) * bits / samples + ((third >> 1) & 1);
    }
}
