package amparo.server.matching;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How a folded word sounds, with what the spellings of Spanish, Portuguese, French and Haitian
 * Creole share: b as v, s as z and soft c, y as ll and j at the start, silent h, f as ph, k as c
 * and qu, j as x and soft g, o as au and eau. A code means nothing by itself: two words that may be
 * the same have the same.
 */
final class Sounds {

    private static final int FEWEST_CONSONANTS = 3;
    private static final String VOWELS = "aeiou";

    private Sounds() {}

    /** A sharp code with vowels, and a loose one that mostly has none. */
    record Code(String sharp, String loose) {}

    /** The codes of a word: the usual one, and another where a spelling has two readings. */
    static Set<Code> codes(String word) {
        Set<Code> codes = new LinkedHashSet<>();
        codes.add(code(word));
        if (word.contains("ll")) {
            codes.add(code(word.replace("ll", "l")));
        }
        int x = word.indexOf('x');
        if (x >= 0 && x < word.length() - 1) {
            codes.add(code(word.replace("x", "s")));
        }
        return codes;
    }

    private static Code code(String word) {
        String sharp = sharp(word);
        return new Code(sharp, loose(sharp));
    }

    static String sharp(String word) {
        String text = word;
        if (!text.chars().allMatch(letter -> letter >= 'a' && letter <= 'z')) {
            return text;
        }
        text =
                text.replaceAll("^h?[jy]h(?=[aeiou])", "j")
                        .replace("sch", "ç")
                        .replace("tch", "ç")
                        .replace("sh", "ç")
                        .replace("ch", "ç")
                        .replace("ph", "f")
                        .replace("kh", "j")
                        .replace("zh", "j")
                        .replace("dj", "j")
                        .replace("lh", "y")
                        .replace("nh", "n")
                        .replace("gn", "n")
                        .replace("h", "")
                        .replaceAll("gu(?=[ei])", "ĝ")
                        .replaceAll("g(?=[eiy])", "j")
                        .replace('ĝ', 'g')
                        .replace("qu", "k")
                        .replaceAll("cc(?=[ei])", "s")
                        .replaceAll("c(?=[eiy])", "s")
                        .replace("ck", "k")
                        .replace('c', 'k')
                        .replace('q', 'k')
                        .replaceAll("^x|(?<=[aeiou])x(?=[aeiou])", "j")
                        .replace('x', 's')
                        .replace("tz", "s")
                        .replace("ts", "s")
                        .replace("sz", "s")
                        .replace('z', 's')
                        .replace("eau", "o")
                        .replace("au", "o")
                        .replaceAll("(o[iy]|oua|(?<=s)wa$)(?![aeiou])", "ua")
                        .replace("ou", "u")
                        .replaceAll("(?<=[bcdfgjklmnprtç])w", "u")
                        .replace('w', 'b')
                        .replace('v', 'b')
                        .replace("ll", "y")
                        .replaceAll("(^|(?<=[aeiou]))y(?=[aeiou])", "j")
                        .replaceAll("y(?=[aeiou])", "i")
                        .replace('y', 'i')
                        .replaceAll("i(?=j)", "")
                        .replaceAll("ao$", "on")
                        .replaceAll("m(?=[bp]|$)", "n")
                        .replaceAll("(.)\\1+", "$1");
        return text.length() > 3 && text.endsWith("s")
                ? text.substring(0, text.length() - 1)
                : text;
    }

    /** The consonants, if there are enough of them to tell words apart. */
    static String loose(String sharp) {
        StringBuilder consonants = new StringBuilder();
        for (int i = 0; i < sharp.length(); i++) {
            char letter = sharp.charAt(i);
            if (VOWELS.indexOf(letter) < 0) {
                consonants.append(letter);
            }
        }
        int length = consonants.length();
        // What is not heard at the end of French words, and of Spanish ones in the Caribbean.
        if (length > FEWEST_CONSONANTS && "tds".indexOf(sharp.charAt(sharp.length() - 1)) >= 0) {
            consonants.setLength(length - 1);
        }
        if (consonants.length() < FEWEST_CONSONANTS) {
            return sharp;
        }
        return VOWELS.indexOf(sharp.charAt(0)) >= 0 ? "a" + consonants : consonants.toString();
    }
}
