package amparo.rulebook.lint;

import amparo.engine.fact.Fact;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Screen;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.Place;
import amparo.rulebook.source.Report;
import java.util.HashMap;
import java.util.Map;

/** Sentences that are the same in two languages: one was copied and never translated. */
final class TextChecks {
    /** Shorter texts may be names, the same in several languages. */
    private static final int LEAST_WORDS = 5;

    private final Loaded loaded;
    private final Report report;

    private TextChecks(Loaded loaded, Report report) {
        this.loaded = loaded;
        this.report = report;
    }

    static void check(Loaded loaded, Report report) {
        TextChecks checks = new TextChecks(loaded, report);
        for (Fact fact : loaded.rulebook().vocabulary().facts()) {
            checks.fact(fact);
            RecordType record = fact.record();
            if (record != null) {
                record.fields().forEach(checks::fact);
            }
        }
        for (Sites.Site site : Sites.of(loaded.rulebook())) {
            checks.same(site.node(), "'" + site.node().id() + "'", site.node().text());
        }
        for (Pathway pathway : loaded.rulebook().pathways()) {
            checks.same(pathway, "'summary'", pathway.summary());
            checks.same(pathway, "'apply'", pathway.apply());
            checks.same(pathway, "'cost'", pathway.cost());
            checks.same(pathway, "'effect_note'", pathway.effectNote());
            checks.same(pathway, "'contest'", pathway.contest());
            checks.same(pathway, "the note of 'grants'", pathway.grants().note());
            pathway.limits().forEach(limit -> checks.same(pathway, "'limits'", limit));
        }
        for (Screen screen : loaded.rulebook().screens()) {
            screen.actions().forEach(action -> checks.same(screen, "'actions'", action));
            screen.never().forEach(never -> checks.same(screen, "'never'", never));
        }
    }

    private void fact(Fact fact) {
        same(fact, "the question of '" + fact.name() + "'", fact.question());
        same(fact, "the help of '" + fact.name() + "'", fact.help());
    }

    private void same(Object part, String name, Wording wording) {
        Map<String, String> seen = new HashMap<>();
        wording.byLanguage()
                .forEach((language, text) -> {
                    String before = seen.putIfAbsent(text, language);
                    if (before != null && text.split(" +", -1).length >= LEAST_WORDS) {
                        warn(part, name, before, language);
                    }
                });
    }

    private void warn(Object part, String name, String one, String other) {
        Place place = loaded.places().of(part);
        if (place != null) {
            report.warning(
                    place.file(),
                    place.at(),
                    name + " is the same in '" + one + "' and '" + other + "'",
                    "translate it, or leave it out until somebody can");
        }
    }
}
