package amparo.server.registry;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Sensitivity;
import amparo.engine.fact.Wording;
import amparo.server.platform.Language;
import amparo.server.platform.Option;
import amparo.server.platform.Texts;
import amparo.server.platform.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What can be said about a person: the facts of the rulebook's vocabulary, under their names there,
 * and a few that no rule reads (names, how to reach the person safely, stations of the way, notes).
 */
@Component
class Facts {

    static final String NAME = "name";
    static final String OTHER_NAME = "other_name";
    static final String GENDER = "gender";
    static final String PHONE = "phone";
    static final String SAFE_CONTACT = "safe_contact";
    static final String SAFE_TIMES = "safe_times";
    static final String PHOTO = "photo";
    static final String STATION = "station";
    static final String NOTE = "note";
    static final String SURVIVOR_NOTE = "survivor_note";

    /** In a record about somebody else: their name, and the code of their own file. */
    static final String CALLED = "called";

    static final String PERSON = "person";

    private static final List<String> ABOUT_OTHERS = List.of("relative", "companion");
    private static final Map<String, Sensitivity> WORDS = words();

    private final LoadedRulebook rulebook;
    private final Texts texts;

    private @Nullable Map<String, Known> known;

    Facts(LoadedRulebook rulebook, Texts texts) {
        this.rulebook = rulebook;
        this.texts = texts;
    }

    /**
     * One of them, or a field of a record.
     *
     * @param key the end of the keys of its texts
     * @param fact the shape of the answers; none for words, and for lists of the registry's own
     * @param own whether no rule reads it
     * @param fields of the records, if it is a list; otherwise empty
     * @param named whether it has a name for the page beside its question
     */
    record Known(
            String name,
            String key,
            Sensitivity sensitivity,
            @Nullable Fact fact,
            boolean own,
            List<Known> fields,
            boolean named) {

        Known {
            fields = List.copyOf(fields);
        }

        boolean survivor() {
            return sensitivity == Sensitivity.SURVIVOR;
        }

        boolean list() {
            return !fields.isEmpty();
        }

        /** The type of its answers; none: words. */
        @Nullable FactType type() {
            return list() ? FactType.RECORDS : fact == null ? null : fact.type();
        }

        /** The question, or for the registry's own its name. */
        String label(View view) {
            String question = fact == null ? "" : fact.question().in(view.language().code());
            return question.isEmpty() ? view.text("registry.fact." + key) : question;
        }

        /** Its name in a word or two, for whoever reads the page; otherwise the question. */
        String shortly(View view) {
            return named ? view.text("registry.fact." + key) : label(view);
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

        Optional<Known> field(String name) {
            return fields.stream().filter(one -> one.name().equals(name)).findFirst();
        }

        /** Whether something of it may still go on: a stay, a job. */
        boolean mayGoOn() {
            return type() == FactType.DATE && (name.equals("left") || name.equals("until"));
        }
    }

    /** The fact of this name, if answers to it can be written down here. */
    Optional<Known> find(String name) {
        return Optional.ofNullable(everything().get(name));
    }

    /**
     * @throws IllegalArgumentException if there is none
     */
    Known get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no fact " + name));
    }

    /** All that can be written down in words and codes, the registry's own first. */
    List<Known> all() {
        return everything().values().stream().filter(one -> !one.name().equals(PHOTO)).toList();
    }

    /** The languages that can be named, as codes of the rulebook. */
    List<Option> languages(View view) {
        return get("languages").options(view);
    }

    boolean knowsLanguage(String code) {
        Fact fact = get("languages").fact();
        CodeList codes = fact == null ? null : fact.codes();
        return codes != null && codes.has(code);
    }

    private synchronized Map<String, Known> everything() {
        Map<String, Known> all = known;
        if (all == null) {
            all = read();
            known = all;
        }
        return all;
    }

    private Map<String, Known> read() {
        Map<String, Known> all = new LinkedHashMap<>();
        WORDS.forEach((name, sensitivity) -> all.put(name, ofWords(name, name, sensitivity)));
        all.put(OTHER_NAME, otherName());
        all.put(STATION, station());
        for (Fact fact : rulebook.vocabulary().facts()) {
            all.put(fact.name(), ofRulebook(fact.name(), fact));
        }
        return all;
    }

    private Known ofRulebook(String key, Fact fact) {
        List<Known> fields = new ArrayList<>();
        RecordType record = fact.record();
        if (record != null) {
            for (Fact field : record.fields()) {
                // Derived ones follow from the others; only an age is also told.
                if (field.asked() || field.deriveText() == null && field.deriveTree() == null) {
                    fields.add(ofRulebook(key + "." + field.name(), field));
                }
            }
            if (ABOUT_OTHERS.contains(fact.name())) {
                fields.addFirst(ofWords(CALLED, key + "." + CALLED, fact.sensitivity()));
                fields.add(ofWords(PERSON, key + "." + PERSON, fact.sensitivity()));
            }
        }
        return new Known(fact.name(), key, fact.sensitivity(), fact, false, fields, named(key));
    }

    private Known otherName() {
        return list(
                OTHER_NAME,
                Sensitivity.PERSONAL,
                coded(
                        OTHER_NAME,
                        "kind",
                        Sensitivity.PERSONAL,
                        codes(
                                "name-kind",
                                List.of("document", "nickname", "former", "transcription"))),
                ofWords("text", OTHER_NAME + ".text", Sensitivity.PERSONAL));
    }

    /** A place on the way: of stays in countries the rulebook knows already. */
    private Known station() {
        return list(
                STATION,
                Sensitivity.PERSONAL,
                coded(
                        STATION,
                        "country",
                        Sensitivity.PERSONAL,
                        Objects.requireNonNull(rulebook.vocabulary().codeList("country"))),
                ofWords("place", STATION + ".place", Sensitivity.PERSONAL),
                new Known(
                        "on",
                        STATION + ".on",
                        Sensitivity.PERSONAL,
                        Fact.builder("on", FactType.DATE, 0).build(),
                        true,
                        List.of(),
                        true),
                coded(
                        STATION,
                        "means",
                        Sensitivity.PERSONAL,
                        codes(
                                "means",
                                List.of(
                                        "foot", "bus", "car", "truck", "train", "boat", "plane",
                                        "other"))),
                ofWords("border_point", STATION + ".border_point", Sensitivity.PERSONAL));
    }

    private Known list(String name, Sensitivity sensitivity, Known... fields) {
        return new Known(name, name, sensitivity, null, true, List.of(fields), named(name));
    }

    private Known coded(String list, String name, Sensitivity sensitivity, CodeList codes) {
        String key = list + "." + name;
        Fact fact =
                Fact.builder(name, FactType.CODE, 0).sensitivity(sensitivity).codes(codes).build();
        return new Known(name, key, sensitivity, fact, true, List.of(), named(key));
    }

    private CodeList codes(String list, List<String> codes) {
        Map<String, Wording> all = new LinkedHashMap<>();
        for (String code : codes) {
            Map<String, String> wording = new LinkedHashMap<>();
            for (Language language : texts.offered()) {
                wording.put(language.code(), texts.text(language, "registry." + list + "." + code));
            }
            all.put(code, new Wording(wording));
        }
        return new CodeList(list, all);
    }

    private Known ofWords(String name, String key, Sensitivity sensitivity) {
        return new Known(name, key, sensitivity, null, true, List.of(), named(key));
    }

    private boolean named(String key) {
        return texts.has("registry.fact." + key);
    }

    private static Map<String, Sensitivity> words() {
        Map<String, Sensitivity> own = new LinkedHashMap<>();
        own.put(NAME, Sensitivity.PERSONAL);
        own.put(GENDER, Sensitivity.SENSITIVE);
        own.put(PHONE, Sensitivity.SENSITIVE);
        own.put(SAFE_CONTACT, Sensitivity.SENSITIVE);
        own.put(SAFE_TIMES, Sensitivity.SENSITIVE);
        own.put(PHOTO, Sensitivity.PERSONAL);
        own.put(NOTE, Sensitivity.SENSITIVE);
        own.put(SURVIVOR_NOTE, Sensitivity.SURVIVOR);
        return own;
    }
}
