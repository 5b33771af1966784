package amparo.server.registry;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Sensitivity;
import amparo.engine.fact.Vocabulary;
import amparo.rulebook.compile.CompiledRulebook;
import amparo.server.platform.Option;
import amparo.server.platform.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What can be said about a person: the facts of the rulebook's vocabulary, under their names there,
 * and a few that no rule reads (name, phone, how to reach the person safely, notes).
 */
@Component
class Facts {

    static final String NAME = "name";
    static final String PHONE = "phone";
    static final String SAFE_CONTACT = "safe_contact";
    static final String NOTE = "note";
    static final String SURVIVOR_NOTE = "survivor_note";

    private static final Map<String, Sensitivity> OWN = own();

    /** Read on first use: the rulebook is large, and starting must be quick. */
    private @Nullable Vocabulary vocabulary;

    /**
     * One of them.
     *
     * @param fact none for the registry's own, whose answers are words
     */
    record Known(String name, Sensitivity sensitivity, @Nullable Fact fact) {

        boolean survivor() {
            return sensitivity == Sensitivity.SURVIVOR;
        }

        /** The type of its answers; none: words. */
        @Nullable FactType type() {
            return fact == null ? null : fact.type();
        }

        /** The question, or for the registry's own its name. */
        String label(View view) {
            return fact == null
                    ? view.text("registry.fact." + name)
                    : fact.question().in(view.language().code());
        }

        List<Option> options(View view) {
            CodeList codes = fact == null ? null : fact.codes();
            if (codes == null) {
                return List.of();
            }
            String language = view.language().code();
            return codes.codes().keySet().stream()
                    .map(code -> Option.of(code, codes.label(code, language)))
                    .sorted((a, b) -> a.label().compareToIgnoreCase(b.label()))
                    .toList();
        }

        String codeLabel(String code, View view) {
            CodeList codes = fact == null ? null : fact.codes();
            return codes == null ? code : codes.label(code, view.language().code());
        }
    }

    /** The fact of this name, if answers to it can be written down here. */
    Optional<Known> find(String name) {
        Sensitivity own = OWN.get(name);
        if (own != null) {
            return Optional.of(new Known(name, own, null));
        }
        Fact fact = vocabulary().find(name);
        return fact == null || fact.type() == FactType.RECORDS
                ? Optional.empty()
                : Optional.of(new Known(name, fact.sensitivity(), fact));
    }

    /**
     * @throws IllegalArgumentException if there is none
     */
    Known get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no fact " + name));
    }

    /** All of them, the registry's own first. */
    List<Known> all() {
        List<Known> all = new ArrayList<>();
        OWN.forEach((name, sensitivity) -> all.add(new Known(name, sensitivity, null)));
        for (Fact fact : vocabulary().facts()) {
            if (fact.type() != FactType.RECORDS) {
                all.add(new Known(fact.name(), fact.sensitivity(), fact));
            }
        }
        return all;
    }

    private synchronized Vocabulary vocabulary() {
        Vocabulary known = vocabulary;
        if (known == null) {
            known = CompiledRulebook.load().vocabulary();
            vocabulary = known;
        }
        return known;
    }

    private static Map<String, Sensitivity> own() {
        Map<String, Sensitivity> own = new LinkedHashMap<>();
        own.put(NAME, Sensitivity.PERSONAL);
        own.put(PHONE, Sensitivity.SENSITIVE);
        own.put(SAFE_CONTACT, Sensitivity.SENSITIVE);
        own.put(NOTE, Sensitivity.SENSITIVE);
        own.put(SURVIVOR_NOTE, Sensitivity.SURVIVOR);
        return own;
    }
}
