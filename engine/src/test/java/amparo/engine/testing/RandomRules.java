package amparo.engine.testing;

import amparo.engine.fact.Wording;
import amparo.engine.language.Bindings;
import amparo.engine.language.Formula;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import amparo.engine.language.TypeChecker;
import amparo.engine.rule.Category;
import amparo.engine.rule.Citation;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Screen;
import amparo.engine.testing.Trials.Dice;
import java.util.ArrayList;
import java.util.List;

/** Random pathways and screens of random nodes. */
public final class RandomRules {
    private final Dice dice;
    private final boolean known;
    private final List<String> rules;

    public RandomRules(Dice dice, boolean known, List<String> rules) {
        this.dice = dice;
        this.known = known;
        this.rules = rules;
    }

    /** A pathway or barrier of one version. */
    public Pathway pathway() {
        Category category =
                dice.of(Category.HUMANITARIAN, Category.FAMILY, Category.ASYLUM, Category.BARRIER);
        return Rules.pathway(
                "random",
                category,
                Rules.version()
                        .requires(nodes(dice.between(1, 3), 2))
                        .unless(nodes(dice.between(0, 2), 1)));
    }

    /** A screen. */
    public Screen screen() {
        return Rules.screen("random-screen", nodes(dice.between(1, 3), 2));
    }

    private Node[] nodes(int count, int depth) {
        Node[] nodes = new Node[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = node(depth, dice.chance(80) ? Role.ELIGIBILITY : Role.PAPER, null);
        }
        return nodes;
    }

    /** A node; with a list, one of a group over its records, bound as {@code x}. */
    private Node node(int depth, Role role, String list) {
        Bindings scope =
                list == null
                        ? Bindings.NONE
                        : Bindings.NONE.and("x", World.VOCABULARY.get(list).record());
        Formula onlyIf = dice.chance(25) ? formula(list, scope) : null;
        if (depth == 0 || dice.chance(40)) {
            return new Node.Condition(
                    "c", role, Wording.NONE, cite(85), onlyIf, formula(list, scope));
        }
        if (list == null && dice.chance(50)) {
            return forRecords(depth, role, onlyIf);
        }
        List<Node> parts = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            parts.add(node(depth - 1, role, list));
        }
        return new Node.Group(
                "g",
                role,
                Wording.NONE,
                cite(30),
                onlyIf,
                dice.of(Node.Mode.values()),
                dice.between(1, 2),
                parts);
    }

    private Node forRecords(int depth, Role role, Formula onlyIf) {
        String list = dice.of("stay", "relative");
        Bindings inner = Bindings.NONE.and("x", World.VOCABULARY.get(list).record());
        List<Node> parts = new ArrayList<>();
        for (int i = dice.between(1, 2); i > 0; i--) {
            parts.add(node(depth - 1, role, list));
        }
        Quantifier quantifier = dice.of(Quantifier.values());
        return new Node.ForRecords(
                "r",
                role,
                Wording.NONE,
                cite(30),
                onlyIf,
                quantifier,
                quantifier == Quantifier.AT_LEAST ? dice.between(1, 2) : 1,
                new Ref(null, -1, World.VOCABULARY.get(list)),
                "x",
                dice.chance(40) ? formula(list, inner) : null,
                parts);
    }

    private Formula formula(String list, Bindings scope) {
        RandomFormulas formulas = new RandomFormulas(dice, known, rules);
        String text =
                list == null ? formulas.text() : formulas.textOver("x", list, dice.between(0, 1));
        return TypeChecker.formula(text, World.NAMES, scope);
    }

    private Citation cite(int percent) {
        return dice.chance(percent) ? Rules.cite(dice.of(CitationClass.values())) : null;
    }
}
