package amparo.finder;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The arch of Amparo as pictures: an open door. */
final class Icons {
    private static final int GRID = 24;
    private static final Color TEAL = new Color(0x0b4f55);
    private static final Color SAND = new Color(0xf6f1e7);

    private Icons() {}

    /** A drawing for browsers that take one. */
    static String svg() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\">"
                + "<rect width=\"24\" height=\"24\" rx=\"5\" fill=\"#0b4f55\"/>"
                + "<path d=\"M5 19v-7a7 7 0 0 1 14 0v7h-4.2v-7a2.8 2.8 0 0 0-5.6 0v7z\""
                + " fill=\"#f6f1e7\"/></svg>\n";
    }

    /**
     * A picture.
     *
     * @param maskable true if the phone cuts its own shape out of it: then the ground fills all
     */
    static byte[] png(int size, boolean maskable) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.scale((double) size / GRID, (double) size / GRID);
        pen.setColor(TEAL);
        pen.fill(
                maskable
                        ? new Rectangle2D.Double(0, 0, GRID, GRID)
                        : new RoundRectangle2D.Double(0, 0, GRID, GRID, 10, 10));
        if (maskable) {
            pen.translate(4.2, 4.2);
            pen.scale(0.65, 0.65);
        }
        pen.setColor(SAND);
        pen.fill(arch());
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
        return out.toByteArray();
    }

    private static Path2D arch() {
        // A quarter of a circle as a curve.
        double k = 0.5523;
        Path2D arch = new Path2D.Double();
        arch.moveTo(5, 19);
        arch.lineTo(5, 12);
        arch.curveTo(5, 12 - 7 * k, 12 - 7 * k, 5, 12, 5);
        arch.curveTo(12 + 7 * k, 5, 19, 12 - 7 * k, 19, 12);
        arch.lineTo(19, 19);
        arch.lineTo(14.8, 19);
        arch.lineTo(14.8, 12);
        arch.curveTo(14.8, 12 - 2.8 * k, 12 + 2.8 * k, 9.2, 12, 9.2);
        arch.curveTo(12 - 2.8 * k, 9.2, 9.2, 12 - 2.8 * k, 9.2, 12);
        arch.lineTo(9.2, 19);
        arch.closePath();
        return arch;
    }
}
