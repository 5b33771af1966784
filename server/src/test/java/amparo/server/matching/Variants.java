package amparo.server.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Invented persons, and the ways in which one and the same name is written by different hands: the
 * labelled set of the search. The same seed makes the same set. Frequencies fall as they do in the
 * open lists of names of Spain, Brazil and the world, so that common names are common here too.
 */
final class Variants {

    private static final String[] WOMEN =
            ("María Ana Carmen Luisa Rosa Teresa Isabel Juana Francisca Daniela Gabriela Patricia Yolanda Yuleisy"
                            + " Yesenia Guadalupe Dolores Josefina Elena Lucía Sofía Valentina Ximena Graciela Mercedes"
                            + " Beatriz Margarita Victoria Alejandra Fernanda Carolina Catalina Cristina Esperanza Rosario"
                            + " Concepción Mariana Paola Ingrid Marisol Nayeli Odalys Rosalba Wendy Yenny Zoraida Leidy"
                            + " Marleny Milagros Natalia Verónica Susana Soledad Viviana Estefanía Génesis Keila Maribel")
                    .split(" ");
    private static final String[] MEN =
            ("José Juan Luis Carlos Antonio Francisco Jesús Manuel Pedro Miguel Jorge Rafael Alejandro Eduardo Fernando"
                            + " Ricardo Roberto Ramón Santiago Enrique Guillermo Javier Andrés Diego Daniel David Gabriel"
                            + " Sergio Héctor Óscar Víctor Hugo Gustavo Gonzalo Ignacio Vicente Alberto Humberto Tomás"
                            + " Nicolás Sebastián Mateo Leonardo Yorman Wilmer Edinson Yeison Darwin Fabián Rigoberto Elías"
                            + " Ramiro Osvaldo Jairo Julián Agustín Esteban Felipe Joaquín Lorenzo Mauricio Rubén Salvador")
                    .split(" ");
    private static final String[] SURNAMES =
            ("García Rodríguez González Hernández Martínez López Pérez Sánchez Ramírez Torres Flores Gómez Díaz Cruz"
                            + " Morales Reyes Gutiérrez Ortiz Chávez Ramos Ruiz Vásquez Mendoza Castillo Jiménez Álvarez"
                            + " Romero Herrera Medina Aguilar Vargas Guzmán Muñoz Rojas Salazar Delgado Ortega Castro Ríos"
                            + " Contreras Guerrero Estrada Núñez Suárez Molina Silva Rivas Bravo Mejía Zambrano Quintero"
                            + " Villalobos Urdaneta Cedeño Escalona Fuenmayor Guaramato Hinestroza Ibarra Lugo Montilla Ñáñez"
                            + " Ocampo Pernía Rincón Salcedo Tovar Villalba Barrientos Duarte Arocha Quispe Mamani Condori"
                            + " Huamán Chiriboga Yépez Zapata Xol Caal Choc Bolaños Echeverría Irigoyen Llerena Marroquín"
                            + " Nájera Obando Pacheco Riquelme Sandoval Tenorio Uribe Velázquez Yáñez Zúñiga")
                    .split(" ");
    private static final String[] STARTS =
            "Al Ar Bal Bar Bel Cal Can Car Cas Char Cor Chu Es Gal Gar Gua Hua Lan Lar Mal Man Mar Mon Mor Nar Or Pal Per Pin Qui Ros Sal San Sar Tor Tre Val Var Ver Vil Yan Zam"
                    .split(" ");
    private static final String[] MIDDLES =
            "a ba be ca co da de di ga go gue i la le li lo ma me mi na ne ni ri ro ta te ti to va vi za"
                    .split(" ");
    private static final String[] ENDS =
            "ga rro ño les nes rra cho sco nar ván der dez na guez lla llo mar mbre no nte ndo quín rez rio sta vedo zar"
                    .split(" ");
    private static final String[] COINED =
            "Yu Ya Yo Dai Dey Mai Le Lis Ani Jo Ge Wil Jhe Eli Ro Ka Nai".split(" ");
    private static final String[] COINED_MIDDLES =
            "le la ne na sle ra ri ya mi de ve li".split(" ");
    private static final String[] COINED_ENDS =
            "sy mar ris dis lys ny ska ber son der lin ida th xon".split(" ");
    private static final String[] PARTICLED = {
        "de la Cruz",
        "de León",
        "de la Rosa",
        "del Valle",
        "de los Santos",
        "de Jesús",
        "del Carmen"
    };

    private static final String[] BRAZILIAN_GIVEN =
            ("João Maria José Ana Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Gabriel Rafael Francisca Adriana"
                            + " Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica Letícia Vanessa"
                            + " Thiago Felipe Gustavo Wagner Wellington Conceição Simão")
                    .split(" ");
    private static final String[] BRAZILIAN_SURNAMES =
            ("Silva,dos Santos,Oliveira,Souza,Rodrigues,Ferreira,Alves,Pereira,Lima,Gomes,Costa,Ribeiro,Martins,Carvalho,"
                            + "Almeida,Lopes,Soares,Fernandes,Vieira,Barbosa,Rocha,Dias,Nascimento,Andrade,Moreira,Nunes,"
                            + "Marques,Machado,Mendes,Freitas,Cardoso,Ramos,Gonçalves,Santana,Teixeira,da Silva,da Costa")
                    .split(",");
    private static final String[] HAITIAN_GIVEN =
            ("Jean Marie Joseph Pierre Jacques Michel Rose Mirlande Wideline Guerline Nadège Fritznel Emmanuel Kerby"
                            + " Wilner Louis Charles Antoine Philippe Étienne François Guillaume Laurent Augustin Dieudonné"
                            + " Jacqueline Micheline Bernadette Jocelyne Claudette Jean-Robert Jean-Baptiste Rose-Laure"
                            + " Marie-Ange Jean-Claude")
                    .split(" ");
    private static final String[] HAITIAN_SURNAMES =
            ("Desrosiers Toussaint Beauvais Saint-Fleur Noël Pierre Louis Charles Joseph Célestin Auguste Guerrier"
                            + " Baptiste Bien-Aimé Belizaire Mondésir Estimé Lafleur Laguerre Fleurant Charlemagne Germain"
                            + " Hyppolite Saint-Louis Clerveaux Desir Dorvil Exantus Jeudy Lamour Metellus Pétion")
                    .split(" ");
    private static final String[] AFAR_GIVEN =
            ("Mohamed Ahmed Hussein Hassan Yusuf Ibrahim Fatima Aisha Khadija Omar Osman Mustafa Dmitri Sergei Aleksandr"
                            + " Tatiana Yuri Nikolai Wei Li Xiaoming Jun Ying")
                    .split(" ");
    private static final String[] AFAR_SURNAMES =
            ("Abdullah Mahmud Ali Warsame Nur Diallo Traoré Kone Ivanov Petrov Kuznetsov Zhang Huang Chen Zhou Xu Liu"
                            + " Singh Patel Rahman Karimi Haidari")
                    .split(" ");

    private static final Map<String, String> SHORT =
            Map.ofEntries(
                    Map.entry("José", "Pepe"),
                    Map.entry("Francisco", "Pancho"),
                    Map.entry("Jesús", "Chucho"),
                    Map.entry("Guadalupe", "Lupe"),
                    Map.entry("Dolores", "Lola"),
                    Map.entry("Rosario", "Charo"),
                    Map.entry("Ignacio", "Nacho"),
                    Map.entry("Guillermo", "Memo"),
                    Map.entry("Enrique", "Quique"),
                    Map.entry("Alberto", "Beto"),
                    Map.entry("Roberto", "Beto"),
                    Map.entry("Eduardo", "Lalo"),
                    Map.entry("Gabriela", "Gaby"),
                    Map.entry("Concepción", "Concha"),
                    Map.entry("Mercedes", "Meche"),
                    Map.entry("Graciela", "Chela"),
                    Map.entry("Manuel", "Manolo"),
                    Map.entry("Luis", "Lucho"),
                    Map.entry("Santiago", "Chago"),
                    Map.entry("Rafael", "Rafa"),
                    Map.entry("Isabel", "Chabela"),
                    Map.entry("Patricia", "Paty"));

    private static final Map<String, String> CREOLE =
            Map.ofEntries(
                    Map.entry("Jean", "Jan"),
                    Map.entry("Marie", "Mari"),
                    Map.entry("Joseph", "Jozèf"),
                    Map.entry("Pierre", "Pyè"),
                    Map.entry("Jacques", "Jak"),
                    Map.entry("Michel", "Michèl"),
                    Map.entry("Rose", "Woz"),
                    Map.entry("Charles", "Chal"),
                    Map.entry("Louis", "Lwi"),
                    Map.entry("Antoine", "Antwàn"),
                    Map.entry("Philippe", "Filip"),
                    Map.entry("Étienne", "Etyèn"),
                    Map.entry("François", "Franswa"),
                    Map.entry("Augustin", "Ogisten"),
                    Map.entry("Dieudonné", "Dyedone"),
                    Map.entry("Jacqueline", "Jaklin"),
                    Map.entry("Toussaint", "Tousen"),
                    Map.entry("Célestin", "Selesten"),
                    Map.entry("Auguste", "Ogis"),
                    Map.entry("Desrosiers", "Dewozye"),
                    Map.entry("Beauvais", "Bove"),
                    Map.entry("Noël", "Nowèl"));

    private static final Map<String, String> OTHER_LANGUAGE =
            Map.ofEntries(
                    Map.entry("João", "Juan"),
                    Map.entry("Souza", "Sousa"),
                    Map.entry("Luiz", "Luis"),
                    Map.entry("Rodrigues", "Rodríguez"),
                    Map.entry("Fernandes", "Fernández"),
                    Map.entry("Gonçalves", "González"),
                    Map.entry("Thiago", "Tiago"),
                    Map.entry("Antônio", "Antonio"),
                    Map.entry("Lopes", "López"),
                    Map.entry("Ximena", "Jimena"),
                    Map.entry("Mohamed", "Muhammad"),
                    Map.entry("Hussein", "Husain"),
                    Map.entry("Yusuf", "Youssef"),
                    Map.entry("Khadija", "Jadiya"),
                    Map.entry("Osman", "Uthman"),
                    Map.entry("Sergei", "Serguei"),
                    Map.entry("Dmitri", "Dmitry"),
                    Map.entry("Zhang", "Chang"),
                    Map.entry("Xu", "Hsu"),
                    Map.entry("Huang", "Hwang"),
                    Map.entry("Aleksandr", "Alexander"));

    private final Random random;

    Variants(long seed) {
        random = new Random(seed);
    }

    /**
     * Somebody.
     *
     * @param given names in the order in which they are said
     * @param surnames one or two
     */
    record Person(List<String> given, List<String> surnames, String birth) {
        String name() {
            List<String> all = new ArrayList<>(given);
            all.addAll(surnames);
            return String.join(" ", all);
        }
    }

    /** How a name was changed, and how it is written then. */
    record Variant(String kind, String text) {}

    Person person() {
        int origin = random.nextInt(100);
        String birth =
                "%04d-%02d-%02d"
                        .formatted(
                                1945 + (int) (75 * Math.sqrt(random.nextDouble())),
                                1 + random.nextInt(12),
                                1 + random.nextInt(28));
        if (origin < 66) {
            String[] given = random.nextBoolean() ? WOMEN : MEN;
            List<String> names = new ArrayList<>(List.of(given(given)));
            if (random.nextInt(100) < 55) {
                add(names, given(given));
            }
            List<String> surnames = new ArrayList<>(List.of(surname()));
            if (random.nextInt(100) < 85) {
                add(surnames, surname());
            }
            return new Person(names, surnames, birth);
        }
        if (origin < 78) {
            List<String> names = new ArrayList<>(List.of(common(BRAZILIAN_GIVEN)));
            List<String> surnames = new ArrayList<>(List.of(common(BRAZILIAN_SURNAMES)));
            add(surnames, common(BRAZILIAN_SURNAMES));
            return new Person(names, surnames, birth);
        }
        if (origin < 93) {
            List<String> names = new ArrayList<>(List.of(common(HAITIAN_GIVEN)));
            if (random.nextBoolean()) {
                add(names, common(HAITIAN_GIVEN));
            }
            return new Person(names, List.of(common(HAITIAN_SURNAMES)), birth);
        }
        return new Person(List.of(common(AFAR_GIVEN)), List.of(common(AFAR_SURNAMES)), birth);
    }

    private String surname() {
        int kind = random.nextInt(100);
        return kind < 5
                ? pick(PARTICLED)
                : kind < 45 ? rare(STARTS, MIDDLES, ENDS) : common(SURNAMES);
    }

    /** Most of the names that there are have few people each: put together from parts. */
    private String rare(String[] starts, String[] middles, String[] ends) {
        return pick(starts) + pick(middles) + pick(ends);
    }

    private String given(String[] from) {
        return random.nextInt(100) < 20 ? rare(COINED, COINED_MIDDLES, COINED_ENDS) : common(from);
    }

    private static void add(List<String> names, String more) {
        if (!names.contains(more)) {
            names.add(more);
        }
    }

    /** The first of a list are much more frequent than the last. */
    private String common(String[] from) {
        return from[(int) (from.length * Math.pow(random.nextDouble(), 1.6))];
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    /** One of each kind of change that the name allows. */
    List<Variant> of(Person person) {
        List<Variant> all = new ArrayList<>();
        String name = person.name();
        add(all, name, "no accents, capitals", Folding.fold(name).toUpperCase(Locale.ROOT));
        List<String> turned = new ArrayList<>(person.surnames());
        turned.addAll(person.given());
        add(all, name, "surnames first", String.join(" ", turned));
        if (person.surnames().size() > 1) {
            List<String> swapped = new ArrayList<>(person.surnames());
            Collections.reverse(swapped);
            add(all, name, "surnames changed over", name(person.given(), swapped));
            add(
                    all,
                    name,
                    "one surname",
                    name(person.given(), List.of(person.surnames().getFirst())));
            add(
                    all,
                    name,
                    "second surname only",
                    name(person.given(), List.of(person.surnames().get(1))));
        }
        if (person.given().size() > 1) {
            add(
                    all,
                    name,
                    "one given name",
                    name(List.of(person.given().getFirst()), person.surnames()));
            add(
                    all,
                    name,
                    "second given name only",
                    name(List.of(person.given().get(1)), person.surnames()));
        }
        String plain = name.replaceAll("\\b(de la|de los|del|de|dos|da) ", "").replace("-", " ");
        add(all, name, "no particles or hyphens", plain);
        add(
                all,
                name,
                "particles and hyphens joined",
                name.replaceAll("\\bde la ", "Dela")
                        .replaceAll("\\b(da|dos) ([A-Z])", "$1$2")
                        .replace("-", ""));
        add(all, name, "sound spelling", sound(name));
        add(all, name, "short name", replaced(name, SHORT));
        add(all, name, "Haitian Creole", replaced(name, CREOLE));
        add(all, name, "other language", replaced(name, OTHER_LANGUAGE));
        String slip = slip(name);
        add(all, name, "one slip", slip == null ? name : slip);
        return all;
    }

    private static String name(List<String> given, List<String> surnames) {
        return new Person(given, surnames, "").name();
    }

    private static void add(List<Variant> all, String name, String kind, String text) {
        if (!text.equals(name)) {
            all.add(new Variant(kind, text));
        }
    }

    private static String replaced(String name, Map<String, String> by) {
        return String.join(
                " ",
                Arrays.stream(name.split(" ")).map(word -> by.getOrDefault(word, word)).toList());
    }

    /** As somebody writes it who hears it: one change that Spanish does not hear. */
    private String sound(String name) {
        List<String[]> rules =
                new ArrayList<>(
                        List.of(
                                new String[] {"v", "b"},
                                new String[] {"z", "s"},
                                new String[] {"ll", "y"},
                                new String[] {"ce", "se"},
                                new String[] {"ci", "si"},
                                new String[] {"h", ""},
                                new String[] {"qu", "k"},
                                new String[] {"ge", "je"},
                                new String[] {"gi", "ji"},
                                new String[] {"s", "z"},
                                new String[] {"b", "v"},
                                new String[] {"ph", "f"},
                                new String[] {"ñ", "n"}));
        Collections.shuffle(rules, random);
        String text = name.toLowerCase(Locale.ROOT);
        for (String[] rule : rules) {
            String changed = text.replaceFirst(rule[0], rule[1]);
            if (!changed.equals(text) && !text.contains("ch")) {
                return changed;
            }
        }
        return name;
    }

    /** One letter left out, doubled, changed or changed over, not the first of a word. */
    private @Nullable String slip(String name) {
        Set<Integer> places = new HashSet<>();
        for (int i = 1; i < name.length(); i++) {
            if (Character.isLetter(name.charAt(i)) && Character.isLetter(name.charAt(i - 1))) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return null;
        }
        List<Integer> all = new ArrayList<>(places);
        Collections.sort(all);
        int at = all.get(random.nextInt(all.size()));
        String before = name.substring(0, at);
        String after = name.substring(at + 1);
        char letter = name.charAt(at);
        return switch (random.nextInt(4)) {
            case 0 -> before + after;
            case 1 -> before + (char) ('a' + random.nextInt(26)) + after;
            case 2 -> before + letter + (char) ('a' + random.nextInt(26)) + after;
            default -> name.substring(0, at - 1) + letter + name.charAt(at - 1) + after;
        };
    }
}
