package amparo.rulebook.load;

import amparo.engine.evaluate.Availability;
import amparo.engine.evaluate.Outcome;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Mutability;
import amparo.engine.fact.Sensitivity;
import amparo.engine.rule.Category;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.How;
import amparo.engine.rule.Role;
import amparo.engine.rule.Screen;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The words of files and what they stand for. The JSON Schemas list the same words. */
public final class Words {
    static final Map<String, FactType> FACT_TYPES = of(FactType.values(), FactType::word);
    static final Map<String, Sensitivity> SENSITIVITIES =
            of(Sensitivity.values(), Sensitivity::word);
    static final Map<String, Mutability> MUTABILITIES = of(Mutability.values(), Mutability::word);
    static final Map<String, Category> CATEGORIES = of(Category.values(), Category::word);
    static final Map<String, How> HOWS = of(How.values(), How::word);
    static final Map<String, EffectOnAsylum> EFFECTS =
            of(EffectOnAsylum.values(), EffectOnAsylum::word);
    static final Map<String, Role> ROLES = of(Role.values(), Role::word);
    static final Map<String, CitationClass> CLASSES =
            of(CitationClass.values(), CitationClass::word);
    static final Map<String, Outcome> OUTCOMES = of(Outcome.values(), Outcome::word);
    static final Map<String, Availability.State> AVAILABILITIES =
            of(Availability.State.values(), Availability.State::word);
    static final Map<String, Screen.Urgency> URGENCIES =
            of(Screen.Urgency.values(), Screen.Urgency::word);
    static final Map<String, String> YES_NO_UNKNOWN = same("yes", "no", "unknown");
    static final Map<String, String> PERMANENT = same("is", "path", "none", "unknown");
    static final Map<String, String> CONFIDENCE = same("high", "medium", "low");
    static final Map<String, String> SERVICES =
            same(
                    "asylum-legal",
                    "child-protection",
                    "gbv",
                    "trafficking",
                    "medical",
                    "mhpss",
                    "shelter",
                    "food-nfi",
                    "cash",
                    "education",
                    "documentation",
                    "family-tracing",
                    "livelihoods",
                    "disability",
                    "transport",
                    "avrr",
                    "regularisation",
                    "consular");

    private Words() {}

    /** The lists of words by the name that the schemas give them. */
    public static Map<String, Iterable<String>> all() {
        Map<String, Iterable<String>> all = new LinkedHashMap<>();
        all.put("category", CATEGORIES.keySet());
        all.put("how", HOWS.keySet());
        all.put("role", ROLES.keySet());
        all.put("class", CLASSES.keySet());
        all.put("service", SERVICES.keySet());
        all.put("factType", FACT_TYPES.keySet());
        all.put("sensitivity", SENSITIVITIES.keySet());
        all.put("mutability", MUTABILITIES.keySet());
        all.put("availability", AVAILABILITIES.keySet());
        all.put("urgency", URGENCIES.keySet());
        return all;
    }

    static <T> Map<String, T> of(T[] values, Function<T, String> word) {
        Map<String, T> words = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> words.put(word.apply(value), value));
        return words;
    }

    static Map<String, String> same(String... words) {
        return of(words, word -> word);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
