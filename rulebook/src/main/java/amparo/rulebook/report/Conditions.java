package amparo.rulebook.report;

import amparo.engine.language.Printer;
import amparo.engine.language.Quantifier;
import amparo.engine.rule.Node;

/** What a node says in the language of conditions, without its parts. */
final class Conditions {
    private Conditions() {}

    static String says(Node node) {
        return switch (node) {
            case Node.Condition condition ->
                    condition.when() == null ? "" : Printer.print(condition.when());
            case Node.Group group ->
                    group.mode() == Node.Mode.AT_LEAST
                            ? "at least " + group.least() + " of these"
                            : group.mode().word() + " of these";
            case Node.ForRecords records -> {
                boolean counted = records.quantifier() == Quantifier.AT_LEAST;
                String with =
                        records.with() == null ? "" : " with " + Printer.print(records.with());
                yield records.quantifier().word()
                        + (counted ? " " + records.least() : "")
                        + " "
                        + records.list().text()
                        + " as "
                        + records.binder()
                        + with;
            }
        };
    }
}
