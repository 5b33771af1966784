package amparo.app.check;

import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.Gap;
import amparo.engine.evaluate.Gaps;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.fact.Facts;
import amparo.engine.rule.Node;
import amparo.engine.rule.Role;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conditions with their signs, and what would decide those that are open. */
final class ConditionText {
    private final Writer out;
    private final Situation situation;

    ConditionText(Writer out, Situation situation) {
        this.out = out;
        this.situation = situation;
    }

    /** The conditions of eligibility that have one of these truths. */
    static List<Explanation> eligibility(PathwayVerdict verdict, Set<Truth> truths) {
        List<Explanation> found = new ArrayList<>();
        for (Explanation e : verdict.requires()) {
            boolean eligibility = e.node().role() == Role.ELIGIBILITY;
            if (eligibility && e.applies() != Truth.FALSE && truths.contains(e.truth())) {
                found.add(e);
            }
        }
        return found;
    }

    /** The exceptions that have one of these truths; a TRUE one stands against the person. */
    static List<Explanation> exceptions(PathwayVerdict verdict, Set<Truth> truths) {
        return verdict.unless().stream()
                .filter(e -> e.node().role() == Role.ELIGIBILITY && truths.contains(e.truth()))
                .toList();
    }

    /** A condition with its sign, and its parts where they matter. */
    void condition(int indent, Explanation e, boolean against) {
        if (e.applies() == Truth.FALSE && !out.all()) {
            return;
        }
        if (e.item() >= 0) {
            record(indent, e, against);
            return;
        }
        String text = out.in(e.node().text());
        boolean named = !text.isEmpty();
        if (named) {
            String source = e.capped() ? " " + out.text("condition.capped") : "";
            out.page()
                    .item(
                            indent,
                            against ? against(e.truth()) : Marks.of(e.truth()),
                            text + source);
        }
        boolean turned = e.node() instanceof Node.Group g && g.mode() == Node.Mode.NONE;
        boolean wanted = !named || out.all() || e.truth() == Truth.UNKNOWN && isGroup(e);
        if (wanted) {
            for (Explanation part : e.parts()) {
                condition(named ? indent + 1 : indent, part, turned != against);
            }
        }
    }

    private static boolean isGroup(Explanation e) {
        return e.node() instanceof Node.Group;
    }

    private static String against(Truth truth) {
        return switch (truth) {
            case TRUE -> Marks.WARNING;
            case FALSE -> Marks.DOT;
            case UNKNOWN -> Marks.UNKNOWN;
        };
    }

    private void record(int indent, Explanation e, boolean against) {
        if (e.node() instanceof Node.ForRecords records) {
            String label = recordLabel(situation.facts(), records, e.item());
            out.page().item(indent, Marks.of(e.truth()), label);
        }
        e.parts().forEach(part -> condition(indent + 1, part, against));
    }

    private String recordLabel(Facts facts, Node.ForRecords node, int item) {
        var list = node.list().fact();
        if (node.list().depth() < 0
                && facts.get(list) instanceof Value.Records records
                && item < records.items().size()) {
            String label = out.values().record(list, records.items().get(item));
            return label.isEmpty() ? Integer.toString(item + 1) : label;
        }
        return Integer.toString(item + 1);
    }

    /** The questions whose answers would decide; those only a specialist may ask are not named. */
    void questions(int indent, PathwayVerdict verdict) {
        Map<String, List<String>> questions = new LinkedHashMap<>();
        for (Gap gap :
                Gaps.of(
                        verdict,
                        situation.evaluator().book(),
                        situation.facts(),
                        situation.day())) {
            if (Situation.mayBeNamed(gap)) {
                List<String> records =
                        questions.computeIfAbsent(
                                out.in(gap.asked().question()), _ -> new ArrayList<>());
                String record = record(gap);
                if (!record.isEmpty()) {
                    records.add(record);
                }
            }
        }
        if (questions.isEmpty()) {
            out.say(indent, "door.ask-there");
            return;
        }
        out.say(indent, "door.deciding");
        questions.forEach((question, records) -> {
            String of = records.isEmpty() ? "" : " (" + String.join("; ", records) + ")";
            out.page().item(indent + 1, Marks.UNKNOWN, question + of);
        });
    }

    /** What is known of the record that a question is about; "" if it is about none. */
    private String record(Gap gap) {
        if (situation.facts().get(gap.fact()) instanceof Value.Records records
                && gap.item() >= 0
                && gap.item() < records.items().size()) {
            return out.values().record(gap.fact(), records.items().get(gap.item()));
        }
        return "";
    }
}
