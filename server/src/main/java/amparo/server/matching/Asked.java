package amparo.server.matching;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for: understood from one field, or put together by a program.
 *
 * @param code eight signs that may be the code of a person, or part of a name
 * @param words parts of the name, folded
 * @param births dates, the likelier reading first
 * @param year of birth, if there is no date
 */
record Asked(
        @Nullable String code,
        List<String> words,
        List<String> births,
        @Nullable Integer year,
        List<String> phones,
        List<String> documents) {

    /** No search is longer. */
    static final int LONGEST = 200;

    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("\\b((?:19|20)\\d\\d)[-/.](\\d{1,2})[-/.](\\d{1,2})\\b");
    private static final Pattern YEAR_LAST =
            Pattern.compile("\\b(\\d{1,2})[-/.](\\d{1,2})[-/.]((?:19|20)\\d\\d)\\b");
    private static final Pattern YEAR = Pattern.compile("(?<![\\d+])((?:19|20)\\d\\d)(?!\\d)");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d ().-]{5,18}\\d");
    private static final Pattern LETTERED =
            Pattern.compile("\\b[A-Za-z]{1,3}-?\\d[A-Za-z0-9.-]{3,20}\\b");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d[A-Za-z0-9.-]{3,20}\\b");

    Asked {
        words = List.copyOf(words);
        births = List.copyOf(births);
        phones = List.copyOf(phones);
        documents = List.copyOf(documents);
    }

    boolean isEmpty() {
        return words.isEmpty()
                && births.isEmpty()
                && year == null
                && phones.isEmpty()
                && documents.isEmpty();
    }

    /** What one field says. */
    static Asked of(String typed) {
        String text = typed.strip();
        if (text.length() > LONGEST) {
            text = text.substring(0, LONGEST);
        }
        String upper = text.toUpperCase(Locale.ROOT);
        String code = CODE.matcher(upper).matches() ? upper : null;
        List<String> births = new ArrayList<>();
        text = dates(text, births);
        List<String> documents = new ArrayList<>();
        text = documents(LETTERED, text, documents);
        List<String> phones = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        Matcher phone = PHONE.matcher(text);
        while (phone.find()) {
            String digits = Known.digits(phone.group());
            if (!digits.isEmpty()) {
                phones.add(digits);
                documents.add(digits);
                phone.appendReplacement(rest, " ");
            }
        }
        phone.appendTail(rest);
        text = documents(NUMBER, rest.toString(), documents);
        Integer year = null;
        Matcher alone = YEAR.matcher(text);
        if (births.isEmpty() && alone.find()) {
            year = Integer.valueOf(alone.group(1));
            text = alone.replaceFirst(" ");
        }
        List<String> words =
                Folding.parts(text).stream()
                        .filter(word -> word.chars().noneMatch(Character::isDigit))
                        .toList();
        return new Asked(code, words, births, year, phones, documents);
    }

    /** What a program asks for by name. */
    static Asked of(
            String name,
            @Nullable String birth,
            @Nullable String phone,
            @Nullable String document) {
        return new Asked(
                null,
                Folding.parts(name),
                birth == null ? List.of() : List.of(birth),
                null,
                phone == null || Known.digits(phone).isEmpty()
                        ? List.of()
                        : List.of(Known.digits(phone)),
                document == null || Known.number(document).isEmpty()
                        ? List.of()
                        : List.of(Known.number(document)));
    }

    private static String documents(Pattern form, String text, List<String> documents) {
        StringBuilder rest = new StringBuilder();
        Matcher number = form.matcher(text);
        while (number.find()) {
            String plain = Known.number(number.group());
            if (plain.length() >= 5) {
                documents.add(plain);
                number.appendReplacement(rest, " ");
            }
        }
        number.appendTail(rest);
        return rest.toString();
    }

    private static String dates(String text, List<String> births) {
        Matcher first = YEAR_FIRST.matcher(text);
        if (first.find()) {
            add(births, first.group(1), first.group(2), first.group(3));
            return first.replaceFirst(" ");
        }
        Matcher last = YEAR_LAST.matcher(text);
        if (last.find()) {
            add(births, last.group(3), last.group(2), last.group(1));
            // Some write the month first.
            add(births, last.group(3), last.group(1), last.group(2));
            return last.replaceFirst(" ");
        }
        return text;
    }

    private static void add(List<String> births, String year, String month, String day) {
        try {
            String date =
                    LocalDate.of(
                                    Integer.parseInt(year),
                                    Integer.parseInt(month),
                                    Integer.parseInt(day))
                            .toString();
            if (!births.contains(date)) {
                births.add(date);
            }
        } catch (DateTimeException none) {
            // The other reading may be one.
        }
    }
}
