package amparo.server.matching;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names without what people write differently: capitals, accents, hyphens, particles. Letters of
 * other scripts stay as they are.
 */
final class Folding {

    /** Words that stand in a name and tell nobody apart. */
    private static final Set<String> PARTICLES =
            Set.of(
                    "de", "del", "la", "las", "los", "el", "da", "das", "do", "dos", "di", "du",
                    "des", "les", "y", "e", "i", "van", "von", "der", "den", "bin", "ben", "ibn",
                    "bint", "al", "ul", "st", "sr", "sra", "jr");

    /** No name has more parts that matter. */
    static final int MOST_PARTS = 7;

    private static final Pattern APOSTROPHES = Pattern.compile("['’`´ʼ]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Folding() {}

    /** Small letters without accents; ç as s, as it sounds. */
    static String fold(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT)
                        .replace('ç', 's')
                        .replace("ß", "ss")
                        .replace('ø', 'o')
                        .replace('ł', 'l')
                        .replace('đ', 'd')
                        .replace('ı', 'i')
                        .replace("æ", "e")
                        .replace("œ", "e");
        StringBuilder folded = new StringBuilder(plain.length());
        Normalizer.normalize(plain, Normalizer.Form.NFD)
                .codePoints()
                .filter(letter -> Character.getType(letter) != Character.NON_SPACING_MARK)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /**
     * The words of a text, folded; an apostrophe joins, everything else that is no letter parts.
     */
    static List<String> words(String text) {
        String joined = APOSTROPHES.matcher(fold(text)).replaceAll("");
        return BETWEEN_WORDS.splitAsStream(joined).filter(word -> !word.isEmpty()).toList();
    }

    /** The parts of a name that tell people apart; if there are none, all of them. */
    static List<String> parts(String name) {
        List<String> words = words(name);
        List<String> telling = new ArrayList<>();
        for (String word : words) {
            if (!PARTICLES.contains(word) && !telling.contains(word)) {
                telling.add(word);
            }
        }
        List<String> chosen = telling.isEmpty() ? words : telling;
        return chosen.stream().limit(MOST_PARTS).toList();
    }
}
