package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.rulebook.vignette.Vignette;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.platform.Ids;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Told;
import amparo.server.testing.WholeServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * SCENARIO: the persons of the stories, entered as real ones on a server of their own, raise
 * exactly the flags of their story: when they arrive, and after they were heard alone. A flag that
 * the later answers do not indicate any more stays for a specialist.
 */
@Tag("database")
class StoriesRaiseFlagsTest {

    private final WholeServer server = WholeServer.get();
    private final PersonFiles files = server.context.getBean(PersonFiles.class);
    private final LoadedRulebook rulebook = server.context.getBean(LoadedRulebook.class);

    @Test
    void everyPersonRaisesExactlyTheFlagsOfTheStory() throws Exception {
        Actor specialist = specialist();
        TransactionTemplate alone =
                new TransactionTemplate(server.context.getBean(PlatformTransactionManager.class));
        int raised = 0;
        for (Vignette story : server.context.getBean(Stories.class).all()) {
            for (Vignette.Player person : story.persons()) {
                String who = story.id() + " " + person.id();
                String code =
                        Acting.as(
                                specialist,
                                () ->
                                        files.enter(Ids.next(), told(person.first().told(), who))
                                                .orElseThrow());
                Set<String> first = words(person.first());
                assertThat(flags(code)).as(who).isEqualTo(first);
                List<Told> later = told(person.then().told(), who);
                Acting.as(
                        specialist,
                        () ->
                                alone.execute(_ -> {
                                    later.forEach(one -> files.record(code, Ids.next(), one));
                                    return later.size();
                                }));
                Set<String> both = new TreeSet<>(first);
                both.addAll(words(person.then()));
                // What the later answers do not indicate any more stays, for a specialist.
                assertThat(flags(code)).as("%s alone", who).isEqualTo(both);
                raised += both.size();
            }
        }
        assertThat(raised).isGreaterThan(80);
    }

    /** The open flags with their urgency, read as the owner of the database. */
    private Set<String> flags(String code) throws Exception {
        return new TreeSet<>(
                server.column(
                        "select f.screen || ' ' || f.urgency from flag f join person p on p.id = f.person where p.code = ? and f.closed_at is null",
                        code));
    }

    private static Set<String> words(Vignette.Told moment) {
        Set<String> words = new TreeSet<>();
        moment.flags().forEach((screen, urgency) -> words.add(screen + " " + urgency.word()));
        return words;
    }

    /** Answers one by one; a list of records is told anew, so it stands for the one before. */
    private List<Told> told(Data.Fields moment, String whose) {
        List<Told> all = new ArrayList<>();
        for (Map.Entry<String, Data.Field> entry : moment.fields().entrySet()) {
            Fact fact = rulebook.vocabulary().find(entry.getKey());
            Data value = entry.getValue().value();
            if (fact == null) {
                continue;
            }
            String source = fact.asked() ? "person" : "officer";
            if (fact.type() != FactType.RECORDS) {
                all.add(Told.of(fact.name(), json(value), source));
            } else if (value instanceof Data.Items records) {
                for (int i = 0; i < records.items().size(); i++) {
                    String name = whose + fact.name() + i;
                    UUID record = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
                    all.add(
                            Told.ofRecord(
                                    fact.name(), record, json(records.items().get(i)), source));
                }
            } else {
                all.add(Told.of(fact.name(), "\"complete\"", source));
            }
        }
        if (moment.get("complete") instanceof Data.Items names) {
            names.items()
                    .forEach(name ->
                            all.add(Told.of(((Data.Text) name).text(), "\"complete\"", "person")));
        }
        return all;
    }

    private static String json(Data value) {
        return new JsonWriter(false).value(value).toString();
    }

    private Actor specialist() throws Exception {
        UUID organisation = server.organisation(OrganisationKind.NGO);
        UUID account =
                server.worker(organisation, Role.PROTECTION_SPECIALIST, "organisation").account;
        return new Actor(
                account,
                organisation,
                OrganisationKind.NGO,
                Room.FRONTLINE,
                Set.of(Role.PROTECTION_SPECIALIST),
                Scope.ORGANISATION,
                Set.of(),
                "test");
    }
}
