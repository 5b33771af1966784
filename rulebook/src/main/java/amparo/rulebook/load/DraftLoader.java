package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Translations;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads which languages are drafts and what native reviewers have signed. A signature names the
 * hash of the texts that were read; when the texts change it lapses.
 */
final class DraftLoader {
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Set<String> drafts = new LinkedHashSet<>();
    private final Map<String, Set<String>> signed = new LinkedHashMap<>();

    DraftLoader(List<Pathway> pathways, List<Screen> screens) {
        pathways.forEach(rule -> rules.put(rule.id(), rule));
        screens.forEach(rule -> rules.put(rule.id(), rule));
    }

    Translations translations() {
        return new Translations(drafts, signed);
    }

    void load(Document document) {
        FieldReader fields = document.fields(Keys.DRAFTS, "the list of drafts");
        Reading reading = document.reading();
        for (Data item : fields.needItems("drafts")) {
            if (item instanceof Data.Text text && Keys.LANGUAGES.contains(text.text())) {
                drafts.add(text.text());
            } else {
                reading.error(item.at(), "this is no language of Amparo", "es, en, pt, fr or ht");
            }
        }
        for (Data item : fields.items("signed")) {
            FieldReader one = reading.fields(item, Keys.SIGNATURE, "a signature");
            if (one != null) {
                signature(reading, one, item);
            }
        }
    }

    private void signature(Reading reading, FieldReader one, Data item) {
        String language = one.needText("language");
        String id = one.needText("rule");
        one.needText("on");
        String texts = one.needText("texts");
        Rule rule = rules.get(id);
        if (rule == null || !Keys.LANGUAGES.contains(language)) {
            reading.error(
                    item.at(),
                    "a signature names a language and a rule, '"
                            + language
                            + "' and '"
                            + id
                            + "' are not",
                    FieldReader.didYouMean(id, rules.keySet(), ""));
            return;
        }
        String now = TextHash.of(rule, language);
        if (now.equals(texts)) {
            signed.computeIfAbsent(language, _ -> new LinkedHashSet<>()).add(id);
        } else {
            reading.warning(
                    item.at(),
                    "the texts of '"
                            + id
                            + "' in '"
                            + language
                            + "' have changed since they were signed",
                    "let a native reviewer read them again and sign '" + now + "'");
        }
    }
}
