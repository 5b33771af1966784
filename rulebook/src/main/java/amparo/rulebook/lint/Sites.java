package amparo.rulebook.lint;

import amparo.engine.language.Formula;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All nodes of a rulebook, each with what stands around it. */
public final class Sites {
    private final List<Site> sites = new ArrayList<>();

    private Sites() {}

    /**
     * A node.
     *
     * @param version the version it belongs to, null in a screen
     * @param around the groups over records around it, the outermost first
     */
    public record Site(
            Rule rule, @Nullable Version version, Node node, List<Node.ForRecords> around) {
        /** The conditions of the node itself, without those of its parts. */
        public List<Formula> formulas() {
            List<Formula> formulas = new ArrayList<>();
            add(formulas, node.onlyIf());
            switch (node) {
                case Node.Condition condition -> add(formulas, condition.when());
                case Node.Group _ -> {}
                case Node.ForRecords records -> add(formulas, records.with());
            }
            return formulas;
        }

        private static void add(List<Formula> formulas, @Nullable Formula formula) {
            if (formula != null) {
                formulas.add(formula);
            }
        }
    }

    /** The nodes of all rules, groups before their parts. */
    public static List<Site> of(Rulebook book) {
        List<Site> all = new ArrayList<>();
        book.pathways().forEach(pathway -> all.addAll(of(pathway)));
        book.screens().forEach(screen -> all.addAll(of(screen)));
        return all;
    }

    /** The nodes of one rule. */
    public static List<Site> of(Rule rule) {
        Sites sites = new Sites();
        switch (rule) {
            case Pathway pathway -> {
                for (Version version : pathway.versions()) {
                    if (version.here() != null) {
                        sites.add(rule, version, version.here(), List.of());
                    }
                    version.requires().forEach(n -> sites.add(rule, version, n, List.of()));
                    version.unless().forEach(n -> sites.add(rule, version, n, List.of()));
                }
            }
            case Screen screen ->
                    screen.indicates().forEach(n -> sites.add(rule, null, n, List.of()));
        }
        return sites.sites;
    }

    private void add(
            Rule rule, @Nullable Version version, Node node, List<Node.ForRecords> around) {
        List<Node.ForRecords> inside = around;
        List<Node> parts = List.of();
        switch (node) {
            case Node.Condition _ -> {}
            case Node.Group group -> parts = group.parts();
            case Node.ForRecords records -> {
                parts = records.parts();
                inside = new ArrayList<>(around);
                inside.add(records);
            }
        }
        // The 'with' of a group over records speaks of its own record.
        sites.add(new Site(rule, version, node, inside));
        for (Node part : parts) {
            add(rule, version, part, inside);
        }
    }
}
