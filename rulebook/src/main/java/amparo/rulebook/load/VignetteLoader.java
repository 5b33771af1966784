package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.Mark;
import amparo.engine.evaluate.Outcome;
import amparo.engine.fact.Facts;
import amparo.engine.fact.FactsReader;
import amparo.engine.fact.Vocabulary;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Citation;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Screen;
import amparo.engine.value.Days;
import amparo.rulebook.vignette.Vignette;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads vignettes. Whether their expectations come out is not asked here. */
final class VignetteLoader {
    private static final Map<String, Vignette.Kind> KINDS =
            Words.of(Vignette.Kind.values(), Vignette.Kind::word);

    private final Vocabulary vocabulary;
    private final Map<String, Screen> screens = new LinkedHashMap<>();
    private final Map<String, Pathway> pathways = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Vignette> vignettes = new ArrayList<>();

    VignetteLoader(Vocabulary vocabulary, List<Pathway> pathways, List<Screen> screens) {
        this.vocabulary = vocabulary;
        pathways.forEach(one -> this.pathways.put(one.id(), one));
        screens.forEach(one -> this.screens.put(one.id(), one));
    }

    List<Vignette> vignettes() {
        return List.copyOf(vignettes);
    }

    void load(Document document) {
        // Vignettes are read by officers, in Spanish and English; other languages are not missing.
        Reading reading =
                new Reading(
                        document.reading().file(), document.reading().report(), new Languages());
        FieldReader fields = new FieldReader(reading, document.root(), Keys.VIGNETTE, "a vignette");
        String id = fields.needText("vignette");
        if (!Identifiers.isId(id) || !taken.add(id)) {
            fields.error("vignette", "'" + id + "' cannot be an id, or is taken", "");
        }
        Integer day = new Times(reading).day(fields.need("day"), "'day'");
        List<Citation> sources = sources(reading, fields);
        List<Vignette.Player> persons = persons(reading, fields);
        List<Vignette.Act> acts = acts(reading, fields);
        Map<String, Wording> teach = teach(reading, fields);
        Vignette vignette =
                new Vignette(
                        id,
                        fields.needWording("title"),
                        fields.needWording("story"),
                        fields.needWording("alone"),
                        day == null ? 0 : day,
                        sources,
                        persons,
                        acts,
                        teach);
        for (String screen : vignette.screens()) {
            if (!teach.containsKey(screen)) {
                fields.error("teach", "'" + screen + "' is expected, and nothing taught on it", "");
            }
        }
        vignettes.add(vignette);
    }

    private static List<Citation> sources(Reading reading, FieldReader fields) {
        List<Citation> sources = new ArrayList<>();
        for (Data item : fields.needItems("sources")) {
            FieldReader source = reading.fields(item, Keys.VIGNETTE_SOURCE, "a source");
            if (source != null) {
                CitationClass support = source.needWord("class", Words.CLASSES);
                Integer read = new Times(reading).day(source.need("read"), "'read'");
                sources.add(
                        new Citation(
                                source.needText("act"),
                                "",
                                source.needText("url"),
                                support == null ? CitationClass.GENERAL : support,
                                read == null ? null : Days.iso(read),
                                ""));
            }
        }
        return sources;
    }

    private List<Vignette.Player> persons(Reading reading, FieldReader fields) {
        List<Vignette.Player> persons = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Data item : fields.needItems("persons")) {
            FieldReader person = reading.fields(item, Keys.VIGNETTE_PERSON, "a person");
            if (person == null) {
                continue;
            }
            String id = person.needText("id");
            if (!ids.add(id)) {
                person.error("id", "two persons have the id '" + id + "'", "");
            }
            Vignette.Told first = told(reading, person.need("first"), null);
            Vignette.Told then =
                    told(reading, person.need("then"), first == null ? null : first.told());
            if (first != null && then != null) {
                persons.add(new Vignette.Player(id, person.needWording("who"), first, then));
            }
        }
        return persons;
    }

    private Vignette.@Nullable Told told(
            Reading reading, @Nullable Data data, Data.@Nullable Fields before) {
        FieldReader told =
                data == null ? null : reading.fields(data, Keys.VIGNETTE_TOLD, "a moment");
        if (told == null) {
            return null;
        }
        Data given = told.need("facts");
        if (!(given instanceof Data.Fields facts)) {
            told.error("facts", "'facts' maps facts to answers", "write {} if nothing is told");
            return null;
        }
        return new Vignette.Told(
                told.needWording("says"),
                facts,
                facts(reading, before, facts),
                flags(reading, told),
                doors(reading, told));
    }

    /** What was told later stands instead of what was told before. */
    private Facts facts(Reading reading, Data.@Nullable Fields before, Data.Fields facts) {
        Data.Fields all = facts;
        if (before != null) {
            Map<String, Data.Field> merged = new LinkedHashMap<>(before.fields());
            merged.putAll(facts.fields());
            all = new Data.Fields(merged, facts.at());
        }
        List<DataException> problems = new ArrayList<>();
        Facts read = FactsReader.read(all, vocabulary, Set.of(), problems);
        problems.forEach(
                problem -> reading.error(problem.at(), String.valueOf(problem.getMessage()), ""));
        return read;
    }

    private Map<String, Screen.Urgency> flags(Reading reading, FieldReader told) {
        Map<String, Screen.Urgency> flags = new LinkedHashMap<>();
        map(reading, told, "flags")
                .forEach((id, field) -> {
                    screen(reading, id, field.keyAt());
                    Screen.Urgency urgency =
                            told.choose("an urgency", field.value(), Words.URGENCIES);
                    if (urgency != null) {
                        flags.put(id, urgency);
                    }
                });
        return flags;
    }

    private Map<String, String> doors(Reading reading, FieldReader told) {
        Map<String, String> doors = new LinkedHashMap<>();
        map(reading, told, "doors")
                .forEach((id, field) -> {
                    int at = id.indexOf('@');
                    String rule = at < 0 ? id : id.substring(0, at);
                    if (!pathways.containsKey(rule)) {
                        reading.error(
                                field.keyAt(),
                                "no door is called '" + id + "'",
                                FieldReader.didYouMean(rule, pathways.keySet(), ""));
                    }
                    Outcome outcome = told.choose("an outcome", field.value(), Words.OUTCOMES);
                    if (outcome != null) {
                        doors.put(id, outcome.word());
                    }
                });
        return doors;
    }

    private List<Vignette.Act> acts(Reading reading, FieldReader fields) {
        List<Vignette.Act> acts = new ArrayList<>();
        for (Data item : fields.needItems("acts")) {
            FieldReader act = reading.fields(item, Keys.VIGNETTE_ACT, "an act");
            Vignette.Kind kind = act == null ? null : act.needWord("does", KINDS);
            if (act != null && kind != null) {
                acts.add(act(reading, act, kind));
            }
        }
        for (Vignette.Kind kind : List.of(Vignette.Kind.RIGHT, Vignette.Kind.FORBIDDEN)) {
            if (acts.stream().noneMatch(act -> act.kind() == kind)) {
                fields.error("acts", "no act is " + kind.word(), "");
            }
        }
        return acts;
    }

    private Vignette.Act act(Reading reading, FieldReader act, Vignette.Kind kind) {
        Wording text = act.needWording("text");
        if (!act.has("screen")) {
            if (kind == Vignette.Kind.FORBIDDEN) {
                act.error("does", "what is forbidden needs the screen that forbids it", "");
            }
            return new Vignette.Act(kind, text, "", Wording.NONE, act.needWording("why"));
        }
        String id = act.needText("screen");
        Screen screen = screen(reading, id, act.keyAt("screen"));
        String part = act.needText("rule");
        List<Wording> sentences =
                screen == null
                        ? List.of()
                        : kind == Vignette.Kind.FORBIDDEN ? screen.never() : screen.actions();
        List<Wording> found =
                sentences.stream().filter(one -> one.in("en").contains(part)).toList();
        if (screen != null && found.size() != 1) {
            act.error(
                    "rule",
                    found.size() + " sentences of '" + id + "' hold these words",
                    "take words of one of: "
                            + String.join(" | ", sentences.stream().map(s -> s.in("en")).toList()));
        }
        return new Vignette.Act(
                kind,
                text,
                id,
                found.size() == 1 ? found.get(0) : Wording.NONE,
                act.has("why") ? act.needWording("why") : Wording.NONE);
    }

    private Map<String, Wording> teach(Reading reading, FieldReader fields) {
        Map<String, Wording> teach = new LinkedHashMap<>();
        map(reading, fields, "teach")
                .forEach((id, field) -> {
                    screen(reading, id, field.keyAt());
                    teach.put(id, fields.wordingOf("what is taught", field.value()));
                });
        if (teach.isEmpty()) {
            fields.error("teach", "a vignette that teaches nothing is none", "");
        }
        return teach;
    }

    private @Nullable Screen screen(Reading reading, String id, Mark at) {
        Screen screen = screens.get(id);
        if (screen == null) {
            reading.error(
                    at,
                    "no screen is called '" + id + "'",
                    FieldReader.didYouMean(id, screens.keySet(), ""));
        }
        return screen;
    }

    private static Map<String, Data.Field> map(Reading reading, FieldReader fields, String key) {
        Data data = fields.need(key);
        if (data instanceof Data.Fields map) {
            return map.fields();
        }
        if (data != null) {
            reading.error(data.at(), "'" + key + "' is a mapping", "");
        }
        return Map.of();
    }
}
