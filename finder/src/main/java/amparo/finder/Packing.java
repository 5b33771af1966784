package amparo.finder;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Packed forms of a file, as small as they get. */
public final class Packing {
    private static final int BEST = 11;

    private Packing() {}

    /** True if files are worth packing: pictures are packed already. */
    public static boolean isWorth(String path) {
        return !path.endsWith(".png");
    }

    /** True if this computer has a library for brotli. */
    public static boolean hasBrotli() {
        return Brotli4jLoader.isAvailable();
    }

    /** Packed by brotli. */
    public static byte[] brotli(byte[] bytes) {
        try {
            return Encoder.compress(
                    bytes, new Encoder.Parameters().setQuality(BEST).setMode(Encoder.Mode.TEXT));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** Packed by gzip. The same bytes give the same bytes. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out =
                new GZIPOutputStream(packed) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                }) {
            out.write(bytes);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
        return packed.toByteArray();
    }
}
