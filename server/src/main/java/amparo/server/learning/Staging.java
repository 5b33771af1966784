package amparo.server.learning;

import amparo.engine.data.Data;
import amparo.rulebook.vignette.Vignette;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.groups.TravelGroups;
import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Newcomer;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.PersonFiles.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sets a story up in the practice database: its persons as somebody at the door would have
 * registered them, by what they are called and where they are, and nothing that has to be asked or
 * seen. Everything is done once, however often it is called.
 */
@Component
class Staging {

    private static final String COUNTRY = "country_now";

    private final Exercises exercises;
    private final TravelGroups groups;
    private final PersonFiles files;
    private final StagedServices services;
    private final Texts texts;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Staging(
            Exercises exercises,
            TravelGroups groups,
            PersonFiles files,
            StagedServices services,
            Texts texts,
            JdbcClient jdbc,
            PlatformTransactionManager manager) {
        this.exercises = exercises;
        this.groups = groups;
        this.files = files;
        this.services = services;
        this.texts = texts;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
    }

    /**
     * Sets it up, within the world of the exercise.
     *
     * @return the address of the page where the work begins
     */
    String stage(UUID exercise, Vignette vignette, Language language) {
        StagedServices.requirePractice();
        StoryCast cast = new StoryCast(exercise, vignette);
        // The world of the exercise knows its story by itself.
        exercises.start(exercise, vignette.id(), Mode.SCREENS);
        specialist(cast, language);
        String begins = persons(cast, language);
        codes(cast).values().forEach(code -> specialistWorksWith(cast, code));
        for (Vignette.Player player : vignette.persons()) {
            if (player.first().told().get(COUNTRY) instanceof Data.Text country) {
                services.in(country.text());
            }
        }
        return begins;
    }

    private String persons(StoryCast cast, Language language) {
        List<Vignette.Player> players = cast.vignette().persons();
        if (players.size() == 1) {
            Vignette.Player only = players.getFirst();
            Newcomer newcomer = new Newcomer(cast.person(only), null, atTheDoor(only, language));
            return "/persons/" + files.enter(List.of(newcomer)).orElseThrow().getFirst().code();
        }
        List<Traveller> travellers =
                players.stream()
                        .map(one ->
                                new Traveller(
                                        cast.person(one), null, null, atTheDoor(one, language)))
                        .toList();
        return "/groups/"
                + groups.enter(new TravelGroups.Entry(cast.group(), null, travellers))
                        .orElseThrow()
                        .code();
    }

    /** What they are called, and where they are: more is not known before somebody speaks. */
    private static List<Told> atTheDoor(Vignette.Player player, Language language) {
        List<Told> told = new ArrayList<>();
        told.add(
                Told.of(
                        "name",
                        JsonMapper.shared().writeValueAsString(player.who().in(language.code())),
                        "officer"));
        Data country = player.first().told().get(COUNTRY);
        if (country != null) {
            told.add(Told.of(COUNTRY, StoryAnswers.json(country), "officer"));
        }
        return told;
    }

    /** A colleague in the organisation of the exercise, without any secret. */
    private void specialist(StoryCast cast, Language language) {
        UUID organisation = Acting.now().requireOrganisation();
        Acting.as(
                Actor.atTheGate("learning"),
                () ->
                        transactions.execute(_ -> {
                            jdbc.sql(
                                            """
                                            insert into account (id, display_name, language, status)
                                            values (:id, :name, 'es', 'active') on conflict do nothing
                                            """)
                                    .param("id", cast.specialist())
                                    .param(
                                            "name",
                                            texts.text(language, "learning.screens-specialist"))
                                    .update();
                            return jdbc.sql(
                                            """
                                            insert into membership (id, account, organisation, role)
                                            values (:id, :account, :organisation, 'protection-specialist')
                                            on conflict do nothing
                                            """)
                                    .param("id", cast.named("membership"))
                                    .param("account", cast.specialist())
                                    .param("organisation", organisation)
                                    .update();
                        }));
    }

    private void specialistWorksWith(StoryCast cast, String code) {
        Acting.as(asSpecialist(cast), () -> files.assign(code, cast.specialist()));
    }

    /**
     * Whoever looks at everything that stands on the persons of an exercise, in its world alone:
     * what a border officer or a case worker raised without being allowed to read it is judged too.
     */
    static Actor asSpecialist(StoryCast cast) {
        StagedServices.requirePractice();
        Actor learner = Acting.now();
        return new Actor(
                cast.specialist(),
                learner.requireOrganisation(),
                learner.kind(),
                Room.FRONTLINE,
                Set.of(Role.PROTECTION_SPECIALIST, Role.SUPERVISOR),
                Scope.ORGANISATION,
                Set.of(),
                "learning");
    }

    /** The codes of the persons of the story, for those who may reach them. */
    Map<UUID, String> codes(StoryCast cast) {
        Map<UUID, String> codes = new LinkedHashMap<>();
        transactions.execute(_ -> {
            jdbc.sql("select id, code from person where id = any (:ids)")
                    .param("ids", cast.persons().toArray(UUID[]::new))
                    .query(row -> {
                        codes.put(row.getObject("id", UUID.class), row.getString("code"));
                    });
            return codes;
        });
        return codes;
    }

    /** The files of the persons of the story, for those who may reach them. */
    List<Ref> refs(StoryCast cast) {
        UUID organisation = Acting.now().requireOrganisation();
        Map<UUID, String> codes = codes(cast);
        return cast.persons().stream()
                .filter(codes::containsKey)
                .map(one -> new Ref(one, codes.getOrDefault(one, ""), organisation))
                .toList();
    }
}
