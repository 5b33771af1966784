package amparo.server.platform;

import com.google.zxing.common.BitMatrix;

/** Draws QR codes without pixels. */
public final class Qr {
    private Qr() {}

    /** The dark squares as the path of an SVG in which one square measures one. */
    public static String path(BitMatrix matrix) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y++) {
            int x = 0;
            while (x < matrix.getWidth()) {
                int from = x;
                while (x < matrix.getWidth() && matrix.get(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from).append(' ').append(y);
                    path.append('h').append(x - from).append("v1H").append(from).append('z');
                } else {
                    x++;
                }
            }
        }
        return path.toString();
    }
}
