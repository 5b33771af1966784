package amparo.server.device;

import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Sensitivity;
import amparo.server.access.Acting;
import amparo.server.audit.AuditLog;
import amparo.server.groups.TravelGroups;
import amparo.server.profiling.Interviews;
import amparo.server.profiling.SurgeNumbers;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.HeldRecord;
import amparo.server.registry.PersonFiles.KnownThen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a device takes along of a person: what the rules read and the name that they go by; no
 * contact, no note, no document number, and nothing of survivor level.
 */
@Service
class Taken {

    private static final String NAME = "name";
    private static final String COMPLETE = "complete";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PersonFiles files;
    private final PersonFacts facts;
    private final TravelGroups groups;
    private final LoadedRulebook rulebook;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Interviews interviews;
    private final SurgeNumbers numbers;

    Taken(
            PersonFiles files,
            PersonFacts facts,
            TravelGroups groups,
            LoadedRulebook rulebook,
            JdbcClient jdbc,
            AuditLog audit,
            Interviews interviews,
            SurgeNumbers numbers) {
        this.interviews = interviews;
        this.numbers = numbers;
        this.files = files;
        this.facts = facts;
        this.groups = groups;
        this.rulebook = rulebook;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** A record of a list. */
    record Part(UUID id, JsonNode value) {}

    /**
     * A person on a device.
     *
     * @param name as they say it; none: nobody asked
     * @param group the code of the group they travel with now, one of them; none: alone
     * @param facts as the engine reads them, without lists
     * @param records of lists, the oldest first
     * @param complete lists that were told in full
     * @param guardian who was named to answer for a child; none: nobody was
     * @param care whether somebody waits for care ("waits"), or it was taken care of ("done")
     * @param number by which they are called today; none: by their name
     */
    record Person(
            String code,
            @Nullable String name,
            @Nullable String group,
            Map<String, JsonNode> facts,
            Map<String, List<Part>> records,
            List<String> complete,
            @Nullable String guardian,
            @Nullable Integer number,
            @Nullable String care) {}

    /** Those of these persons who are in reach still. */
    @Transactional
    public List<Person> of(List<UUID> persons) {
        List<String> codes =
                jdbc.sql(
                                """
                                select code from person where id = any (:ids) and erased_at is null
                                order by array_position(:ids, id)
                                """)
                        .param("ids", persons.toArray(UUID[]::new))
                        .query((row, number) -> row.getString("code"))
                        .list();
        Map<UUID, Integer> called = numbers.today(persons);
        List<Person> all = new ArrayList<>();
        for (String code : codes) {
            Optional<KnownThen> known = files.known(code, null);
            Optional<PersonFacts.Assembled> assembled = facts.of(code);
            if (known.isPresent() && assembled.isPresent()) {
                Optional<PersonFiles.Ref> ref = files.reach(code);
                all.add(
                        person(
                                known.get(),
                                JSON.readTree(assembled.get().json()),
                                ref.flatMap(interviews::guardian).orElse(null),
                                ref.map(one -> called.get(one.id())).orElse(null),
                                ref.flatMap(interviews::care).orElse(null)));
            }
        }
        audit.record(
                "export",
                "person",
                persons,
                null,
                "to a device of account " + Acting.now().requireAccount());
        return all;
    }

    private Person person(
            KnownThen known,
            JsonNode understood,
            @Nullable String guardian,
            @Nullable Integer number,
            @Nullable String care) {
        Map<String, JsonNode> plain = new java.util.TreeMap<>();
        Map<String, List<Part>> records = new java.util.TreeMap<>();
        List<String> complete = new ArrayList<>();
        for (Fact fact : rulebook.vocabulary().facts()) {
            if (fact.sensitivity() == Sensitivity.SURVIVOR) {
                continue;
            }
            if (fact.type() == FactType.RECORDS) {
                List<Part> parts = parts(fact, known, understood.path(fact.name()));
                if (!parts.isEmpty()) {
                    records.put(fact.name(), parts);
                }
            } else if (understood.has(fact.name())) {
                plain.put(fact.name(), understood.get(fact.name()));
            }
        }
        understood
                .path(COMPLETE)
                .forEach(one -> {
                    Fact fact = rulebook.vocabulary().find(one.stringValue());
                    if (fact != null && fact.sensitivity() != Sensitivity.SURVIVOR) {
                        complete.add(fact.name());
                    }
                });
        String name = known.facts().get(NAME);
        JsonNode said = name == null ? null : JSON.readTree(name);
        return new Person(
                known.code(),
                said != null && said.isString() ? said.stringValue() : null,
                group(known.code()),
                plain,
                records,
                complete,
                guardian,
                number,
                care);
    }

    /** With the fields that rules may read, in the same order as the engine has them. */
    private static List<Part> parts(Fact list, KnownThen known, JsonNode understood) {
        List<HeldRecord> held = known.records().getOrDefault(list.name(), List.of());
        RecordType type = list.record();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) {
            JsonNode value =
                    understood.size() == held.size()
                            ? understood.get(i)
                            : JSON.readTree(held.get(i).value());
            ObjectNode least = JsonNodeFactory.instance.objectNode();
            value.properties()
                    .forEach(one -> {
                        Fact field = type == null ? null : type.field(one.getKey());
                        if (field != null && field.sensitivity() != Sensitivity.SURVIVOR) {
                            least.set(one.getKey(), one.getValue());
                        }
                    });
            if (!least.isEmpty()) {
                parts.add(new Part(held.get(i).record(), least));
            }
        }
        return parts;
    }

    private @Nullable String group(String code) {
        return groups.of(code).orElse(List.of()).stream()
                .filter(one -> one.until() == null && one.separation() == null)
                .map(TravelGroups.Membership::group)
                .findFirst()
                .orElse(null);
    }
}
