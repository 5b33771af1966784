package amparo.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Fact;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.Printer;
import amparo.engine.language.Ref;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Screen;
import amparo.engine.testing.RandomFormulas;
import amparo.engine.testing.RandomRules;
import amparo.engine.testing.Rules;
import amparo.engine.testing.Trials;
import amparo.engine.testing.World;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** FEATURE: whoever walks through a rule misses nothing that it is made of. */
class WalkTest {
    /** Visits every record within a record, whatever it is. */
    private static void everything(Object part, Consumer<Object> visit) {
        if (part instanceof List<?> list) {
            list.forEach(item -> everything(item, visit));
        }
        if (!(part instanceof Record)) {
            return;
        }
        visit.accept(part);
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                everything(component.getAccessor().invoke(part), visit);
            } catch (ReflectiveOperationException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    @Test
    void everyReferenceIsVisited() {
        Trials.run(
                1_500,
                dice -> {
                    Formula formula =
                            new RandomFormulas(dice, true, List.copyOf(World.RULES)).formula();
                    List<Ref> expected = new ArrayList<>();
                    everything(
                            formula,
                            part -> {
                                if (part instanceof Ref ref) {
                                    expected.add(ref);
                                }
                            });
                    List<Ref> visited = new ArrayList<>();
                    Walk.refs(formula, visited::add);
                    assertThat(visited)
                            .as(Printer.print(formula))
                            .containsExactlyInAnyOrderElementsOf(expected);
                });
    }

    private record CodeTest(Fact fact, CodeSet set) {}

    @Test
    void everyTestOfACodeAndEveryRuleIsVisited() {
        Trials.run(
                1_500,
                dice -> {
                    Formula formula =
                            new RandomFormulas(dice, true, List.copyOf(World.RULES)).formula();
                    Set<CodeTest> expected = new LinkedHashSet<>();
                    Set<String> rules = new LinkedHashSet<>();
                    everything(
                            formula,
                            part -> {
                                switch (part) {
                                    case Formula.CodeIn in -> {
                                        if (in.subject() instanceof CodeTerm.OfFact of) {
                                            expected.add(new CodeTest(of.ref().fact(), in.set()));
                                        }
                                    }
                                    case Formula.SetIn in ->
                                            expected.add(
                                                    new CodeTest(in.subject().fact(), in.set()));
                                    case CodeSet.Just just -> {
                                        if (just.term() instanceof CodeTerm.OfFact of) {
                                            expected.add(new CodeTest(of.ref().fact(), just));
                                        }
                                    }
                                    case CodeSet.OfFact of ->
                                            expected.add(new CodeTest(of.ref().fact(), of));
                                    case Formula.RuleHolds rule -> rules.add(rule.rule());
                                    default -> {}
                                }
                            });
                    Set<CodeTest> visited = new LinkedHashSet<>();
                    Set<String> named = new LinkedHashSet<>();
                    Walk.codeTests(
                            formula,
                            (fact, set) -> visited.add(new CodeTest(fact, set)),
                            named::add);
                    assertThat(visited)
                            .as(Printer.print(formula))
                            .containsExactlyInAnyOrderElementsOf(expected);
                    assertThat(named).containsExactlyInAnyOrderElementsOf(rules);
                });
    }

    @Test
    void everyNodeAndEveryFormulaOfARuleIsVisited() {
        Trials.run(
                1_000,
                dice -> {
                    Pathway pathway = new RandomRules(dice, true, List.of()).pathway();
                    Screen screen = new RandomRules(dice, true, List.of()).screen();
                    List<Node> nodes = new ArrayList<>();
                    Walk.nodes(pathway, nodes::add);
                    assertThat(nodes).containsExactlyElementsOf(nodesIn(pathway));
                    List<Node> indications = new ArrayList<>();
                    Walk.nodes(screen, indications::add);
                    assertThat(indications).containsExactlyElementsOf(nodesIn(screen));
                    for (Node node : nodes) {
                        List<Formula> formulas = new ArrayList<>();
                        Walk.formulas(node, formulas::add);
                        assertThat(formulas).containsExactlyElementsOf(formulasOf(node));
                    }
                });
    }

    @Test
    void whereOneCanAskForAsylumIsVisitedToo() {
        Pathway asylum =
                Rules.pathway(
                        "a",
                        amparo.engine.rule.Category.ASYLUM,
                        Rules.version()
                                .here("country_now = host")
                                .requires(Rules.condition("adult"))
                                .unless(Rules.condition("registered")));
        List<Node> nodes = new ArrayList<>();
        Walk.nodes(asylum, nodes::add);
        assertThat(nodes).hasSize(3).containsExactlyElementsOf(nodesIn(asylum));
    }

    private static List<Node> nodesIn(Object rule) {
        List<Node> nodes = new ArrayList<>();
        everything(
                rule,
                part -> {
                    if (part instanceof Node node) {
                        nodes.add(node);
                    }
                });
        return nodes;
    }

    private static List<Formula> formulasOf(Node node) {
        List<Formula> formulas = new ArrayList<>();
        if (node.onlyIf() != null) {
            formulas.add(node.onlyIf());
        }
        if (node instanceof Node.Condition condition && condition.when() != null) {
            formulas.add(condition.when());
        }
        if (node instanceof Node.ForRecords records && records.with() != null) {
            formulas.add(records.with());
        }
        return formulas;
    }
}
