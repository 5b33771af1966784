package amparo.rulebook.report;

import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Citation;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.rulebook.compile.Compiler;
import amparo.rulebook.lint.Usage;
import amparo.rulebook.load.Loaded;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rulebook in numbers.
 *
 * @param pathways without barriers
 * @param conditions single conditions, each by how well it is supported; parts of a group have its
 *     source
 * @param drafts rules whose texts no native reviewer has signed, by language
 * @param languages of all texts so many percent, rounded down, by language
 */
public record RulebookStats(
        int pathways,
        int barriers,
        int screens,
        Map<CitationClass, Integer> conditions,
        int examples,
        int facts,
        int singleUseFacts,
        Map<String, Integer> languages,
        Map<String, Integer> drafts,
        String version) {

    /** Counts a rulebook. */
    public static RulebookStats of(Loaded loaded) {
        Rulebook book = loaded.rulebook();
        int barriers = (int) book.pathways().stream().filter(Pathway::isBarrier).count();
        Map<CitationClass, Integer> conditions = new EnumMap<>(CitationClass.class);
        for (Pathway pathway : book.pathways()) {
            pathway.versions()
                    .forEach(v -> {
                        if (v.here() != null) {
                            count(v.here(), null, conditions);
                        }
                        v.requires().forEach(n -> count(n, null, conditions));
                        v.unless().forEach(n -> count(n, null, conditions));
                    });
        }
        for (Screen screen : book.screens()) {
            screen.indicates().forEach(n -> count(n, screen.cite(), conditions));
        }
        return new RulebookStats(
                book.pathways().size() - barriers,
                barriers,
                book.screens().size(),
                conditions,
                loaded.examples().size(),
                book.vocabulary().size(),
                Usage.of(book).singleUse().size(),
                languages(book),
                drafts(book),
                Compiler.version(book).version());
    }

    private static void count(
            Node node, @Nullable Citation around, Map<CitationClass, Integer> conditions) {
        Citation cite = node.cite() == null ? around : node.cite();
        switch (node) {
            case Node.Condition _ ->
                    conditions.merge(
                            cite == null ? CitationClass.GENERAL : cite.support(), 1, Integer::sum);
            case Node.Group group -> group.parts().forEach(p -> count(p, cite, conditions));
            case Node.ForRecords records ->
                    records.parts().forEach(p -> count(p, cite, conditions));
        }
    }

    /** The language with the most texts has all of them. */
    private static Map<String, Integer> languages(Rulebook book) {
        Map<String, Integer> texts = new LinkedHashMap<>();
        Wording.LANGUAGES.forEach(language -> texts.put(language, 0));
        book.pathways().forEach(rule -> add(rule, texts));
        book.screens().forEach(rule -> add(rule, texts));
        book.vocabulary().facts().forEach(fact -> add(Flat.of(fact), texts));
        book.vocabulary().codeLists().forEach(list -> add(Flat.of(list), texts));
        int all = texts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        Map<String, Integer> shares = new LinkedHashMap<>();
        texts.forEach((language, n) -> shares.put(language, all == 0 ? 0 : n * 100 / all));
        return shares;
    }

    private static Map<String, Integer> drafts(Rulebook book) {
        Map<String, Integer> drafts = new LinkedHashMap<>();
        List<Rule> rules = new ArrayList<>(book.pathways());
        rules.addAll(book.screens());
        for (String language : Wording.LANGUAGES) {
            int unsigned = 0;
            for (Rule rule : rules) {
                unsigned += book.translations().isDraft(language, rule.id()) ? 1 : 0;
            }
            if (unsigned > 0) {
                drafts.put(language, unsigned);
            }
        }
        return drafts;
    }

    private static void add(Rule rule, Map<String, Integer> texts) {
        add(Flat.of(rule), texts);
    }

    private static void add(Map<String, String> lines, Map<String, Integer> texts) {
        for (String key : lines.keySet()) {
            for (String language : Wording.LANGUAGES) {
                if (key.endsWith(" (" + language + ")")) {
                    texts.merge(language, 1, Integer::sum);
                }
            }
        }
    }

    private int of(CitationClass support) {
        return conditions.getOrDefault(support, 0);
    }

    private int allConditions() {
        return conditions.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One object. */
    public String json() {
        JsonWriter out = new JsonWriter(true);
        out.object();
        numbers().forEach(out::field);
        out.key("languages").object();
        languages.forEach(out::field);
        out.endObject().key("drafts").object();
        drafts.forEach(out::field);
        out.endObject();
        out.field("version", version);
        return out.endObject().toString();
    }

    private Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put("pathways", pathways);
        numbers.put("barriers", barriers);
        numbers.put("screens", screens);
        numbers.put("conditions", allConditions());
        numbers.put("conditionsSaid", of(CitationClass.SAID));
        numbers.put("conditionsEntry", of(CitationClass.ENTRY));
        numbers.put("conditionsGeneral", of(CitationClass.GENERAL));
        numbers.put("conditionsDisputed", of(CitationClass.DISPUTED));
        numbers.put("examples", examples);
        numbers.put("facts", facts);
        numbers.put("singleUseFacts", singleUseFacts);
        return numbers;
    }

    /** For people. */
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(pathways).append(" pathways, ").append(barriers).append(" barriers, ");
        out.append(screens).append(" screens, ").append(examples).append(" examples\n");
        out.append(allConditions()).append(" conditions: ");
        out.append(of(CitationClass.SAID)).append(" said by a source, ");
        out.append(of(CitationClass.ENTRY)).append(" by the source of the entry, ");
        out.append(of(CitationClass.GENERAL)).append(" general knowledge, ");
        out.append(of(CitationClass.DISPUTED)).append(" disputed\n");
        out.append(facts)
                .append(" facts, ")
                .append(singleUseFacts)
                .append(" used by one rule only\n");
        out.append("texts:");
        languages.forEach(
                (l, share) -> out.append(' ').append(l).append(' ').append(share).append('%'));
        if (!drafts.isEmpty()) {
            out.append("\nrules whose texts no native reviewer has signed:");
            drafts.forEach((l, rules) -> out.append(' ').append(l).append(' ').append(rules));
        }
        return out.append("\nversion ").append(version).append('\n').toString();
    }
}
