package amparo.rulebook.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys that each kind of mapping may have. The JSON Schemas say the same; a test compares. */
public final class Keys {
    static final List<String> LANGUAGES = List.of("es", "en", "pt", "fr", "ht");

    static final List<String> DRAFTS = List.of("drafts", "signed");

    static final List<String> SIGNATURE = List.of("language", "rule", "on", "texts");

    static final List<String> PATHWAY =
            List.of(
                    "pathway",
                    "title",
                    "summary",
                    "destination",
                    "category",
                    "how",
                    "authority",
                    "apply",
                    "cost",
                    "effect_on_asylum",
                    "effect_note",
                    "grants",
                    "limits",
                    "contest",
                    "confirmed",
                    "changes_often",
                    "confidence",
                    "sources",
                    "versions",
                    "examples");

    static final List<String> GRANTS =
            List.of("status", "months", "renewable", "permanent", "work", "family", "note");

    static final List<String> SOURCE = List.of("act", "url", "read");

    static final List<String> CITE =
            List.of("source", "act", "article", "url", "class", "read", "note");

    static final List<String> VERSION =
            List.of(
                    "law",
                    "law_of",
                    "intake",
                    "suspended",
                    "benefit_end",
                    "here",
                    "requires",
                    "unless");

    static final List<String> NODE =
            List.of(
                    "id",
                    "role",
                    "text",
                    "when",
                    "only_if",
                    "cite",
                    "all",
                    "any",
                    "none",
                    "at_least",
                    "some",
                    "every",
                    "no",
                    "with");

    static final List<String> EXAMPLE =
            List.of("name", "day", "person", "destination", "expect", "availability", "missing");

    static final List<String> SCREEN =
            List.of(
                    "screen",
                    "title",
                    "neutral",
                    "urgency",
                    "refer",
                    "actions",
                    "never",
                    "cite",
                    "indicates",
                    "examples");

    static final List<String> SCREEN_EXAMPLE =
            List.of("name", "day", "person", "expect", "missing");

    static final List<String> FACTS = List.of("facts");

    static final List<String> FACT =
            List.of(
                    "fact",
                    "type",
                    "sensitivity",
                    "mutability",
                    "known_by",
                    "question",
                    "help",
                    "unit",
                    "bounds",
                    "codes",
                    "ask_first",
                    "asked",
                    "no_counts_only_if",
                    "ask_after",
                    "derive",
                    "issued_by",
                    "in_country",
                    "from_person",
                    "single_use",
                    "fields");

    static final List<String> CODES = List.of("codes", "values", "unknown");

    static final List<String> SET = List.of("set", "codes", "steps", "cite");

    static final List<String> SET_STEP = List.of("from", "codes");

    static final List<String> TABLE = List.of("table", "unit", "steps", "cite");

    static final List<String> TABLE_STEP = List.of("from", "value");

    static final List<String> CALENDAR =
            List.of("calendar", "covers", "most_per_year", "holidays", "cite");

    static final List<String> VIGNETTE =
            List.of(
                    "vignette",
                    "title",
                    "day",
                    "story",
                    "alone",
                    "sources",
                    "persons",
                    "acts",
                    "teach");

    static final List<String> VIGNETTE_SOURCE = List.of("act", "url", "class", "read");

    static final List<String> VIGNETTE_PERSON = List.of("id", "who", "first", "then");

    static final List<String> VIGNETTE_TOLD = List.of("says", "facts", "flags", "doors");

    static final List<String> VIGNETTE_ACT = List.of("does", "screen", "rule", "text", "why");

    private Keys() {}

    /** All of them by the name of the mapping, as the schemas call it. */
    public static Map<String, List<String>> all() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("wording", LANGUAGES);
        all.put("pathway", PATHWAY);
        all.put("grants", GRANTS);
        all.put("source", SOURCE);
        all.put("cite", CITE);
        all.put("version", VERSION);
        all.put("node", NODE);
        all.put("example", EXAMPLE);
        all.put("screen", SCREEN);
        all.put("screenExample", SCREEN_EXAMPLE);
        all.put("facts", FACTS);
        all.put("fact", FACT);
        all.put("codes", CODES);
        all.put("set", SET);
        all.put("setStep", SET_STEP);
        all.put("table", TABLE);
        all.put("tableStep", TABLE_STEP);
        all.put("calendar", CALENDAR);
        all.put("drafts", DRAFTS);
        all.put("signature", SIGNATURE);
        all.put("vignette", VIGNETTE);
        all.put("vignetteSource", VIGNETTE_SOURCE);
        all.put("vignettePerson", VIGNETTE_PERSON);
        all.put("vignetteTold", VIGNETTE_TOLD);
        all.put("vignetteAct", VIGNETTE_ACT);
        return all;
    }
}
