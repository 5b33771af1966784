package amparo.engine.evaluate;

import amparo.engine.fact.Fact;
import amparo.engine.language.CodeSet;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a rule before anybody is looked at. Made when it is first needed; two threads
 * may make the same, which does no harm.
 */
final class Plan {
    /** What a condition at the top of a pathway does to the verdict. */
    enum Kind {
        /** Says where one can ask for asylum; decides nothing. */
        HERE,
        REQUIRED,
        EXCEPTION
    }

    /** A condition at the top of a pathway that decides, or says where one can ask. */
    record Part(Node node, Kind kind, Reach reach) {}

    private final Rule rule;
    private final Rulebook book;
    private volatile @Nullable Reach reach;
    private volatile @Nullable List<List<Part>> versions;
    private volatile @Nullable Map<Fact, List<CodeSet>> tests;
    private volatile @Nullable Map<Fact, Set<String>> named;

    Plan(Rule rule, Rulebook book) {
        this.rule = rule;
        this.book = book;
    }

    Rule rule() {
        return rule;
    }

    /** The facts that the rule can read. */
    Reach reach() {
        Reach known = reach;
        if (known == null) {
            known = Reach.of(rule, book);
            reach = known;
        }
        return known;
    }

    /** With what the codes of each fact are compared. */
    Map<Fact, List<CodeSet>> tests() {
        Map<Fact, List<CodeSet>> known = tests;
        if (known == null) {
            known = CodeClasses.tests(rule, book);
            tests = known;
        }
        return known;
    }

    /** The codes that the rule names, for each fact that it compares with them. */
    Map<Fact, Set<String>> named() {
        Map<Fact, Set<String>> known = named;
        if (known == null) {
            known = CodeProbe.named(rule, book);
            named = known;
        }
        return known;
    }

    /** The conditions of a version, in the order in which they are explained. */
    List<Part> parts(Version version) {
        if (!(rule instanceof Pathway pathway)) {
            return List.of();
        }
        List<List<Part>> known = versions;
        if (known == null) {
            known = new ArrayList<>();
            for (Version one : pathway.versions()) {
                known.add(partsOf(one));
            }
            known = List.copyOf(known);
            versions = known;
        }
        for (int i = 0; i < known.size(); i++) {
            // The same object: comparing whole versions would cost more than it saves.
            if (isSame(pathway.versions().get(i), version)) {
                return known.get(i);
            }
        }
        return List.copyOf(partsOf(version));
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Version one, Version other) {
        return one == other;
    }

    private List<Part> partsOf(Version version) {
        List<Part> parts = new ArrayList<>();
        if (version.here() != null) {
            parts.add(new Part(version.here(), Kind.HERE, Reach.of(version.here(), book)));
        }
        for (Node node : version.requires()) {
            if (node.role() == Role.ELIGIBILITY) {
                parts.add(new Part(node, Kind.REQUIRED, Reach.of(node, book)));
            }
        }
        for (Node node : version.unless()) {
            if (node.role() == Role.ELIGIBILITY) {
                parts.add(new Part(node, Kind.EXCEPTION, Reach.of(node, book)));
            }
        }
        return parts;
    }
}
