package amparo.rulebook.lint;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.RecordType;
import amparo.engine.language.Formula;
import amparo.engine.rule.Node;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.Place;
import amparo.rulebook.source.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Facts that no rule uses, that one rule uses, or that only repeat a sentence of a rule. */
final class FactChecks {
    private static final int LEAST_WORDS = 3;

    private final Loaded loaded;
    private final Usage usage;
    private final Report report;

    private FactChecks(Loaded loaded, Usage usage, Report report) {
        this.loaded = loaded;
        this.usage = usage;
        this.report = report;
    }

    static void check(Loaded loaded, Usage usage, Report report) {
        FactChecks checks = new FactChecks(loaded, usage, report);
        for (Fact fact : loaded.rulebook().vocabulary().facts()) {
            checks.uses(fact);
            checks.repeats(fact);
            RecordType record = fact.record();
            if (record != null) {
                record.fields().forEach(field -> checks.unused(field, fact.name() + "."));
            }
        }
        loaded.rulebook().vocabulary().codeLists().forEach(checks::codes);
    }

    private void uses(Fact fact) {
        unused(fact, "");
        Set<String> rules = usage.rulesOf(fact);
        if (rules.size() == 1 && fact.singleUseReason().isEmpty()) {
            warn(
                    fact,
                    "only " + rules.iterator().next() + " uses the fact '" + fact.name() + "'",
                    "express it by other facts, or say in 'single_use' why it is kept");
        }
        if (rules.size() > 1 && !fact.singleUseReason().isEmpty()) {
            warn(
                    fact,
                    rules.size() + " rules use the fact '" + fact.name() + "'",
                    "leave out 'single_use'");
        }
    }

    private void unused(Fact fact, String owner) {
        if (usage.rulesOf(fact).isEmpty() && fact.singleUseReason().isEmpty()) {
            String kind = owner.isEmpty() ? "fact" : "field";
            warn(
                    fact,
                    "no rule uses the " + kind + " '" + owner + fact.name() + "'",
                    "leave it out, or say in 'single_use' why it is kept");
        }
    }

    /** A yes-or-no fact that asks what a single condition says hides the rule in the question. */
    private void repeats(Fact fact) {
        List<Usage.Site> sites = usage.sitesOf(fact);
        boolean reasoned = !fact.singleUseReason().isEmpty();
        if (reasoned || fact.type() != FactType.BOOLEAN || sites.size() != 1) {
            return;
        }
        Usage.Site site = sites.get(0);
        Node node = site.at().node();
        boolean alone =
                site.formula() instanceof Formula.Flag
                        || site.formula() instanceof Formula.Not not
                                && not.part() instanceof Formula.Flag;
        if (!alone) {
            return;
        }
        for (String language : List.of("en", "es")) {
            String question = fact.question().byLanguage().getOrDefault(language, "");
            String text = node.text().byLanguage().getOrDefault(language, "");
            if (nearlySame(question, text)) {
                warn(
                        fact,
                        "the fact '"
                                + fact.name()
                                + "' only repeats the sentence of '"
                                + node.id()
                                + "' in "
                                + site.at().rule().id(),
                        "ask for what can be seen or told, and let the condition decide");
                return;
            }
        }
    }

    /** Eight of ten longer words are the same, whatever their order. */
    static boolean nearlySame(String a, String b) {
        Set<String> left = words(a);
        Set<String> right = words(b);
        Set<String> both = new HashSet<>(left);
        both.retainAll(right);
        int fewer = Math.min(left.size(), right.size());
        int more = Math.max(left.size(), right.size());
        return fewer >= LEAST_WORDS
                && both.size() * 10 >= fewer * 8
                && both.size() * 10 >= more * 6;
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? Character.toLowerCase(text.charAt(i)) : ' ';
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            } else {
                if (word.length() > 3) {
                    words.add(word.toString());
                }
                word.setLength(0);
            }
        }
        return words;
    }

    private void codes(CodeList list) {
        Place place = loaded.places().of(list);
        if (place == null) {
            return;
        }
        for (String code : list.codes().keySet()) {
            if (loaded.rulebook().vocabulary().find(code) != null) {
                report.warning(
                        place.file(),
                        place.at(),
                        "the code '"
                                + code
                                + "' of the list '"
                                + list.name()
                                + "' is called like a fact",
                        "in a condition the code wins; another name for one of them avoids doubt");
            }
        }
    }

    private void warn(Fact fact, String message, String cure) {
        Place place = loaded.places().of(fact);
        if (place != null) {
            report.warning(place.file(), place.at(), message, cure);
        }
    }
}
