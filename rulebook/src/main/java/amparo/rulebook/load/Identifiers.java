package amparo.rulebook.load;

import amparo.engine.language.Parser;

/** What ids, names of facts and codes may look like. */
final class Identifiers {
    private Identifiers() {}

    /** Lower case letters and digits, joined by single hyphens. */
    static boolean isId(String text) {
        boolean expectWord = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!letter && (c != '-' || expectWord)) {
                return false;
            }
            expectWord = c == '-';
        }
        return !expectWord;
    }

    /** A letter, then letters, digits, {@code _} and inner hyphens. */
    static boolean isName(String text) {
        if (text.isEmpty() || !isLetter(text.charAt(0)) || text.endsWith("-")) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** A word of the language itself. */
    static boolean isKeyword(String text) {
        return Parser.KEYWORDS.contains(text) || text.equals("ongoing");
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
