package amparo.engine.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Splits a condition into tokens. There is no minus sign in the language, so names may hold
 * hyphens.
 */
final class Lexer {
    /** Longer conditions are refused: nobody could read them. */
    static final int MAX_LENGTH = 4000;

    private static final List<String> FOREIGN = List.of("=>", "=<", "==", "<>", "&&", "||");

    /** What stands in this language for signs of others. */
    private static final Map<String, String> OTHERWISE =
            Map.ofEntries(
                    Map.entry("=>", "write '>='"),
                    Map.entry("=<", "write '<='"),
                    Map.entry("==", "write '='"),
                    Map.entry("<>", "write '!='"),
                    Map.entry("\u2265", "write '>='"),
                    Map.entry("\u2264", "write '<='"),
                    Map.entry("\u2260", "write '!='"),
                    Map.entry("&&", "write 'and'"),
                    Map.entry("&", "write 'and'"),
                    Map.entry("||", "write 'or'"),
                    Map.entry("|", "write 'or'"),
                    Map.entry(
                            "-",
                            "there is no minus sign: compare the two, or count from one day to the other"),
                    Map.entry("'", "names and codes stand without quotes"),
                    Map.entry("\"", "names and codes stand without quotes"),
                    Map.entry("[", "write codes in braces: {VEN, HTI}"));

    private final String text;
    private int position;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        if (text.length() > MAX_LENGTH) {
            throw problem(
                    0,
                    1,
                    "this condition has "
                            + text.length()
                            + " characters, at most "
                            + MAX_LENGTH
                            + " are read",
                    "split it into several conditions");
        }
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        int start = position;
        if (position >= text.length()) {
            return new Token(Token.Kind.END, "", new Span(start, start));
        }
        char c = text.charAt(position);
        if (isDigit(c)) {
            return number(start);
        }
        if (isLetter(c)) {
            word();
            return token(Token.Kind.WORD, start);
        }
        if (c == '$') {
            position++;
            word();
            if (position == start + 1) {
                throw problem(start, position, "a name must follow '$'", "write $name-of-set");
            }
            return token(Token.Kind.DOLLAR, start);
        }
        foreign(start);
        position++;
        boolean followedByEquals = position < text.length() && text.charAt(position) == '=';
        switch (c) {
            case '(', ')', '{', '}', ',', ';', '.', '=' -> {}
            case '<', '>' -> {
                if (followedByEquals) {
                    position++;
                }
            }
            case '!' -> {
                if (!followedByEquals) {
                    throw problem(start, position, "'!' means nothing here", "write 'not' or '!='");
                }
                position++;
            }
            default ->
                    throw problem(
                            start,
                            position,
                            "the character '" + c + "' has no meaning in a condition",
                            OTHERWISE.getOrDefault(Character.toString(c), ""));
        }
        return token(Token.Kind.SIGN, start);
    }

    /** Signs of other languages, with the cure. */
    private void foreign(int start) {
        for (String sign : FOREIGN) {
            if (text.startsWith(sign, start)) {
                throw problem(
                        start,
                        start + sign.length(),
                        "'" + sign + "' has no meaning in a condition",
                        OTHERWISE.getOrDefault(sign, ""));
            }
        }
    }

    private Token number(int start) {
        while (position < text.length() && isDigit(text.charAt(position))) {
            position++;
        }
        boolean date = false;
        while (position + 2 < text.length()
                && text.charAt(position) == '-'
                && isDigit(text.charAt(position + 1))
                && isDigit(text.charAt(position + 2))) {
            position += 3;
            date = true;
        }
        if (position < text.length() && isWordPart(text.charAt(position))) {
            word();
            throw problem(
                    start,
                    position,
                    "'" + text.substring(start, position) + "' is neither a number nor a date",
                    "write dates as 2024-03-15, numbers as digits");
        }
        if (!date && position - start > 9) {
            throw problem(start, position, "this number is too great", "at most 999999999");
        }
        return token(date ? Token.Kind.DATE : Token.Kind.NUMBER, start);
    }

    private void word() {
        while (position < text.length()) {
            char c = text.charAt(position);
            boolean innerHyphen =
                    c == '-'
                            && position + 1 < text.length()
                            && isWordPart(text.charAt(position + 1));
            if (!isWordPart(c) && !innerHyphen) {
                return;
            }
            position++;
        }
    }

    private Token token(Token.Kind kind, int start) {
        return new Token(kind, text.substring(start, position), new Span(start, position));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isWordPart(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }

    private static LanguageException problem(int start, int end, String message, String cure) {
        return new LanguageException(List.of(new Problem(new Span(start, end), message, cure)));
    }
}
