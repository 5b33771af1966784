package amparo.server.matching;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a folded word sounds, with what the spellings of Spanish, Portuguese, French and Haitian
 * Creole share: b as v, s as z and soft c, y as ll and j at the start, silent h, f as ph, k as c
 * and qu, j as x and soft g, o as au and eau. A code means nothing by itself: two words that may be
 * the same have the same.
 */
final class Sounds {

    private static final int FEWEST_CONSONANTS = 3;
    private static final String VOWELS = "aeiou";

    /** One after the other; made once, as a search hears thousands of words. */
    private static final List<UnaryOperator<String>> STEPS =
            List.of(
                    all("^h?[jy]h(?=[aeiou])", "j"),
                    put("sch", "ç"),
                    put("tch", "ç"),
                    put("sh", "ç"),
                    put("ch", "ç"),
                    put("ph", "f"),
                    put("kh", "j"),
                    put("zh", "j"),
                    put("dj", "j"),
                    put("lh", "y"),
                    put("nh", "n"),
                    put("gn", "n"),
                    put("h", ""),
                    all("gu(?=[ei])", "ĝ"),
                    all("g(?=[eiy])", "j"),
                    put("ĝ", "g"),
                    put("qu", "k"),
                    all("cc(?=[ei])", "s"),
                    all("c(?=[eiy])", "s"),
                    put("ck", "k"),
                    put("c", "k"),
                    put("q", "k"),
                    all("^x|(?<=[aeiou])x(?=[aeiou])", "j"),
                    put("x", "s"),
                    put("tz", "s"),
                    put("ts", "s"),
                    put("sz", "s"),
                    put("z", "s"),
                    put("eau", "o"),
                    put("au", "o"),
                    all("(o[iy]|oua|(?<=s)wa$)(?![aeiou])", "ua"),
                    put("ou", "u"),
                    all("(?<=[bcdfgjklmnprtç])w", "u"),
                    put("w", "b"),
                    put("v", "b"),
                    put("ll", "y"),
                    all("(^|(?<=[aeiou]))y(?=[aeiou])", "j"),
                    all("y(?=[aeiou])", "i"),
                    put("y", "i"),
                    all("i(?=j)", ""),
                    all("ao$", "on"),
                    all("m(?=[bp]|$)", "n"),
                    all("(.)\\1+", "$1"));

    private Sounds() {}

    private static UnaryOperator<String> put(String from, String to) {
        return word -> word.replace(from, to);
    }

    private static UnaryOperator<String> all(String pattern, String to) {
        Pattern compiled = Pattern.compile(pattern);
        return word -> {
            Matcher found = compiled.matcher(word);
            return found.find() ? found.replaceAll(to) : word;
        };
    }

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
        for (UnaryOperator<String> step : STEPS) {
            text = step.apply(text);
        }
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
