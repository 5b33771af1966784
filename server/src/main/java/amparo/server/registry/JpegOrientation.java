package amparo.server.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera says a JPEG should be turned: the tag "orientation" of EXIF 2.3, 1 to 8. */
final class JpegOrientation {

    private static final int TAG = 0x0112;
    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;

    private JpegOrientation() {}

    /** 1, "as it is", also where nothing is said or the file is broken. */
    static int of(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        try {
            if (in.getShort() != (short) 0xFFD8) {
                return 1;
            }
            while (in.remaining() > 4) {
                int marker = in.getShort() & 0xFFFF;
                int length = in.getShort() & 0xFFFF;
                if (marker >> 8 != 0xFF || (marker & 0xFF) == START_OF_SCAN || length < 2) {
                    return 1;
                }
                int next = in.position() + length - 2;
                if ((marker & 0xFF) == APP1 && length > 16 && in.getInt() == 0x45786966) {
                    return tag(in.position(in.position() + 2).slice());
                }
                in.position(next);
            }
        } catch (RuntimeException broken) {
            return 1;
        }
        return 1;
    }

    private static int tag(ByteBuffer tiff) {
        tiff.order(tiff.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int at = directory + 2 + 12 * i;
            if ((tiff.getShort(at) & 0xFFFF) == TAG) {
                int value = tiff.getShort(at + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }
}
