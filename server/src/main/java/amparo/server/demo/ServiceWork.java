package amparo.server.demo;

import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.accounts.SyntheticAccounts.House;
import amparo.server.accounts.SyntheticAccounts.Member;
import amparo.server.directory.Service.Draft;
import amparo.server.directory.Service.Phone;
import amparo.server.directory.Services;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Services of the invented world, kept by those who work there. None of the numbers rings. */
@Component
class ServiceWork {

    private final Services services;
    private final Settlement settlement;

    ServiceWork(Services services, Settlement settlement) {
        this.services = services;
        this.settlement = settlement;
    }

    /**
     * A service.
     *
     * @param house the slug of whoever keeps it
     * @param provider who gives it, if that is another body
     */
    private record Offered(
            String house,
            @Nullable String provider,
            String name,
            String sector,
            String country,
            String place,
            double latitude,
            double longitude,
            String forWhom,
            List<String> languages,
            String room) {}

    private static final List<String> SPANISH = List.of("spanish");
    private static final List<String> MANY =
            List.of("spanish", "english", "haitian_creole", "french");

    private static final List<Offered> ALL =
            List.of(
                    offered(
                            "agencia",
                            "Orientación sobre asilo",
                            "asylum-legal",
                            "PAN",
                            "Ciudad de Panamá",
                            8.98,
                            -79.52,
                            "",
                            MANY,
                            "yes"),
                    offered(
                            "agencia",
                            "Gestión de casos de sobrevivientes",
                            "gbv",
                            "PAN",
                            "Ciudad de Panamá",
                            8.99,
                            -79.53,
                            "",
                            MANY,
                            "yes"),
                    offered(
                            "agencia",
                            "Apoyo en dinero para familias",
                            "cash",
                            "PAN",
                            "Metetí",
                            8.50,
                            -77.98,
                            "age >= 18",
                            SPANISH,
                            "few"),
                    offered(
                            "agencia",
                            "Búsqueda de familiares del Darién",
                            "family-tracing",
                            "PAN",
                            "Metetí",
                            8.50,
                            -77.97,
                            "",
                            MANY,
                            "yes"),
                    offered(
                            "agencia",
                            "Orientación en San José",
                            "asylum-legal",
                            "CRI",
                            "San José",
                            9.93,
                            -84.08,
                            "",
                            MANY,
                            "yes"),
                    offered(
                            "refugio",
                            "Ventanilla de solicitudes de refugio",
                            "asylum-legal",
                            "CRI",
                            "San José",
                            9.94,
                            -84.09,
                            "",
                            SPANISH,
                            "few"),
                    offered(
                            "refugio",
                            "Ventanilla del norte",
                            "asylum-legal",
                            "CRI",
                            "Upala",
                            10.90,
                            -85.02,
                            "",
                            SPANISH,
                            "full"),
                    offered(
                            "ninez",
                            "Guardia de protección de la niñez",
                            "child-protection",
                            "COL",
                            "Cúcuta",
                            7.89,
                            -72.50,
                            "age < 18 or age_doubt",
                            SPANISH,
                            "yes"),
                    offered(
                            "ninez",
                            "Casa de paso para adolescentes",
                            "shelter",
                            "COL",
                            "Cúcuta",
                            7.90,
                            -72.51,
                            "age < 18",
                            SPANISH,
                            "few"),
                    offered(
                            "ninez",
                            "Equipo móvil de la frontera sur",
                            "child-protection",
                            "COL",
                            "Ipiales",
                            0.83,
                            -77.64,
                            "age < 18 or age_doubt",
                            SPANISH,
                            "yes"),
                    offered(
                            "red",
                            "Casa Común: una cama esta noche",
                            "shelter",
                            "MEX",
                            "Tapachula",
                            14.90,
                            -92.26,
                            "",
                            MANY,
                            "few"),
                    offered(
                            "red",
                            "Acompañamiento para documentos",
                            "documentation",
                            "MEX",
                            "Tapachula",
                            14.91,
                            -92.26,
                            "",
                            MANY,
                            "yes"),
                    offered(
                            "red",
                            "Grupo de escucha",
                            "mhpss",
                            "MEX",
                            "Tapachula",
                            14.90,
                            -92.27,
                            "age >= 18",
                            MANY,
                            "yes"),
                    given(
                            "agencia",
                            "Centro de Salud Ejemplo",
                            "Consulta de salud",
                            "medical",
                            "PAN",
                            "Metetí",
                            8.51,
                            -77.98),
                    given(
                            "red",
                            "Clínica Ejemplo del Sur",
                            "Consulta de salud",
                            "medical",
                            "MEX",
                            "Tapachula",
                            14.92,
                            -92.27));

    private static Offered offered(
            String house,
            String name,
            String sector,
            String country,
            String place,
            double latitude,
            double longitude,
            String forWhom,
            List<String> languages,
            String room) {
        return new Offered(
                house, null, name, sector, country, place, latitude, longitude, forWhom, languages,
                room);
    }

    private static Offered given(
            String house,
            String provider,
            String name,
            String sector,
            String country,
            String place,
            double latitude,
            double longitude) {
        return new Offered(
                house, provider, name, sector, country, place, latitude, longitude, "", SPANISH,
                "unknown");
    }

    /** Adds those that are missing. */
    void fill(Cast cast) {
        for (Offered one : ALL) {
            cast.members().stream()
                    .filter(member ->
                            member.email().endsWith("@" + one.house() + ".example")
                                    && (member.roles().contains(Role.SUPERVISOR)
                                            || member.roles().contains(Role.REFERRAL_FOCAL_POINT)))
                    .findFirst()
                    .ifPresent(keeper -> add(keeper, cast.house(keeper.organisation()), one));
        }
    }

    private void add(Member keeper, House house, Offered one) {
        int number = ALL.indexOf(one);
        settlement.as(
                keeper,
                house,
                Room.FRONTLINE,
                Set.of(),
                () ->
                        services.add(
                                DemoWorld.named("service" + one.house() + one.name()),
                                new Draft(
                                        one.provider(),
                                        one.provider() == null,
                                        one.name(),
                                        one.sector(),
                                        one.country(),
                                        List.of(one.place()),
                                        one.latitude(),
                                        one.longitude(),
                                        one.forWhom(),
                                        one.languages(),
                                        "lunes a viernes, de 8 a 16 h",
                                        one.room(),
                                        null,
                                        "free",
                                        "Decir en la entrada el código de la remisión.",
                                        String.format(Locale.ROOT, "+00 555 01%02d", number),
                                        !one.sector().equals("gbv"),
                                        true,
                                        List.of(
                                                new Phone(
                                                        1,
                                                        "Guardia",
                                                        String.format(
                                                                Locale.ROOT,
                                                                "+00 555 02%02d",
                                                                number),
                                                        "24 h"),
                                                new Phone(
                                                        2,
                                                        "Coordinación",
                                                        String.format(
                                                                Locale.ROOT,
                                                                "+00 555 03%02d",
                                                                number),
                                                        "8 a 18 h")))));
    }
}
