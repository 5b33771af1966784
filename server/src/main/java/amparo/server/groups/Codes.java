package amparo.server.groups;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** Codes as pictures. */
public final class Codes {

    private Codes() {}

    /** A code as letters and as a picture. */
    public record Card(String code, BitMatrix picture) {
        /** Of this code. */
        public static Card of(String code) {
            return new Card(code, Codes.picture(code));
        }
    }

    /** The code alone, so that any reader gives what would be typed. */
    public static BitMatrix picture(String code) {
        try {
            return new QRCodeWriter()
                    .encode(
                            code,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.Q,
                                    EncodeHintType.MARGIN,
                                    0));
        } catch (WriterException impossible) {
            throw new IllegalStateException("a code too long for a picture", impossible);
        }
    }
}
