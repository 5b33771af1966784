package amparo.server.matching;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What may have been meant: codes one slip away, and dates that are often mistaken for another. */
final class Slips {

    private static final String CONSONANTS = "bçdfgjklmnprst";
    private static final String LETTERS = CONSONANTS + "aeiou";

    private Slips() {}

    /** All codes that differ in one place: left out, put in, another, or two changed over. */
    static Set<String> near(String code) {
        Set<String> near = new LinkedHashSet<>();
        boolean vowels = code.chars().skip(1).anyMatch(letter -> "aeiou".indexOf(letter) >= 0);
        String letters = vowels || code.length() < 3 ? LETTERS : CONSONANTS;
        for (int i = 0; i < code.length(); i++) {
            String before = code.substring(0, i);
            String after = code.substring(i + 1);
            near.add(before + after);
            if (i + 1 < code.length()) {
                near.add(before + code.charAt(i + 1) + code.charAt(i) + code.substring(i + 2));
            }
            for (int j = 0; j < letters.length(); j++) {
                near.add(before + letters.charAt(j) + after);
                near.add(before + letters.charAt(j) + code.substring(i));
            }
        }
        for (int j = 0; j < letters.length(); j++) {
            near.add(code + letters.charAt(j));
        }
        near.remove(code);
        near.removeIf(one -> one.length() < 2);
        return near;
    }

    /** Day and month changed over, the day or the month one off, the year one or ten off. */
    static List<String> dates(String date) {
        List<String> near = new ArrayList<>();
        int year = Integer.parseInt(date.substring(0, 4));
        for (int step : new int[] {-1, 1, -10, 10}) {
            near.add((year + step) + date.substring(4));
        }
        if (date.length() == 10) {
            int month = Integer.parseInt(date.substring(5, 7));
            int day = Integer.parseInt(date.substring(8));
            near.add("%04d-%02d-%02d".formatted(year, day, month));
            for (int step : new int[] {-1, 1, -10, 10, -20, 20}) {
                near.add("%04d-%02d-%02d".formatted(year, month, day + step));
            }
            for (int step : new int[] {-1, 1, -10, 10}) {
                near.add("%04d-%02d-%02d".formatted(year, month + step, day));
            }
            if (day % 10 != day / 10) {
                near.add("%04d-%02d-%02d".formatted(year, month, day % 10 * 10 + day / 10));
            }
        }
        near.removeIf(one -> one.length() != date.length() || one.contains("--"));
        return near;
    }

    /** Coarser ways in which the same day may have been told: its month, its year. */
    static List<String> coarser(String date) {
        List<String> all = new ArrayList<>();
        all.add(date);
        if (date.length() == 10) {
            all.add(date.substring(0, 7));
        }
        if (date.length() > 4) {
            all.add(date.substring(0, 4));
        }
        return all;
    }
}
