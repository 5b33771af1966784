package amparo.engine.evaluate;

import amparo.engine.fact.Fact;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.Ref;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Visits everything that a rule is made of, without evaluating it. */
public final class Walk {
    private Walk() {}

    /** Every node of a pathway, groups before their parts. */
    public static void nodes(Pathway pathway, Consumer<Node> visit) {
        for (Version version : pathway.versions()) {
            if (version.here() != null) {
                node(version.here(), visit);
            }
            version.requires().forEach(node -> node(node, visit));
            version.unless().forEach(node -> node(node, visit));
        }
    }

    /** Every node of a screen. */
    public static void nodes(Screen screen, Consumer<Node> visit) {
        screen.indicates().forEach(node -> node(node, visit));
    }

    /** A node and all below it. */
    public static void node(Node node, Consumer<Node> visit) {
        visit.accept(node);
        parts(node).forEach(part -> node(part, visit));
    }

    /** The parts of a node; none of a condition. */
    public static List<Node> parts(Node node) {
        return switch (node) {
            case Node.Condition _ -> List.of();
            case Node.Group group -> group.parts();
            case Node.ForRecords records -> records.parts();
        };
    }

    /** The formulas that a node itself holds, not those of its parts. */
    public static void formulas(Node node, Consumer<Formula> visit) {
        accept(node.onlyIf(), visit);
        switch (node) {
            case Node.Condition condition -> accept(condition.when(), visit);
            case Node.Group _ -> {}
            case Node.ForRecords records -> accept(records.with(), visit);
        }
    }

    private static void accept(@Nullable Formula formula, Consumer<Formula> visit) {
        if (formula != null) {
            visit.accept(formula);
        }
    }

    /** Every reference to a fact or field in a formula, those of derivations included. */
    public static void refs(Formula formula, Consumer<Ref> visit) {
        switch (formula) {
            case Formula.Flag flag -> {
                visit.accept(flag.ref());
                if (flag.derived() != null) {
                    refs(flag.derived(), visit);
                }
            }
            case Formula.Known known -> visit.accept(known.ref());
            case Formula.CodeIn in -> {
                code(in.subject(), visit);
                set(in.set(), visit);
            }
            case Formula.SetIn in -> {
                visit.accept(in.subject());
                set(in.set(), visit);
            }
            case Formula.Numbers numbers -> {
                refs(numbers.left(), visit);
                refs(numbers.right(), visit);
            }
            case Formula.DayOrder order -> {
                refs(order.left(), visit);
                refs(order.right(), visit);
            }
            case Formula.And and -> and.parts().forEach(part -> refs(part, visit));
            case Formula.Or or -> or.parts().forEach(part -> refs(part, visit));
            case Formula.Not not -> refs(not.part(), visit);
            case Formula.Quantified q -> {
                visit.accept(q.list());
                if (q.with() != null) {
                    refs(q.with(), visit);
                }
                refs(q.has(), visit);
            }
            case Formula.RuleHolds _ -> {}
        }
    }

    /** Every reference in a number. */
    public static void refs(NumberTerm term, Consumer<Ref> visit) {
        switch (term) {
            case NumberTerm.Literal _, NumberTerm.Table _ -> {}
            case NumberTerm.OfFact of -> {
                visit.accept(of.ref());
                if (of.derived() != null) {
                    refs(of.derived(), visit);
                }
            }
            case NumberTerm.Elapsed elapsed -> {
                refs(elapsed.from(), visit);
                refs(elapsed.to(), visit);
            }
            case NumberTerm.Count count -> {
                visit.accept(count.list());
                if (count.with() != null) {
                    refs(count.with(), visit);
                }
            }
            case NumberTerm.Sum sum -> {
                visit.accept(sum.list());
                refs(sum.term(), visit);
                if (sum.with() != null) {
                    refs(sum.with(), visit);
                }
            }
            case NumberTerm.Points points ->
                    points.points().forEach(point -> refs(point.condition(), visit));
        }
    }

    /** Every reference in a day. */
    public static void refs(DayTerm term, Consumer<Ref> visit) {
        switch (term) {
            case DayTerm.Literal _, DayTerm.Today _ -> {}
            case DayTerm.OfFact of -> {
                visit.accept(of.ref());
                if (of.derived() != null) {
                    refs(of.derived(), visit);
                }
            }
            case DayTerm.Shifted shifted -> refs(shifted.day(), visit);
            case DayTerm.Extreme extreme -> {
                refs(extreme.left(), visit);
                refs(extreme.right(), visit);
            }
        }
    }

    /** Every comparison of a code fact with a set, and every other rule that is named. */
    public static void codeTests(
            Formula formula, BiConsumer<Fact, CodeSet> visit, Consumer<String> rules) {
        switch (formula) {
            case Formula.Flag flag -> {
                if (flag.derived() != null) {
                    codeTests(flag.derived(), visit, rules);
                }
            }
            case Formula.CodeIn in -> {
                if (in.subject() instanceof CodeTerm.OfFact of) {
                    visit.accept(of.ref().fact(), in.set());
                }
                mirrored(in.set(), visit);
            }
            case Formula.SetIn in -> {
                visit.accept(in.subject().fact(), in.set());
                mirrored(in.set(), visit);
            }
            case Formula.And and -> and.parts().forEach(part -> codeTests(part, visit, rules));
            case Formula.Or or -> or.parts().forEach(part -> codeTests(part, visit, rules));
            case Formula.Not not -> codeTests(not.part(), visit, rules);
            case Formula.Quantified q -> {
                if (q.with() != null) {
                    codeTests(q.with(), visit, rules);
                }
                codeTests(q.has(), visit, rules);
            }
            case Formula.Numbers numbers -> {
                codeTests(numbers.left(), visit, rules);
                codeTests(numbers.right(), visit, rules);
            }
            case Formula.RuleHolds rule -> rules.accept(rule.rule());
            case Formula.Known _, Formula.DayOrder _ -> {}
        }
    }

    private static void codeTests(
            NumberTerm term, BiConsumer<Fact, CodeSet> visit, Consumer<String> rules) {
        switch (term) {
            case NumberTerm.Count count -> {
                if (count.with() != null) {
                    codeTests(count.with(), visit, rules);
                }
            }
            case NumberTerm.Sum sum -> {
                codeTests(sum.term(), visit, rules);
                if (sum.with() != null) {
                    codeTests(sum.with(), visit, rules);
                }
            }
            case NumberTerm.Points points ->
                    points.points().forEach(p -> codeTests(p.condition(), visit, rules));
            case NumberTerm.OfFact of -> {
                if (of.derived() != null) {
                    codeTests(of.derived(), visit, rules);
                }
            }
            case NumberTerm.Literal _, NumberTerm.Elapsed _, NumberTerm.Table _ -> {}
        }
    }

    /** The other side of a comparison of two facts is tested as well, against anything. */
    private static void mirrored(CodeSet set, BiConsumer<Fact, CodeSet> visit) {
        switch (set) {
            case CodeSet.Just just -> {
                if (just.term() instanceof CodeTerm.OfFact of) {
                    visit.accept(of.ref().fact(), set);
                }
            }
            case CodeSet.OfFact of -> visit.accept(of.ref().fact(), set);
            case CodeSet.Literal _, CodeSet.Named _ -> {}
        }
    }

    private static void code(CodeTerm term, Consumer<Ref> visit) {
        if (term instanceof CodeTerm.OfFact of) {
            visit.accept(of.ref());
        }
    }

    private static void set(CodeSet set, Consumer<Ref> visit) {
        switch (set) {
            case CodeSet.Just just -> code(just.term(), visit);
            case CodeSet.OfFact of -> visit.accept(of.ref());
            case CodeSet.Literal _, CodeSet.Named _ -> {}
        }
    }
}
