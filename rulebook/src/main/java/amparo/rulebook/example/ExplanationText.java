package amparo.rulebook.example;

import amparo.engine.evaluate.Explanation;
import amparo.engine.language.Formula;
import amparo.engine.language.Printer;
import amparo.engine.language.Quantifier;
import amparo.engine.rule.Node;
import amparo.engine.rule.Role;
import amparo.engine.value.Truth;
import java.util.List;

/** Prints a tree of conditions with the truth of each. */
public final class ExplanationText {
    private final StringBuilder out = new StringBuilder();

    private ExplanationText() {}

    /** The conditions, then the exceptions. */
    public static String print(List<Explanation> requires, List<Explanation> unless) {
        ExplanationText text = new ExplanationText();
        requires.forEach(node -> text.node(node, 1));
        if (!unless.isEmpty()) {
            text.out.append("  unless\n");
            unless.forEach(node -> text.node(node, 2));
        }
        return text.out.toString();
    }

    private void node(Explanation e, int depth) {
        out.repeat("  ", depth).append('[').append(word(e.truth())).append("] ");
        Node node = e.node();
        if (e.item() >= 0) {
            out.append("record ").append(e.item() + 1);
        } else {
            out.append(node.id());
            if (node.role() != Role.ELIGIBILITY) {
                out.append(" (").append(node.role().word()).append(')');
            }
            String says = says(node);
            out.append(says.isEmpty() ? "" : ": ").append(says);
        }
        Formula onlyIf = node.onlyIf();
        if (onlyIf != null && e.item() < 0) {
            out.append("  [only if ").append(Printer.print(onlyIf)).append(": ");
            out.append(word(e.applies())).append(']');
        }
        if (e.capped()) {
            out.append("  (it came to ").append(word(e.raw()));
            out.append(", but its source may not decide)");
        }
        out.append('\n');
        e.parts().forEach(part -> node(part, depth + 1));
    }

    private static String says(Node node) {
        return switch (node) {
            case Node.Condition condition ->
                    condition.when() == null ? "" : Printer.print(condition.when());
            case Node.Group group ->
                    group.mode() == Node.Mode.AT_LEAST
                            ? "at least " + group.least() + " of"
                            : group.mode().word() + " of";
            case Node.ForRecords records -> records(records);
        };
    }

    private static String records(Node.ForRecords records) {
        String least = records.quantifier() == Quantifier.AT_LEAST ? " " + records.least() : "";
        String with = records.with() == null ? "" : " with " + Printer.print(records.with());
        return records.quantifier().word()
                + least
                + " "
                + records.list().text()
                + " as "
                + records.binder()
                + with;
    }

    /** Yes, no, or a question mark. */
    static String word(Truth truth) {
        return switch (truth) {
            case TRUE -> "yes";
            case FALSE -> "no";
            case UNKNOWN -> "?";
        };
    }
}
