package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Category;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.Grants;
import amparo.engine.rule.How;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Version;
import amparo.engine.rule.Window;
import amparo.engine.value.Range;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pathways and barriers. */
final class PathwayLoader {
    private static final Grants NOTHING =
            new Grants(Wording.NONE, 0, "unknown", "unknown", "unknown", "unknown", Wording.NONE);

    private final Conditions conditions;
    private final CodeList countries;
    private final ExampleLoader examples;

    PathwayLoader(Conditions conditions, CodeList countries, ExampleLoader examples) {
        this.conditions = conditions;
        this.countries = countries;
        this.examples = examples;
    }

    /** The pathway, as far as it could be read; null if it has no version at all. */
    @Nullable Pathway load(Document document) {
        Reading reading = document.reading();
        FieldReader fields = document.fields(Keys.PATHWAY, "a pathway");
        String id = fields.needText("pathway");
        List<String> destinations = destinations(reading, fields);
        Category category = fields.needWord("category", Words.CATEGORIES);
        boolean barrier = category == Category.BARRIER;
        How how = barrier ? fields.word("how", Words.HOWS) : fields.needWord("how", Words.HOWS);
        EffectOnAsylum effect =
                barrier
                        ? fields.word("effect_on_asylum", Words.EFFECTS)
                        : fields.needWord("effect_on_asylum", Words.EFFECTS);
        Wording effectNote = fields.wording("effect_note");
        if (effect == EffectOnAsylum.ENDS && effectNote.isEmpty()) {
            fields.error(
                    "effect_on_asylum",
                    "what ends an asylum claim needs an 'effect_note' that says how",
                    "");
        }
        Wording contest = fields.wording("contest");
        if (barrier && contest.isEmpty()) {
            fields.error("category", "a barrier needs 'contest': how to contest it", "");
        }
        if (!barrier && fields.has("contest")) {
            fields.error("contest", "only a barrier has 'contest'", "");
        }
        Integer confirmed = new Times(reading).day(fields.need("confirmed"), "'confirmed'");
        String confidence = fields.needWord("confidence", Words.CONFIDENCE);
        List<Version> versions = versions(reading, fields, category == Category.ASYLUM);
        examples.pathway(reading, id, fields, category, destinations);
        if (versions.isEmpty()) {
            return null;
        }
        return new Pathway(
                id,
                fields.needWording("title"),
                destinations.isEmpty() ? List.of("") : destinations,
                category == null ? Category.HUMANITARIAN : category,
                how == null ? How.APPLY : how,
                fields.needWording("summary"),
                fields.needWording("authority"),
                barrier ? fields.wording("apply") : fields.needWording("apply"),
                fields.wording("cost"),
                effect == null ? EffectOnAsylum.UNKNOWN : effect,
                effectNote,
                grants(reading, fields, barrier),
                fields.wordings("limits"),
                contest,
                confirmed == null ? 0 : confirmed,
                fields.flag("changes_often", false),
                confidence == null ? "low" : confidence,
                versions);
    }

    private List<String> destinations(Reading reading, FieldReader fields) {
        List<String> codes = new ArrayList<>();
        Data data = fields.need("destination");
        List<Data> items =
                data instanceof Data.Items list
                        ? list.items()
                        : data == null ? List.of() : List.of(data);
        if (data != null && items.isEmpty()) {
            reading.error(data.at(), "'destination' is empty", "");
        }
        for (Data item : items) {
            String code = item instanceof Data.Text text ? text.text() : "";
            if (!countries.has(code)) {
                reading.error(
                        item.at(),
                        "'" + Times.written(item) + "' is not a code of the list 'country'",
                        FieldReader.didYouMean(
                                countries.near(code), "ISO 3166-1 alpha-3, like ARG"));
            } else if (codes.contains(code)) {
                reading.error(item.at(), "'" + code + "' stands here twice", "");
            } else {
                codes.add(code);
            }
        }
        if (data != null && codes.size() == items.size() && !codes.isEmpty()) {
            folder(reading, fields, codes);
        }
        return codes;
    }

    private static void folder(Reading reading, FieldReader fields, List<String> codes) {
        String folder = codes.size() > 1 ? "multi" : Words.lower(codes.get(0));
        String wanted = "pathways/" + folder + "/";
        String path = reading.file().path();
        if (path.startsWith("pathways/") && !path.startsWith(wanted)) {
            fields.error("destination", "this file belongs in " + wanted, "");
        }
    }

    private static Grants grants(Reading reading, FieldReader fields, boolean barrier) {
        Data data = barrier && !fields.has("grants") ? null : fields.need("grants");
        FieldReader grants = data == null ? null : reading.fields(data, Keys.GRANTS, "'grants'");
        if (grants == null) {
            return NOTHING;
        }
        return new Grants(
                grants.needWording("status"),
                grants.number("months", 1, 1200, 0),
                orUnknown(grants.word("renewable", Words.YES_NO_UNKNOWN)),
                orUnknown(grants.word("permanent", Words.PERMANENT)),
                orUnknown(grants.word("work", Words.YES_NO_UNKNOWN)),
                orUnknown(grants.word("family", Words.YES_NO_UNKNOWN)),
                grants.wording("note"));
    }

    private static String orUnknown(@Nullable String word) {
        return word == null ? "unknown" : word;
    }

    private List<Version> versions(Reading reading, FieldReader fields, boolean asylum) {
        CiteReader cites = new CiteReader(reading);
        cites.sources(fields);
        NodeLoader nodes = new NodeLoader(reading, conditions, cites, false);
        List<Version> versions = new ArrayList<>();
        for (Data item : fields.needItems("versions")) {
            FieldReader version = reading.fields(item, Keys.VERSION, "a version");
            if (version != null) {
                versions.add(version(reading, version, nodes, asylum));
            }
        }
        return versions;
    }

    private Version version(Reading reading, FieldReader fields, NodeLoader nodes, boolean asylum) {
        Times times = new Times(reading);
        Window law = times.window(fields.need("law"), "'law'");
        List<Window> intake =
                fields.has("intake") ? times.windows(fields.get("intake"), "'intake'") : List.of();
        List<Window> suspended =
                fields.has("suspended")
                        ? times.windows(fields.get("suspended"), "'suspended'")
                        : List.of();
        Range benefitEnd =
                fields.has("benefit_end")
                        ? times.date(fields.get("benefit_end"), "'benefit_end'")
                        : null;
        Data hereData = fields.has("here") ? fields.get("here") : null;
        Node here = hereData == null ? null : nodes.node(hereData);
        if (asylum && !fields.has("here")) {
            reading.error(fields.at(), "asylum needs 'here': where one can ask", "");
        }
        if (!asylum && fields.has("here")) {
            fields.error("here", "only asylum has 'here'", "");
        }
        List<Node> requires = nodes.nodes(fields.needItems("requires"));
        Version version =
                new Version(
                        law == null ? Window.ALWAYS : law,
                        conditions.day(reading, fields, "law_of"),
                        intake,
                        suspended,
                        benefitEnd,
                        here,
                        requires,
                        nodes.nodes(fields.items("unless")));
        conditions.places().put(version, new Place(reading.file(), fields.at(), ""));
        return version;
    }
}
