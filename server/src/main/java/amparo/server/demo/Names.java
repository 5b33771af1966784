package amparo.server.demo;

import java.util.List;
import java.util.Random;

/** Names of the region, put together by chance. Nobody in particular has them. */
final class Names {

    private static final List<String> WOMEN =
            List.of(
                    "Yuleisy",
                    "Marisol",
                    "Nayeli",
                    "Rosalba",
                    "Ximena",
                    "Luz Dary",
                    "Daniela",
                    "Odalys",
                    "Graciela",
                    "Ingrid",
                    "Teresa",
                    "Paola");
    private static final List<String> MEN =
            List.of(
                    "Wilmer",
                    "Edinson",
                    "Ramiro",
                    "Yorman",
                    "Julián",
                    "Osvaldo",
                    "Darwin",
                    "Fabián",
                    "Rigoberto",
                    "Elías",
                    "Tomás",
                    "Jairo");
    private static final List<String> SURNAMES =
            List.of(
                    "Arocha",
                    "Barrientos",
                    "Cedeño",
                    "Duarte",
                    "Escalona",
                    "Fuenmayor",
                    "Guaramato",
                    "Hinestroza",
                    "Ibarra",
                    "Lugo",
                    "Montilla",
                    "Ñáñez",
                    "Ocampo",
                    "Pernía",
                    "Quintero",
                    "Rincón",
                    "Salcedo",
                    "Tovar",
                    "Urdaneta",
                    "Villalba");
    private static final List<String> HAITIAN_WOMEN =
            List.of("Mirlande", "Rose-Laure", "Guerline", "Wideline", "Nadège");
    private static final List<String> HAITIAN_MEN =
            List.of("Jean-Robert", "Wilner", "Fritznel", "Emmanuel", "Kerby");
    private static final List<String> HAITIAN_SURNAMES =
            List.of("Desrosiers", "Jean-Louis", "Toussaint", "Beauvais", "Saint-Fleur", "Noël");

    private final Random random;

    Names(Random random) {
        this.random = random;
    }

    String given(boolean woman, boolean haitian) {
        return pick(haitian ? (woman ? HAITIAN_WOMEN : HAITIAN_MEN) : woman ? WOMEN : MEN);
    }

    String surname(boolean haitian) {
        return pick(haitian ? HAITIAN_SURNAMES : SURNAMES);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
