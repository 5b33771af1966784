package amparo.server.matching;

import amparo.server.matching.Sounds.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys of the index: hashes of what sounds alike. A part alone, two parts in any order, a part
 * with the birth date, the date, the end of a telephone number, the number of a document.
 */
final class Keys {

    static final int NAME = 1;
    static final int OTHER_NAME = 2;
    static final int BIRTH = 4;
    static final int PHONE = 8;
    static final int DOCUMENT = 16;

    /** How much it says if two persons share a key of this kind. */
    static final int SINGLE_WEIGHT = 5;

    static final int PAIR_WEIGHT = 20;
    static final int BORN_WEIGHT = 60;
    static final int DATE_WEIGHT = 10;
    static final int NUMBER_WEIGHT = 100;

    private static final int MOST = 150;
    private static final int MOST_NAMES = 5;
    private static final int MOST_BIRTHS = 3;
    private static final int PHONE_END = 8;

    private Keys() {}

    /**
     * A key.
     *
     * @param sharp the same heard more sharply
     * @param facts from which facts, as bits
     */
    record Key(long key, long sharp, int facts, int weight) {}

    /** A part of a name with all ways in which it may be heard. */
    record Part(String word, Set<Code> codes) {

        static Part of(String word) {
            Set<Code> codes = new LinkedHashSet<>();
            EqualNames.forms(word).forEach(form -> codes.addAll(Sounds.codes(form)));
            return new Part(word, codes);
        }

        static List<Part> all(String name) {
            return Folding.parts(name).stream().map(Part::of).toList();
        }
    }

    /** All keys of somebody, for the index. */
    static List<Key> of(Known known) {
        List<Key> keys = new ArrayList<>();
        known.names().stream()
                .limit(MOST_NAMES)
                .forEach(name -> named(Part.all(name), known.births(), NAME, keys));
        known.otherNames().stream()
                .limit(MOST_NAMES)
                .forEach(name -> named(Part.all(name), known.births(), OTHER_NAME, keys));
        known.births().stream().limit(MOST_BIRTHS).forEach(date -> keys.add(date(date)));
        known.phones().forEach(phone -> keys.add(phone(phone)));
        known.documents().forEach(number -> keys.addAll(document(number)));
        Set<Long> seen = new HashSet<>();
        return keys.stream().filter(key -> seen.add(key.key())).limit(MOST).toList();
    }

    private static void named(List<Part> parts, List<String> births, int fact, List<Key> keys) {
        // The most telling first, as there is a limit.
        births.stream()
                .limit(MOST_BIRTHS)
                .forEach(date -> parts.forEach(part -> keys.addAll(born(part, date, fact))));
        for (int i = 0; i < parts.size(); i++) {
            for (int j = i + 1; j < parts.size(); j++) {
                keys.addAll(pair(parts.get(i), parts.get(j), fact));
            }
        }
        parts.forEach(part -> keys.addAll(single(part, fact)));
    }

    static List<Key> single(Part part, int fact) {
        return part.codes().stream()
                .map(code -> key("s|" + code.loose(), "s|" + code.sharp(), fact, SINGLE_WEIGHT))
                .toList();
    }

    static List<Key> pair(Part one, Part other, int fact) {
        List<Key> keys = new ArrayList<>();
        for (Code a : one.codes()) {
            for (Code b : other.codes()) {
                keys.add(
                        key(
                                "p|" + inOrder(a.loose(), b.loose()),
                                "p|" + inOrder(a.sharp(), b.sharp()),
                                fact,
                                PAIR_WEIGHT));
            }
        }
        return keys;
    }

    static List<Key> born(Part part, String date, int fact) {
        return part.codes().stream()
                .map(code ->
                        key(
                                "b|" + code.loose() + "|" + date,
                                "b|" + code.sharp() + "|" + date,
                                fact | BIRTH,
                                BORN_WEIGHT))
                .toList();
    }

    static Key date(String date) {
        return key("d|" + date, "d|" + date, BIRTH, DATE_WEIGHT);
    }

    static Key phone(String digits) {
        String end = digits.substring(Math.max(0, digits.length() - PHONE_END));
        return key("t|" + end, "t|" + digits, PHONE, NUMBER_WEIGHT);
    }

    static List<Key> document(String number) {
        List<Key> keys = new ArrayList<>();
        keys.add(key("n|" + number, "n|" + number, DOCUMENT, NUMBER_WEIGHT));
        String digits = Known.onlyDigits(number);
        if (digits.length() >= 5 && !digits.equals(number)) {
            keys.add(key("n|" + digits, "n|" + number, DOCUMENT, NUMBER_WEIGHT));
        }
        return keys;
    }

    static Key key(String loose, String sharp, int facts, int weight) {
        return new Key(hash(loose), hash(sharp), facts, weight);
    }

    static String inOrder(String one, String other) {
        return one.compareTo(other) <= 0 ? one + "|" + other : other + "|" + one;
    }

    /** FNV-1a over 64 bits, with the last step of MurmurHash3 so that similar words lie apart. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
