package amparo.server.profiling;

import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Walk;
import amparo.engine.rule.Citation;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import com.google.zxing.common.BitMatrix;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sheet to take home, for a device without a line: its words and those of the doors in one
 * language, and the pictures of addresses. About nobody; the device puts it together.
 */
public final class CarriedSheet {

    private static final String WORDS = "sheet.";
    private static final int BYTE = 8;

    private CarriedSheet() {}

    /** The words of the sheet and of each door, in a language of the rulebook. */
    public static String words(Rulebook book, String language) {
        Spoken spoken = Spoken.bundled();
        JsonWriter out = new JsonWriter(false);
        out.object().field("draft", spoken.isDraft(language)).key("words").object();
        spoken.words().keySet().stream()
                .filter(key -> key.startsWith(WORDS))
                .forEach(key -> out.field(key, spoken.in(language, key)));
        out.endObject().key("doors").object();
        for (Pathway door : book.pathways()) {
            if (!door.isBarrier()) {
                out.key(door.id()).object();
                out.field("summary", door.summary().in(language));
                out.field("apply", door.apply().in(language));
                out.field("ends", door.effectOnAsylum() == EffectOnAsylum.ENDS);
                out.field("tells", TellingDoors.tells(door)).endObject();
            }
        }
        return out.endObject().endObject().toString();
    }

    /** The address of each door's source, and of the discreet sheet, as squares: size and bits. */
    public static String pictures(Rulebook book) {
        Map<String, String> all = new TreeMap<>();
        for (Pathway door : book.pathways()) {
            String url = door.isBarrier() ? "" : TakeHomePages.source(source(door));
            if (!url.isEmpty()) {
                all.put(door.id(), squares(TakeHomePages.picture(url)));
            }
        }
        all.put("", squares(TakeHomePages.picture(TakeHomePages.HELP)));
        JsonWriter out = new JsonWriter(false);
        out.object();
        all.forEach(out::field);
        return out.endObject().toString();
    }

    /** Of the newest version that names one. */
    private static String source(Pathway door) {
        String[] found = {""};
        Walk.nodes(
                door,
                node -> {
                    Citation cite = node.cite();
                    if (cite != null && !TakeHomePages.source(cite.url()).isEmpty()) {
                        found[0] = cite.url();
                    }
                });
        return found[0];
    }

    private static String squares(BitMatrix picture) {
        ByteArrayOutputStream bits = new ByteArrayOutputStream();
        int held = 0;
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                held = (held << 1) | (picture.get(x, y) ? 1 : 0);
                count++;
                if (count % BYTE == 0) {
                    bits.write(held);
                    held = 0;
                }
            }
        }
        if (count % BYTE != 0) {
            bits.write(held << (BYTE - (count % BYTE)));
        }
        return picture.getWidth() + ":" + Base64.getEncoder().encodeToString(bits.toByteArray());
    }
}
