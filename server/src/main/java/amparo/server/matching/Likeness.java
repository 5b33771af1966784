package amparo.server.matching;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.jspecify.annotations.Nullable;

/** How alike two persons are by what is known of them, and by what. */
final class Likeness {

    /** From here on two may well be one. */
    static final double CLOSE = 0.72;

    private static final JaroWinklerSimilarity LETTERS = new JaroWinklerSimilarity();
    private static final double LETTERS_ENOUGH = 0.86;

    /** Names that so many have that they say little: they count for less. */
    private static final Set<String> COMMON =
            Set.of(
                    "maria",
                    "jose",
                    "juan",
                    "luis",
                    "ana",
                    "carlos",
                    "antonio",
                    "francisco",
                    "jesus",
                    "jean",
                    "joseph",
                    "mohamed",
                    "garcia",
                    "rodriguez",
                    "gonzalez",
                    "hernandez",
                    "martinez",
                    "lopez",
                    "perez",
                    "sanchez",
                    "ramirez",
                    "torres",
                    "flores",
                    "gomez",
                    "diaz",
                    "cruz",
                    "silva",
                    "santos",
                    "pierre",
                    "oliveira",
                    "souza",
                    "carmen",
                    "rosa",
                    "miguel",
                    "manuel");

    private static final double COMMON_WEIGHT = 0.7;

    private Likeness() {}

    /** Why somebody is found: the end of a text key. */
    enum Why {
        NAME,
        NAME_SOUND,
        NAME_PART,
        EARLIER_NAME,
        OTHER_NAME,
        BIRTH,
        BIRTH_NEAR,
        BIRTH_YEAR,
        PHONE,
        DOCUMENT;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param score 0 is nothing in common, 1 is the same
     */
    record Result(double score, Set<Why> why) {}

    /** How well somebody answers to a search: what was not asked counts nothing. */
    static Result found(Asked asked, Known known) {
        Set<Why> why = EnumSet.noneOf(Why.class);
        double sum = 0;
        double most = 0;
        if (!asked.words().isEmpty()) {
            sum += 0.6 * names(asked.words(), known, false, why);
            most += 0.6;
        }
        if (!asked.births().isEmpty() || asked.year() != null) {
            sum += 0.4 * births(asked.births(), asked.year(), known, why);
            most += 0.4;
        }
        double score = most == 0 ? 0 : sum / most;
        return new Result(numbers(asked.phones(), asked.documents(), known, why, score), why);
    }

    /** Whether two may be one person. */
    static Result alike(Known one, Known other) {
        Set<Why> why = EnumSet.noneOf(Why.class);
        double name = 0;
        for (String mine : one.allNames()) {
            name = Math.max(name, names(Folding.parts(mine), other, true, why));
        }
        double score = name;
        boolean dated = !one.births().isEmpty() && !other.births().isEmpty();
        if (dated) {
            double birth = births(one.births(), null, other, why);
            // The same day says much, another day more.
            score = name * (0.55 + 0.45 * birth) + (birth >= 0.9 ? 0.1 * name : 0);
            if (birth < 0.3) {
                score = Math.min(score, 0.6);
            }
        } else {
            score *= 0.88;
        }
        if (one.sex() != null && other.sex() != null && !one.sex().equals(other.sex())) {
            score *= 0.85;
        }
        return new Result(
                Math.min(1, numbers(one.phones(), one.documents(), other, why, score)), why);
    }

    private static double numbers(
            List<String> phones, List<String> documents, Known known, Set<Why> why, double score) {
        double result = score;
        if (phones.stream()
                .anyMatch(mine -> known.phones().stream().anyMatch(one -> ends(mine, one)))) {
            why.add(Why.PHONE);
            result = Math.max(result, 0.5) + 0.25;
        }
        if (documents.stream()
                .anyMatch(mine ->
                        known.documents().stream()
                                .anyMatch(one ->
                                        one.equals(mine)
                                                || (mine.length() >= 5
                                                        && Known.onlyDigits(one)
                                                                .equals(
                                                                        Known.onlyDigits(
                                                                                mine)))))) {
            why.add(Why.DOCUMENT);
            result = Math.max(result, 0.6) + 0.35;
        }
        return Math.min(1, result);
    }

    private static boolean ends(String one, String other) {
        int length = Math.min(8, Math.min(one.length(), other.length()));
        return one.regionMatches(one.length() - length, other, other.length() - length, length);
    }

    private static double names(List<String> asked, Known known, boolean both, Set<Why> why) {
        double best = 0;
        Why by = null;
        List<String> all = known.allNames();
        for (int i = 0; i < all.size(); i++) {
            List<String> parts = Folding.parts(all.get(i));
            double score = align(asked, parts, both);
            if (score > best) {
                best = score;
                by =
                        i >= known.names().size()
                                ? Why.OTHER_NAME
                                : i > 0
                                        ? Why.EARLIER_NAME
                                        : score >= 0.97
                                                ? Why.NAME
                                                : score >= 0.8 ? Why.NAME_SOUND : Why.NAME_PART;
            }
        }
        if (by != null && best >= 0.4) {
            why.add(by);
        }
        return best;
    }

    /**
     * Each part that was asked finds the part that is most like it, and none finds two.
     *
     * @param both whether parts that the other has beyond those that were asked count against it
     */
    static double align(List<String> asked, List<String> parts, boolean both) {
        if (asked.isEmpty() || parts.isEmpty()) {
            return 0;
        }
        record Pair(double alike, int mine, int theirs) {}
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            for (int j = 0; j < parts.size(); j++) {
                double alike = word(asked.get(i), parts.get(j));
                if (alike > 0) {
                    pairs.add(new Pair(alike, i, j));
                }
            }
        }
        pairs.sort((a, b) -> Double.compare(b.alike(), a.alike()));
        boolean[] mine = new boolean[asked.size()];
        boolean[] theirs = new boolean[parts.size()];
        double sum = 0;
        int met = 0;
        for (Pair pair : pairs) {
            if (!mine[pair.mine()] && !theirs[pair.theirs()]) {
                mine[pair.mine()] = true;
                theirs[pair.theirs()] = true;
                sum += pair.alike() * weight(asked.get(pair.mine()));
                met++;
            }
        }
        double most = asked.stream().mapToDouble(Likeness::weight).sum();
        double covered = sum / most;
        double rest = 0;
        for (int j = 0; j < parts.size(); j++) {
            rest += theirs[j] ? 0 : weight(parts.get(j));
        }
        double all = parts.stream().mapToDouble(Likeness::weight).sum();
        if (both) {
            // One surname more or less is usual; a single part in common is not enough.
            double shorter = Math.max(covered, all == 0 ? 0 : sum / all);
            double missing = Math.min(asked.size(), parts.size()) - met;
            return met < 2 && Math.min(asked.size(), parts.size()) > 1
                    ? 0.45 * shorter
                    : Math.max(
                            0,
                            shorter
                                    - 0.05 * missing
                                    - 0.02 * Math.abs(asked.size() - parts.size()));
        }
        return covered * (1 - 0.04 * Math.min(1, rest / Math.max(all, 1)));
    }

    private static double weight(String word) {
        return EqualNames.forms(word).stream().anyMatch(COMMON::contains) ? COMMON_WEIGHT : 1;
    }

    static double word(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        String sharp = Sounds.sharp(one);
        String their = Sounds.sharp(other);
        if (sharp.equals(their)) {
            return 0.97;
        }
        if (EqualNames.equal(one, other)) {
            return 0.92;
        }
        for (String form : EqualNames.forms(one)) {
            if (EqualNames.forms(other).contains(form)) {
                return 0.9;
            }
        }
        if (one.length() == 1 || other.length() == 1) {
            return one.charAt(0) == other.charAt(0) ? 0.6 : 0;
        }
        double letters = LETTERS.apply(sharp, their);
        if (Sounds.loose(sharp).equals(Sounds.loose(their))) {
            return Math.max(0.86, letters * 0.95);
        }
        return letters >= LETTERS_ENOUGH ? letters * 0.93 : 0;
    }

    private static double births(
            List<String> asked, @Nullable Integer year, Known known, Set<Why> why) {
        double best = 0;
        for (String mine : asked) {
            for (String other : known.births()) {
                best = Math.max(best, date(mine, other));
            }
        }
        if (year != null) {
            for (String other : known.births()) {
                int off = Math.abs(Integer.parseInt(other.substring(0, 4)) - year);
                best = Math.max(best, off == 0 ? 0.9 : off <= 2 ? 0.5 : 0);
            }
        }
        if (known.births().isEmpty()) {
            // Not known is not another.
            return 0.4;
        }
        if (best >= 0.95) {
            why.add(Why.BIRTH);
        } else if (best >= 0.7) {
            why.add(year == null ? Why.BIRTH_NEAR : Why.BIRTH_YEAR);
        } else if (best >= 0.4) {
            why.add(Why.BIRTH_YEAR);
        }
        return best;
    }

    static double date(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        if (one.startsWith(other) || other.startsWith(one)) {
            return 0.9;
        }
        if (one.length() == other.length()) {
            if (Slips.dates(one).contains(other)) {
                return 0.75;
            }
            int differing = 0;
            for (int i = 0; i < one.length(); i++) {
                differing += one.charAt(i) == other.charAt(i) ? 0 : 1;
            }
            if (differing == 1) {
                return 0.75;
            }
        }
        int years =
                Math.abs(
                        Integer.parseInt(one.substring(0, 4))
                                - Integer.parseInt(other.substring(0, 4)));
        return years == 0 ? 0.5 : years == 1 ? 0.35 : years == 2 ? 0.2 : 0;
    }
}
