package amparo.app.text;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** Text without accents: for terminals that cannot show them, and to compare what people type. */
public final class Plain {
    private static final Map<Character, String> NAMED =
            Map.ofEntries(
                    Map.entry('ñ', "ni"),
                    Map.entry('Ñ', "Ni"),
                    Map.entry('œ', "oe"),
                    Map.entry('Œ', "Oe"),
                    Map.entry('«', "\""),
                    Map.entry('»', "\""),
                    Map.entry('“', "\""),
                    Map.entry('”', "\""),
                    Map.entry('‘', "'"),
                    Map.entry('’', "'"),
                    Map.entry('–', "-"),
                    Map.entry('—', "-"),
                    Map.entry('…', "..."),
                    Map.entry('¿', ""),
                    Map.entry('¡', ""),
                    Map.entry('·', "-"),
                    Map.entry('•', "-"),
                    Map.entry('✓', "[x]"),
                    Map.entry('☐', "[ ]"),
                    Map.entry('✗', "[-]"),
                    Map.entry('º', "o"),
                    Map.entry('ª', "a"),
                    Map.entry('\u00A0', " "),
                    Map.entry('\u202F', " "));

    private Plain() {}

    /** The text with what a character set cannot write put in other words. */
    public static String in(Charset charset, String text) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return text;
        }
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (encoder.canEncode(c)) {
                out.append(c);
            } else {
                out.append(NAMED.containsKey(c) ? NAMED.get(c) : letters(c));
            }
        }
        return out.toString();
    }

    private static String letters(char c) {
        String stripped = stripped(Character.toString(c));
        for (int i = 0; i < stripped.length(); i++) {
            if (stripped.charAt(i) > '~') {
                return "?";
            }
        }
        return stripped;
    }

    /** Lower case, without accents, apostrophes and double blanks: for comparing. */
    public static String key(String text) {
        String lower = stripped(text).toLowerCase(Locale.ROOT).replace('’', '\'');
        return lower.replaceAll("[\\s-]+", " ").strip();
    }

    private static String stripped(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    }
}
