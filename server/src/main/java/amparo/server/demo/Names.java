package amparo.server.demo;

import java.util.List;
import java.util.Random;

/**
 * Names of the region, put together by chance: each list begins with what is usual and ends with
 * what is rare. Nobody in particular has them.
 */
final class Names {

    private static final List<String> WOMEN =
            words(
                    """
                    María,Ana,Luz,Carmen,Rosa,Andrea,Daniela,Paola,Gabriela,Yolanda,Teresa,Marisol,Graciela,Ingrid,
                    Xiomara,Yuleisy,Nayeli,Rosalba,Ximena,Luz Dary,Odalys,Mayerlín,Yusmari,Dayana,Katherine,Génesis,
                    Yorgelis,Marbelys,Eugenia,Inés,Lourdes,Consuelo,Nohemí,Zoraida,Leydi,Yamileth,Isabela,Valentina,
                    Milagros,Petronila
                    """);
    private static final List<String> MEN =
            words(
                    """
                    José,Luis,Juan,Carlos,Jorge,Miguel,Pedro,Ramón,Darwin,Julián,Wilmer,Edinson,Ramiro,Yorman,Osvaldo,
                    Fabián,Rigoberto,Elías,Tomás,Jairo,Alexánder,Jhonatan,Kleiver,Yeferson,Anderson,Maikel,Yoandri,
                    Reinaldo,Eusebio,Abelardo,Gustavo,Iván,Óscar,Emiliano,Santiago,Matías,Nelson,Wilfredo,Hermes,Isaías
                    """);
    private static final List<String> SURNAMES =
            words(
                    """
                    González,Rodríguez,García,Hernández,Pérez,López,Martínez,Ramírez,Díaz,Morales,Rincón,Salcedo,Tovar,
                    Quintero,Lugo,Duarte,Cedeño,Montilla,Villalba,Urdaneta,Escalona,Barrientos,Ibarra,Ocampo,Pernía,
                    Hinestroza,Fuenmayor,Arocha,Guaramato,Ñáñez,de la Cruz,Zambrano,Yépez,Chirinos,Caicedo,Mosquera,
                    Anchundia,Quispe,Mejía,Zelaya,Chévez,Batz,Ixcoy,Del Valle,Bustamante,Peñaloza,Echeverri,Ugarte
                    """);
    private static final List<String> HAITIAN_WOMEN =
            words(
                    "Marie,Mirlande,Rose-Laure,Guerline,Wideline,Nadège,Fabiola,Islande,Lovely,Ketsia,Manoucheka");
    private static final List<String> HAITIAN_MEN =
            words(
                    "Jean,Emmanuel,Wilner,Jean-Robert,Fritznel,Kerby,Wisly,Evens,Louinel,Jocelyn,Schneider");
    private static final List<String> HAITIAN_SURNAMES =
            words(
                    "Pierre,Joseph,Jean-Louis,Charles,Toussaint,Desrosiers,Beauvais,Saint-Fleur,Noël,Dorvil,Cadet,"
                            + "Exantus,Jean-Baptiste,Philogène");
    private static final List<String> FAR_WOMEN =
            words("Fatima,Zahra,Maryam,Parwana,Ngozi,Brigitte,Xiulan,Sunita,Leila,Amina");
    private static final List<String> FAR_MEN =
            words("Mohammed,Ahmad,Rahim,Farid,Emeka,Cyprian,Weiming,Bikram,Yusuf,Davron");
    private static final List<String> FAR_SURNAMES =
            words("Ahmadi,Rahimi,Hassan,Nkeng,Tabi,Okafor,Zhang,Li,Thapa,Gurung,Karimov,Haidari");

    private final Random random;

    /** Whose names they are. */
    enum Manner {
        SPANISH,
        HAITIAN,
        FAR
    }

    Names(Random random) {
        this.random = random;
    }

    String given(boolean woman, boolean haitian) {
        return given(woman, haitian ? Manner.HAITIAN : Manner.SPANISH);
    }

    String surname(boolean haitian) {
        return surname(haitian ? Manner.HAITIAN : Manner.SPANISH);
    }

    String given(boolean woman, Manner manner) {
        List<String> list =
                switch (manner) {
                    case SPANISH -> woman ? WOMEN : MEN;
                    case HAITIAN -> woman ? HAITIAN_WOMEN : HAITIAN_MEN;
                    case FAR -> woman ? FAR_WOMEN : FAR_MEN;
                };
        String first = usual(list);
        String second = random.nextInt(3) == 0 ? usual(list) : first;
        return manner == Manner.FAR || second.equals(first) ? first : first + " " + second;
    }

    String surname(Manner manner) {
        return usual(
                switch (manner) {
                    case SPANISH -> SURNAMES;
                    case HAITIAN -> HAITIAN_SURNAMES;
                    case FAR -> FAR_SURNAMES;
                });
    }

    /** Those at the beginning more often: half of all are in the first quarter of the list. */
    private String usual(List<String> list) {
        double chance = random.nextDouble();
        return list.get((int) (chance * chance * list.size()));
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static List<String> words(String all) {
        return List.of(all.strip().split(",\\s*", -1));
    }
}
