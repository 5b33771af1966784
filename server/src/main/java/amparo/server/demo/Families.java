package amparo.server.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A small generator of families on the move, with what they say about themselves. */
final class Families {

    private static final List<String> ORIGINS =
            List.of("VEN", "VEN", "VEN", "HTI", "COL", "ECU", "CUB", "NIC", "HND", "GTM");
    private static final List<String> NOTES =
            List.of(
                    "Travels with two neighbours who wait outside.",
                    "Asks for a doctor for the small one.",
                    "Wants to reach an aunt; has a telephone number on paper.",
                    "Lost all papers on the river.",
                    "Prefers to be called after six in the evening.");

    private final Random random;
    private final Names names;
    private int made;

    Families(Random random) {
        this.random = random;
        names = new Names(random);
    }

    /** Somebody with answers. */
    record Person(UUID id, List<Said> said) {
        Person {
            said = List.copyOf(said);
        }
    }

    /**
     * An answer.
     *
     * @param value as JSON
     */
    record Said(String fact, String value, String sensitivity) {}

    int made() {
        return made;
    }

    /** One to five people who travel together. */
    List<Person> next(String countryNow) {
        String origin = names.pick(ORIGINS);
        boolean haitian = origin.equals("HTI");
        String father = names.surname(haitian);
        String mother = names.surname(haitian);
        int size = 1 + random.nextInt(5);
        List<Person> family = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean child = i >= 2 || (i == 0 && size == 1 && random.nextInt(6) == 0);
            boolean woman =
                    i == 0
                            ? random.nextInt(3) > 0
                            : i == 1 ? random.nextInt(3) == 0 : random.nextBoolean();
            String surname =
                    haitian
                            ? father
                            : child
                                    ? father + " " + mother
                                    : (i == 0 ? mother : father) + " " + names.surname(false);
            family.add(person(origin, haitian, woman, child, surname, countryNow));
        }
        made += family.size();
        return family;
    }

    private Person person(
            String origin,
            boolean haitian,
            boolean woman,
            boolean child,
            String surname,
            String countryNow) {
        int age = child ? 1 + random.nextInt(16) : 19 + random.nextInt(45);
        LocalDate born = LocalDate.of(2026 - age, 1 + random.nextInt(10), 1 + random.nextInt(28));
        List<Said> said = new ArrayList<>();
        said.add(new Said("name", text(names.given(woman, haitian) + " " + surname), "personal"));
        said.add(new Said("nationality", "[" + text(origin) + "]", "ordinary"));
        said.add(new Said("birth_date", text(born.toString()), "personal"));
        said.add(new Said("sex", text(woman ? "female" : "male"), "personal"));
        said.add(new Said("country_now", text(countryNow), "ordinary"));
        said.add(
                new Said(
                        "languages",
                        "[" + text(haitian ? "haitian_creole" : "spanish") + "]",
                        "ordinary"));
        if (random.nextInt(3) == 0) {
            said.add(new Said("note", text(names.pick(NOTES)), "sensitive"));
        }
        if (!child && random.nextInt(8) == 0) {
            said.add(
                    new Said(
                            "survivor_note",
                            text("Wants to speak with a specialist, alone, and not today."),
                            "survivor"));
        }
        return new Person(new UUID(random.nextLong(), random.nextLong()), said);
    }

    private static String text(String words) {
        return '"' + words + '"';
    }
}
