package amparo.server.learning;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.access.Worlds;
import amparo.server.directory.Service;
import amparo.server.directory.Service.Draft;
import amparo.server.directory.Service.Phone;
import amparo.server.directory.Services;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Invented services of the practice database, so that referrals have somewhere to go: one house for
 * all exercises, some services for each country in which a story plays. None of the numbers rings,
 * and nobody can sign in there.
 */
@Component
class StagedServices {

    private static final UUID HOUSE = named("house");
    private static final UUID KEEPER = named("keeper");

    /**
     * A service.
     *
     * @param provider who gives it, if it has no queue here: by telephone and on paper
     */
    private record Offered(
            String sector, @Nullable String provider, String name, String forWhom, String room) {}

    /** Names in the language of the directories of the region. */
    private static final List<Offered> ALL =
            List.of(
                    online("asylum-legal", "Orientación sobre refugio", "", "yes"),
                    online(
                            "child-protection",
                            "Guardia de protección de la niñez",
                            "age < 18 or age_doubt",
                            "yes"),
                    new Offered("medical", "Clínica Ejemplo", "Consulta de salud", "", "unknown"),
                    online("mhpss", "Grupo de escucha", "", "yes"),
                    online("gbv", "Gestión de casos de sobrevivientes", "", "yes"),
                    online("trafficking", "Equipo contra la trata", "", "yes"),
                    online("shelter", "Una cama esta noche", "", "few"),
                    online("food-nfi", "Comida y abrigo", "", "yes"),
                    online("family-tracing", "Búsqueda de familiares", "", "yes"),
                    online("disability", "Apoyo a personas con discapacidad", "", "yes"),
                    online("documentation", "Acompañamiento para documentos", "", "yes"),
                    online("regularisation", "Orientación migratoria", "", "few"),
                    online("cash", "Apoyo en dinero", "age >= 18", "full"),
                    new Offered(
                            "consular",
                            "Consulado Ejemplo",
                            "Contacto consular, solo si la persona quiere",
                            "",
                            "unknown"));

    private final Services services;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    StagedServices(
            Services services, JdbcClient jdbc, PlatformTransactionManager manager, Clock clock) {
        this.services = services;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
        this.clock = clock;
    }

    private static Offered online(String sector, String name, String forWhom, String room) {
        return new Offered(sector, null, name, forWhom, room);
    }

    /**
     * Sees to it that there are services in this country; does it once.
     *
     * @param country ISO 3166-1 alpha-3
     */
    void in(String country) {
        requirePractice();
        Optional<Service> last = services.find(id(country, ALL.getLast()));
        if (last.isPresent() && !last.get().isStale(OffsetDateTime.now(clock))) {
            return;
        }
        house();
        Acting.as(
                keeper(),
                () -> {
                    for (Offered one : ALL) {
                        if (last.isPresent()) {
                            services.confirm(id(country, one), one.room(), null);
                        } else {
                            services.add(id(country, one), draft(country, one));
                        }
                    }
                    return ALL.size();
                });
    }

    /** Nobody works there: the account has no secret of any kind. */
    private void house() {
        Acting.as(
                Actor.atTheGate("learning"),
                () ->
                        transactions.execute(_ -> {
                            jdbc.sql(
                                            """
                                            insert into organisation (id, kind, name, country)
                                            values (:id, 'ngo', 'Red Ejemplo (inventada)', 'MEX') on conflict do nothing
                                            """)
                                    .param("id", HOUSE)
                                    .update();
                            jdbc.sql(
                                            """
                                            insert into account (id, display_name, language, status)
                                            values (:id, 'Guardia de la Red Ejemplo', 'es', 'active') on conflict do nothing
                                            """)
                                    .param("id", KEEPER)
                                    .update();
                            return jdbc.sql(
                                            """
                                            insert into membership (id, account, organisation, role)
                                            values (:id, :account, :organisation, 'supervisor') on conflict do nothing
                                            """)
                                    .param("id", named("membership"))
                                    .param("account", KEEPER)
                                    .param("organisation", HOUSE)
                                    .update();
                        }));
    }

    private static Actor keeper() {
        return new Actor(
                KEEPER,
                HOUSE,
                OrganisationKind.NGO,
                Room.FRONTLINE,
                Set.of(Role.SUPERVISOR),
                Scope.ORGANISATION,
                Set.of(),
                "learning");
    }

    private static Draft draft(String country, Offered one) {
        int number = ALL.indexOf(one);
        return new Draft(
                one.provider(),
                one.provider() == null,
                one.name(),
                one.sector(),
                country,
                List.of(),
                null,
                null,
                one.forWhom(),
                List.of("spanish", "english", "portuguese", "french", "haitian_creole"),
                "lunes a domingo, de 8 a 20 h",
                one.room(),
                null,
                "free",
                "Servicio inventado para ejercicios: nadie contesta.",
                String.format(Locale.ROOT, "+00 555 04%02d", number),
                false,
                true,
                List.of(
                        new Phone(
                                1,
                                "Guardia",
                                String.format(Locale.ROOT, "+00 555 05%02d", number),
                                "24 h")));
    }

    private static UUID id(String country, Offered one) {
        return named(country + " " + one.sector());
    }

    private static UUID named(String what) {
        return UUID.nameUUIDFromBytes(
                ("exercise services " + what).getBytes(StandardCharsets.UTF_8));
    }

    /** An invented service among real ones would send somebody to a door that is not there. */
    static void requirePractice() {
        if (!Worlds.practising()) {
            throw new IllegalStateException("only the practice database has invented services");
        }
    }
}
