package amparo.server.device;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.fact.FactsReader;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.groups.TravelGroups;
import amparo.server.paper.ReservedCodes;
import amparo.server.platform.Ids;
import amparo.server.profiling.Flags;
import amparo.server.profiling.Interviews;
import amparo.server.profiling.SurgeNumbers;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Clocked;
import amparo.server.registry.PersonFiles.Known;
import amparo.server.registry.PersonFiles.Newcomer;
import amparo.server.registry.PersonFiles.Told;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what a device sends, each item in a transaction of its own: one that fails keeps no other
 * back, and one that comes twice is taken once.
 */
@Service
class Items {

    private static final Logger LOG = LoggerFactory.getLogger(Items.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_TEXT = 2000;
    private static final Set<String> SOURCES = Set.of("person", "relative", "document", "officer");

    /** The languages of the questions, by the codes of the rulebook. */
    static final Map<String, String> SPOKEN =
            Map.of(
                    "es", "spanish",
                    "en", "english",
                    "pt", "portuguese",
                    "fr", "french",
                    "ht", "haitian_creole");

    private static final String PERSON = "person";
    private static final String INTERVIEW = "interview";
    private static final String COMPLETE = "\"complete\"";

    private final JdbcClient jdbc;
    private final PersonFiles files;
    private final Interviews interviews;
    private final Flags flags;
    private final TravelGroups groups;
    private final ReservedCodes codes;
    private final SurgeNumbers numbers;
    private final LoadedRulebook rulebook;
    private final TransactionTemplate transactions;

    Items(
            JdbcClient jdbc,
            PersonFiles files,
            Interviews interviews,
            Flags flags,
            TravelGroups groups,
            ReservedCodes codes,
            LoadedRulebook rulebook,
            SurgeNumbers numbers,
            PlatformTransactionManager manager) {
        this.numbers = numbers;
        this.jdbc = jdbc;
        this.files = files;
        this.interviews = interviews;
        this.flags = flags;
        this.groups = groups;
        this.codes = codes;
        this.rulebook = rulebook;
        this.transactions = new TransactionTemplate(manager);
    }

    /** Stops the transaction of one item with the reason for the officer. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String key;

        Refused(String key) {
            super(key, null, false, false);
            this.key = key;
        }
    }

    /** All items, in their order. */
    List<Came> take(Shifts.Shift shift, DeviceClock clock, List<JsonNode> items) {
        return items.stream().map(item -> take(shift, clock, item)).toList();
    }

    private Came take(Shifts.Shift shift, DeviceClock clock, JsonNode item) {
        String sent = item.path("id").asString("");
        UUID id = id(sent);
        if (id == null) {
            return Came.refused(sent.length() > 64 ? "" : sent, "unreadable");
        }
        try {
            boolean fresh =
                    Boolean.TRUE.equals(
                            transactions.execute(status -> {
                                if (!first(shift, id)) {
                                    return false;
                                }
                                save(shift, id, item, clock.told(item.path("at")));
                                return true;
                            }));
            return fresh ? Came.saved(sent) : Came.there(sent);
        } catch (Refused refused) {
            return Came.refused(sent, refused.key);
        } catch (RuntimeException failed) {
            // Whatever it was: this item waits on the device, and the others go on.
            LOG.warn("An item of a device could not be taken: {}", failed.getClass().getName());
            return Came.later(sent);
        }
    }

    /** Whether it comes for the first time. A second one waits here until the first is done. */
    private boolean first(Shifts.Shift shift, UUID id) {
        Actor actor = Acting.now();
        return jdbc.sql(
                                """
                                insert into device_item (id, shift, account, organisation)
                                values (:id, :shift, :account, :organisation) on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("shift", shift.id())
                        .param("account", actor.requireAccount())
                        .param("organisation", actor.requireOrganisation())
                        .update()
                == 1;
    }

    private void save(Shifts.Shift shift, UUID id, JsonNode item, Clocked told) {
        switch (item.path("kind").asString("")) {
            case PERSON -> person(shift, item, told);
            case "answer" -> answer(id, item, told);
            case "frame" -> frame(item, told);
            case "skip" -> skip(id, item);
            case "opinion" -> opinion(id, item);
            case "observe" -> observe(id, item);
            case "care" -> interviews.cared(writable(item));
            case "alone" -> {
                if (!interviews.alone(interview(item))) {
                    throw new Refused("interview");
                }
            }
            case "close" ->
                    interviews
                            .close(interview(item))
                            .ifPresent(why -> {
                                throw new Refused(
                                        why.equals("profiling.close.alone")
                                                ? "alone"
                                                : "interview");
                            });
            default -> throw new Refused("unreadable");
        }
    }

    private void person(Shifts.Shift shift, JsonNode item, Clocked when) {
        UUID person = id(item.path(PERSON).asString(""));
        String code = item.path("code").asString("");
        if (person == null || !code.matches("[0-9A-HJKMNP-TV-Z]{8}")) {
            throw new Refused("unreadable");
        }
        if (!codes.use(shift.id(), code)) {
            throw new Refused("code");
        }
        List<Told> told = new ArrayList<>();
        String name = item.path("name").asString("").strip();
        if (!name.isEmpty()) {
            told.add(Told.of("name", text(name), PERSON).at(when));
        }
        PersonFiles.Ref made =
                files.enter(List.of(new Newcomer(person, code, told)))
                        .map(List::getFirst)
                        .filter(one -> one.code().equals(code))
                        .orElseThrow(() -> new Refused("code"));
        JsonNode number = item.path("number");
        if (number.isInt() && number.intValue() > 0) {
            numbers.give(made, number.intValue());
        }
        String group = item.path("group").asString("");
        if (!group.isEmpty()
                && (!TravelGroups.isCode(group) || !groups.add(group, Ids.next(), code))) {
            throw new Refused("group");
        }
    }

    private void answer(UUID id, JsonNode item, Clocked when) {
        String code = item.path(PERSON).asString("");
        Known fact =
                files.fact(item.path("fact").asString(""))
                        .orElseThrow(() -> new Refused("question"));
        String source = item.path("source").asString("");
        JsonNode value = item.path("value");
        if (!code.matches("[0-9A-HJKMNP-TV-Z]{8}") || !SOURCES.contains(source)) {
            throw new Refused("unreadable");
        }
        UUID record = id(item.path("record").asString(""));
        if (!fits(fact, record, value)) {
            throw new Refused("value");
        }
        Told told =
                new Told(
                        fact.name(),
                        record,
                        JSON.writeValueAsString(value),
                        source,
                        word(item.path("language").asString("")),
                        item.path("interpreter").isBoolean()
                                ? item.path("interpreter").asBoolean()
                                : null,
                        DeviceClock.isRight(when) ? day(item.path("asOf").asString("")) : null,
                        null,
                        when);
        if (item.has(INTERVIEW)) {
            asked(interview(item), id, told);
            return;
        }
        Optional<PersonFiles.Ref> may = files.mayRecord(code);
        if (may.isEmpty() || !files.record(code, id, told)) {
            throw new Refused("person");
        }
    }

    /** What was told in an interview: its frame decides whether it counts. */
    private void asked(UUID interview, UUID id, Told told) {
        switch (interviews.answer(interview, id, told)) {
            // What does not count is written down as not asked: nobody has to do anything.
            case SAVED, THERE_ALREADY, NOT_COUNTED -> {}
            case REFUSED_GUARDIAN -> throw new Refused("guardian");
            case REFUSED_VALUE -> throw new Refused("value");
            case NOT_THERE -> throw new Refused("interview");
        }
    }

    private void frame(JsonNode item, Clocked when) {
        String code = item.path(PERSON).asString("");
        String language = SPOKEN.get(item.path("language").asString(""));
        Interviews.Frame frame;
        if (language == null || !code.matches("[0-9A-HJKMNP-TV-Z]{8}")) {
            throw new Refused("unreadable");
        }
        try {
            frame =
                    new Interviews.Frame(
                            false,
                            item.path("place").asString(""),
                            item.path("private").asBoolean(false),
                            language,
                            item.path("through").asString(""),
                            item.path("understood").asBoolean(false),
                            item.path("informed").asBoolean(false),
                            item.path("consent").asString(""),
                            item.path("guardian").asBoolean(false));
        } catch (IllegalArgumentException unknown) {
            throw new Refused("unreadable");
        }
        if (interviews.open(code, interview(item), frame, when).isEmpty()) {
            throw new Refused("person");
        }
    }

    private void skip(UUID id, JsonNode item) {
        Known fact =
                files.fact(item.path("fact").asString(""))
                        .orElseThrow(() -> new Refused("question"));
        if (!interviews.skip(interview(item), id, fact.name())) {
            throw new Refused("interview");
        }
    }

    /**
     * What an officer thinks of a step that the tablet showed: of the flag that the answers raised.
     */
    private void opinion(UUID id, JsonNode item) {
        PersonFiles.Ref person = writable(item);
        Flags.Opinion opinion =
                Flags.Opinion.of(item.path("opinion").asString(""))
                        .filter(one -> one != Flags.Opinion.CLOSE)
                        .orElseThrow(() -> new Refused("unreadable"));
        String screen = item.path("screen").asString("");
        Flags.Flag flag =
                flags.of(person).stream()
                        .filter(one ->
                                one.screen().equals(screen) && one.state() != Flags.State.CLOSED)
                        .findFirst()
                        .orElseThrow(() -> new Refused("step"));
        switch (flags.opine(person, flag.id(), id, opinion, item.path("reason").asString(""))) {
            case GIVEN, WAITS, CLOSED -> {}
            case NO_REASON -> throw new Refused("reason");
            case ONLY_THE_PERSON -> throw new Refused("fear");
            case NOT_THERE, ONLY_A_SPECIALIST -> throw new Refused("step");
        }
    }

    /** A need that was seen and not told. */
    private void observe(UUID id, JsonNode item) {
        PersonFiles.Ref person = writable(item);
        String reason = item.path("reason").asString("");
        if (!Flags.isReason(reason)) {
            throw new Refused("reason");
        }
        if (!flags.observe(person, id, item.path("screen").asString(""), reason)) {
            throw new Refused("step");
        }
    }

    private PersonFiles.Ref writable(JsonNode item) {
        String code = item.path(PERSON).asString("");
        if (!code.matches("[0-9A-HJKMNP-TV-Z]{8}")) {
            throw new Refused("unreadable");
        }
        return files.mayRecord(code).orElseThrow(() -> new Refused("person"));
    }

    private static UUID interview(JsonNode item) {
        UUID interview = id(item.path(INTERVIEW).asString(""));
        if (interview == null) {
            throw new Refused("unreadable");
        }
        return interview;
    }

    /** Whether the value is one that the fact can have. */
    private boolean fits(Known fact, @Nullable UUID record, JsonNode value) {
        if (value.isMissingNode()) {
            return false;
        }
        if (value.isNull()) {
            return record == null;
        }
        if (fact.isList()) {
            if (record == null) {
                return value.toString().equals(COMPLETE);
            }
            if (value.isObject() && value.size() == 1 && value.path("removed").isBoolean()) {
                return value.path("removed").asBoolean();
            }
            return value.isObject()
                    && !value.isEmpty()
                    && isUnderstood(fact.name(), JsonNodeFactory.instance.arrayNode().add(value));
        }
        if (record != null) {
            return false;
        }
        if (fact.rulebook() == null) {
            return value.isString()
                    && !value.stringValue().isBlank()
                    && value.stringValue().length() <= LONGEST_TEXT
                    && readable(value.stringValue());
        }
        return isUnderstood(fact.name(), value);
    }

    private boolean isUnderstood(String fact, JsonNode value) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.set(fact, value);
        List<DataException> problems = new ArrayList<>();
        try {
            if (!(JsonReader.read(JSON.writeValueAsString(alone)) instanceof Data.Fields fields)) {
                return false;
            }
            FactsReader.read(fields, rulebook.vocabulary(), Set.of(), problems);
        } catch (DataException wrong) {
            return false;
        }
        return problems.isEmpty();
    }

    private static String text(String name) {
        if (name.length() > LONGEST_TEXT || !readable(name)) {
            throw new Refused("unreadable");
        }
        return JSON.writeValueAsString(name);
    }

    private static boolean readable(String text) {
        return text.codePoints()
                .noneMatch(letter ->
                        Character.isISOControl(letter) && letter != '\n' && letter != '\t'
                                || Character.getType(letter) == Character.SURROGATE);
    }

    private static @Nullable String word(String text) {
        return text.matches("[a-z]{2,3}") ? text : null;
    }

    /** The day on the device; one that lies ahead is a wrong clock, and is left out. */
    private static @Nullable LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.isAfter(LocalDate.now(ZoneOffset.ofHours(14))) ? null : day;
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable UUID id(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? UUID.fromString(text)
                : null;
    }
}
