package amparo.server.demo;

import static amparo.server.demo.Json.object;
import static amparo.server.demo.Json.text;
import static amparo.server.demo.Json.texts;

import amparo.server.demo.Names.Manner;
import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.registry.PersonFiles.Told;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A generator of families on the move, with what they say about themselves. */
final class Families {

    /** The day on which the invented world was told. */
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private static final List<String> ORIGINS =
            List.of(
                    "VEN", "VEN", "VEN", "VEN", "VEN", "HTI", "HTI", "COL", "COL", "ECU", "ECU",
                    "CUB", "NIC", "HND", "GTM", "DOM", "AFG", "CMR", "NPL");
    private static final Map<String, List<String>> FAR =
            Map.of(
                    "AFG", List.of("dari_pashto", "fa"),
                    "CMR", List.of("french", "fr"),
                    "NPL", List.of("nepali", "ne"));
    private static final List<String> NOTES =
            List.of(
                    "Viaja con dos vecinos que esperan afuera.",
                    "Pide un médico para la niña.",
                    "Quiere llegar donde una tía; tiene un número de teléfono en un papel.",
                    "Perdió todos los papeles en el río.",
                    "Prefiere que la llamen después de las seis de la tarde.",
                    "No sabe leer; explicar todo de palabra.",
                    "Pregunta si la escuela recibe a los niños sin papeles.");
    private static final List<String> EVENTS =
            List.of(
                    "robbed",
                    "extorted",
                    "robbed",
                    "separated_family",
                    "assaulted",
                    "kidnapped",
                    "companion_died");
    private static final List<String> NEEDS =
            List.of(
                    "food",
                    "shelter",
                    "medical",
                    "water",
                    "contact_family",
                    "child_care",
                    "school");
    private static final List<String> HEALTH =
            List.of(
                    "ongoing_illness",
                    "injury",
                    "treatment_interrupted",
                    "mind_suffering",
                    "malnutrition");
    private static final List<String> FEARS =
            List.of(
                    "generalised_violence",
                    "gangs",
                    "political_opinion",
                    "family_violence",
                    "poverty",
                    "disaster");
    private static final List<String> PAPERS =
            List.of("passport", "national_id", "birth_certificate");
    private static final List<String> STATES =
            List.of("held", "held", "held", "expired", "lost", "taken", "never_had");

    private final Random random;
    private final Names names;
    private int made;
    private long clock;

    Families(Random random) {
        this.random = random;
        names = new Names(random);
        clock = TODAY.minusDays(200).toEpochDay() * 86_400_000L;
    }

    /**
     * People who travel together.
     *
     * @param group none for somebody who travels alone
     * @param twice a second file of the first of them, by mistake, under a name that was misheard;
     *     mostly none
     */
    record Family(@Nullable UUID group, List<Traveller> travellers, @Nullable Traveller twice) {
        Family {
            travellers = List.copyOf(travellers);
        }
    }

    int made() {
        return made;
    }

    /** One to six people who travel together. */
    Family next(String countryNow) {
        String origin = names.pick(ORIGINS);
        Manner manner =
                FAR.containsKey(origin)
                        ? Manner.FAR
                        : origin.equals("HTI") ? Manner.HAITIAN : Manner.SPANISH;
        String father = names.surname(manner);
        String mother = names.surname(manner);
        int size = List.of(1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6).get(random.nextInt(11));
        LocalDate arrived = TODAY.minusDays(1L + random.nextInt(random.nextInt(4) == 0 ? 180 : 20));
        Journey journey = new Journey(origin, countryNow, arrived, random);
        boolean without = random.nextInt(3) > 0;
        List<Traveller> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean child =
                    i >= 2
                            || (i == 1 && random.nextInt(3) == 0)
                            || (size == 1 && random.nextInt(10) == 0);
            boolean woman =
                    i == 0
                            ? random.nextInt(5) > 1
                            : child ? random.nextBoolean() : random.nextInt(4) == 0;
            String surname =
                    manner != Manner.SPANISH
                            ? father
                            : child
                                    ? father + " " + mother
                                    : (i == 0 ? mother : father) + " " + names.surname(manner);
            String relation =
                    i == 0
                            ? null
                            : child
                                    ? (random.nextInt(12) == 0 ? "niece_nephew" : "child")
                                    : "partner";
            if (i >= 2 && random.nextInt(15) == 0) {
                relation = "unrelated";
            }
            Who who =
                    new Who(
                            origin,
                            manner,
                            woman,
                            child,
                            names.given(woman, manner),
                            surname,
                            countryNow);
            UUID id = id();
            all.add(new Traveller(id, null, relation, told(id, who, journey, without)));
        }
        made += size;
        Traveller twice = null;
        if (random.nextInt(30) == 0) {
            twice = again(all.getFirst());
            made++;
        }
        return new Family(size == 1 ? null : id(), all, twice);
    }

    private record Who(
            String origin,
            Manner manner,
            boolean woman,
            boolean child,
            String given,
            String surname,
            String now) {}

    /** The same person once more, as somebody else heard the name. */
    private Traveller again(Traveller one) {
        List<Told> told = new ArrayList<>();
        for (Told answer : one.told()) {
            switch (answer.fact()) {
                case "name" -> told.add(said("name", misheard(answer.value())));
                case "birth_date", "nationality", "sex", "phone" -> told.add(answer);
                default -> {}
            }
        }
        return new Traveller(id(), null, null, told);
    }

    private static String misheard(String name) {
        return name.replace("z", "s")
                .replace("v", "b")
                .replace("á", "a")
                .replace("é", "e")
                .replace("í", "i");
    }

    private List<Told> told(UUID id, Who who, Journey journey, boolean without) {
        List<Told> told = new ArrayList<>();
        int age =
                who.child()
                        ? random.nextInt(17)
                        : 19 + random.nextInt(random.nextInt(5) == 0 ? 55 : 25);
        LocalDate born = TODAY.minusYears(age).minusDays(1L + random.nextInt(364));
        told.add(said("name", text(who.given() + " " + who.surname())));
        told.add(said("nationality", texts(List.of(who.origin()))));
        told.add(birth(born));
        told.add(said("sex", text(who.woman() ? "female" : "male")));
        told.add(said("country_now", text(who.now())));
        told.add(said("languages", texts(languages(who))));
        records(told, id, "stay", journey.stays(without, random));
        documents(told, id, who);
        if (!who.child()) {
            adult(told, id, who, journey);
        } else if (age >= 6) {
            told.add(said("health", "[]"));
        }
        if (random.nextInt(3) == 0) {
            // Of some days ago: two thousand families do not all need somebody now.
            told.add(
                    new Told(
                            "needs_now",
                            null,
                            texts(List.of(names.pick(NEEDS))),
                            "person",
                            null,
                            null,
                            TODAY.minusDays(5),
                            null));
        }
        if (random.nextInt(4) == 0) {
            told.add(said("note", text(names.pick(NOTES))));
        }
        names(told, id, who);
        return told;
    }

    private void adult(List<Told> told, UUID id, Who who, Journey journey) {
        told.add(
                said(
                        "marital_status",
                        text(
                                names.pick(
                                        List.of(
                                                "single",
                                                "partner",
                                                "partner",
                                                "married",
                                                "separated")))));
        if (random.nextInt(3) > 0) {
            // No number begins with four zeros: nobody has it.
            told.add(said("phone", text("+507 0000 " + (1000 + random.nextInt(9000)))));
            told.add(
                    said(
                            "safe_contact",
                            text("Solo mensajes escritos, sin decir de qué se trata.")));
        }
        records(told, id, "station", journey.stations());
        if (journey.crossedTheJungle() ? random.nextInt(2) == 0 : random.nextInt(6) == 0) {
            told.add(said("route_events", texts(List.of(names.pick(EVENTS)))));
        }
        if (random.nextInt(4) == 0) {
            told.add(said("fear_reasons", texts(List.of(names.pick(FEARS)))));
        }
        if (random.nextInt(6) == 0) {
            told.add(
                    said(
                            "health",
                            texts(
                                    List.of(
                                            who.woman() && random.nextBoolean()
                                                    ? "pregnant"
                                                    : names.pick(HEALTH)))));
        }
        if (random.nextInt(7) == 0) {
            records(
                    told,
                    id,
                    "relative",
                    List.of(
                            object(
                                    "relation",
                                            text(
                                                    names.pick(
                                                            List.of(
                                                                    "sibling",
                                                                    "parent",
                                                                    "aunt_uncle",
                                                                    "cousin"))),
                                    "country",
                                            text(
                                                    names.pick(
                                                            List.of(
                                                                    "CHL", "USA", "MEX", "COL",
                                                                    "BRA"))),
                                    "together", "false")));
        }
        if (random.nextInt(12) == 0) {
            told.add(
                    said(
                            "survivor_note",
                            text("Quiere hablar a solas con una especialista, y no hoy.")));
        }
    }

    private Told birth(LocalDate born) {
        int how = random.nextInt(12);
        return how == 0
                ? new Told(
                        "birth_date",
                        null,
                        text(Integer.toString(born.getYear())),
                        "person",
                        "es",
                        null,
                        null,
                        "estimated")
                : how < 5
                        ? new Told(
                                "birth_date",
                                null,
                                text(born.toString()),
                                "document",
                                null,
                                null,
                                null,
                                "document-seen")
                        : said("birth_date", text(born.toString()));
    }

    private static List<String> languages(Who who) {
        List<String> far = FAR.get(who.origin());
        if (far != null) {
            return List.of(far.getFirst());
        }
        return who.manner() == Manner.HAITIAN
                ? List.of("haitian_creole", "french")
                : List.of("spanish");
    }

    private void documents(List<Told> told, UUID id, Who who) {
        List<String> all = new ArrayList<>();
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String kind =
                    who.child()
                            ? "birth_certificate"
                            : PAPERS.get((i + random.nextInt(2)) % PAPERS.size());
            String state = names.pick(STATES);
            all.add(
                    state.equals("held") && kind.equals("passport")
                            ? object(
                                    "kind", text(kind),
                                    "country", text(who.origin()),
                                    "expires",
                                            text(TODAY.plusDays(random.nextInt(1500)).toString()),
                                    "state", text(state))
                            : object(
                                    "kind",
                                    text(kind),
                                    "country",
                                    text(who.origin()),
                                    "state",
                                    text(state)));
            if (who.child()) {
                break;
            }
        }
        records(told, id, "document", all);
    }

    private void names(List<Told> told, UUID id, Who who) {
        if (who.manner() == Manner.FAR) {
            records(
                    told,
                    id,
                    "other_name",
                    List.of(other("transcription", who.surname() + " " + who.given())));
        } else if (random.nextInt(9) == 0) {
            String first = who.given().split(" ", -1)[0];
            records(
                    told,
                    id,
                    "other_name",
                    List.of(
                            random.nextBoolean()
                                    ? other(
                                            "nickname",
                                            first.substring(0, Math.min(4, first.length())) + "i")
                                    : other(
                                            "document",
                                            who.given()
                                                    + " "
                                                    + names.surname(who.manner())
                                                    + " "
                                                    + who.surname())));
        }
    }

    private static String other(String kind, String name) {
        return object("kind", text(kind), "text", text(name));
    }

    private static void records(List<Told> told, UUID person, String fact, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            told.add(
                    Told.ofRecord(
                            fact, DemoWorld.named(person + fact + i), values.get(i), "person"));
        }
    }

    private static Told said(String fact, String value) {
        return Told.of(fact, value, "person");
    }

    /** In the order in which they came, like those of the server. */
    private UUID id() {
        clock += 60_000L + random.nextInt(12_000_000);
        return new UUID(
                clock << 16 | 0x7000L | random.nextInt(0x1000),
                (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }
}
