package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.language.Formula;
import amparo.engine.language.Quantifier;
import amparo.engine.rule.Citation;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import amparo.engine.value.Item;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The explained evaluator, reference for all others: evaluates rules for one person on one day and
 * keeps the tree.
 *
 * <p>An evaluator holds only the rulebook and may be used by any number of threads.
 */
public final class Evaluator {
    private final Rulebook book;
    private final Map<String, Plan> plans = new HashMap<>();

    public Evaluator(Rulebook book) {
        this.book = book;
        book.pathways().forEach(pathway -> plans.put(pathway.id(), new Plan(pathway, book)));
        book.screens().forEach(screen -> plans.put(screen.id(), new Plan(screen, book)));
    }

    /** The rulebook. */
    public Rulebook book() {
        return book;
    }

    /** What is known of a rule before anybody is looked at. */
    Plan plan(Rule rule) {
        Plan known = plans.get(rule.id());
        return known != null && isSame(known.rule(), rule) ? known : new Plan(rule, book);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Rule one, Rule other) {
        return one == other;
    }

    /** Every pathway, once for each of its destinations, and in the order of the rulebook. */
    public List<PathwayVerdict> pathways(Facts facts, int today) {
        List<PathwayVerdict> verdicts = new ArrayList<>(book.pathways().size());
        for (Pathway pathway : book.pathways()) {
            for (String destination : pathway.destinations()) {
                verdicts.add(pathway(pathway, destination, facts, today));
            }
        }
        return verdicts;
    }

    /** Every screen. */
    public List<ScreenVerdict> screens(Facts facts, int today) {
        List<ScreenVerdict> verdicts = new ArrayList<>(book.screens().size());
        for (Screen screen : book.screens()) {
            verdicts.add(screen(screen, facts, today));
        }
        return verdicts;
    }

    /** One pathway for one of its destinations. */
    public PathwayVerdict pathway(Pathway pathway, String destination, Facts facts, int today) {
        return pathway(pathway, new Scope(book, facts, today, destination));
    }

    /** One screen. */
    public ScreenVerdict screen(Screen screen, Facts facts, int today) {
        return screen(screen, new Scope(book, facts, today, ""));
    }

    static Truth truthOfRule(String id, Scope scope) {
        return switch (scope.book.rule(id)) {
            case null -> Truth.UNKNOWN;
            case Screen screen -> {
                Scope inner = inner(scope, scope.host);
                Truth indicated = screen(screen, inner).indicated();
                scope.contradictions += inner.contradictions;
                yield indicated.or(Truth.UNKNOWN);
            }
            case Pathway pathway -> {
                String host =
                        pathway.destinations().contains(scope.host)
                                ? scope.host
                                : pathway.destinations().get(0);
                Scope inner = inner(scope, host);
                Truth eligible = pathway(pathway, inner).eligible();
                scope.contradictions += inner.contradictions;
                yield pathway.isAsylum() ? eligible.or(Truth.UNKNOWN) : eligible;
            }
        };
    }

    private static Scope inner(Scope scope, String host) {
        Scope inner = new Scope(scope.book, scope.facts, scope.today, host);
        inner.rulesFollowed = scope.rulesFollowed;
        return inner;
    }

    static PathwayVerdict pathway(Pathway pathway, Scope scope) {
        LawDays days = LawDays.of(pathway, scope);
        PathwayVerdict latest = version(pathway, days.shown(), scope);
        boolean same = true;
        for (int day : days.others(pathway, scope.book)) {
            same = same && version(pathway, day, scope).eligible() == latest.eligible();
        }
        if (same) {
            return latest;
        }
        return new PathwayVerdict(
                pathway,
                latest.destination(),
                latest.version(),
                latest.lawDay(),
                latest.availability(),
                Truth.UNKNOWN,
                outcome(pathway, Truth.UNKNOWN, latest.here()),
                latest.here(),
                latest.requires(),
                latest.unless());
    }

    private static PathwayVerdict version(Pathway pathway, int lawDay, Scope scope) {
        Version version = versionOn(pathway, lawDay);
        scope.lawDay = lawDay;
        boolean barrier = pathway.isBarrier();
        Explanation here =
                version.here() == null
                        ? null
                        : explain(version.here(), scope, Side.FOR, null, Node.Mode.ALL);
        List<Explanation> requires = new ArrayList<>(version.requires().size());
        Truth eligible = Truth.TRUE;
        for (Node node : version.requires()) {
            Explanation e =
                    explain(node, scope, barrier ? Side.BARRIER : Side.FOR, null, Node.Mode.ALL);
            requires.add(e);
            if (node.role() == Role.ELIGIBILITY) {
                eligible = eligible.and(e.truth());
            }
        }
        List<Explanation> unless = new ArrayList<>(version.unless().size());
        for (Node node : version.unless()) {
            Explanation e =
                    explain(
                            node,
                            scope,
                            barrier ? Side.BARRIER : Side.AGAINST,
                            null,
                            Node.Mode.NONE);
            unless.add(e);
            if (node.role() == Role.ELIGIBILITY) {
                eligible = eligible.and(e.truth().not());
            }
        }
        return new PathwayVerdict(
                pathway,
                scope.host,
                version,
                lawDay,
                // A claim made under an older law keeps it; whether one can apply is today's
                // matter.
                Availability.of(pathway, versionOn(pathway, scope.today), scope.today),
                eligible,
                outcome(pathway, eligible, here),
                here,
                requires,
                unless);
    }

    /**
     * The version in force on a day; before the first one the first, in a gap or after the last one
     * the one before.
     */
    static Version versionOn(Pathway pathway, int day) {
        Version chosen = pathway.versions().get(0);
        for (Version version : pathway.versions()) {
            if (version.law().begun(day) != Truth.FALSE) {
                chosen = version;
            }
        }
        return chosen;
    }

    private static Outcome outcome(Pathway pathway, Truth eligible, @Nullable Explanation here) {
        if (pathway.isAsylum()) {
            if (eligible == Truth.FALSE) {
                return Outcome.ADVICE_FIRST;
            }
            boolean canAsk = here != null && here.truth() == Truth.TRUE;
            return canAsk ? Outcome.CAN_ASK_HERE : Outcome.ON_REACHING;
        }
        if (pathway.isBarrier()) {
            return switch (eligible) {
                case TRUE -> Outcome.TOUCHES;
                case FALSE -> Outcome.DOES_NOT_TOUCH;
                case UNKNOWN -> Outcome.NOT_KNOWN;
            };
        }
        return switch (eligible) {
            case TRUE -> Outcome.MET;
            case FALSE -> Outcome.NOT_MET;
            case UNKNOWN -> Outcome.OPEN;
        };
    }

    /**
     * A referral is a decision, not a finding: who may be a child is protected as one. So a screen
     * that is open because an age was told as a span refers if it would at the lowest age told.
     */
    private static ScreenVerdict screen(Screen screen, Scope scope) {
        ScreenVerdict certain = screen(screen, scope, false);
        if (certain.indicated() == Truth.UNKNOWN && scope.metSpan) {
            ScreenVerdict lowest = screen(screen, scope, true);
            if (lowest.indicated() == Truth.TRUE) {
                return new ScreenVerdict(screen, Outcome.REFER, Truth.UNKNOWN, lowest.indicates());
            }
        }
        return certain;
    }

    private static ScreenVerdict screen(Screen screen, Scope scope, boolean lowest) {
        scope.lowest = lowest;
        List<Explanation> parts = new ArrayList<>(screen.indicates().size());
        Truth any = Truth.FALSE;
        for (Node node : screen.indicates()) {
            Explanation e = explain(node, scope, Side.SCREEN, screen.cite(), Node.Mode.ANY);
            parts.add(e);
            any = any.or(e.truth());
        }
        Outcome outcome =
                switch (any) {
                    case TRUE -> Outcome.REFER;
                    case UNKNOWN -> Outcome.NOT_ENOUGH_KNOWN;
                    case FALSE -> Outcome.NO_INDICATION;
                };
        scope.lowest = false;
        return new ScreenVerdict(screen, outcome, any, parts);
    }

    /** Which way a condition works, and so what a weak source must not do. */
    private enum Side {
        /** TRUE helps the person: a weak source may not make it FALSE. */
        FOR,
        /** TRUE harms the person: a weak source may not make it TRUE. */
        AGAINST,
        /** Either answer may harm: a weak source settles nothing. */
        BARRIER,
        /** An indication on any source is worth a referral. */
        SCREEN;

        Truth cap(Truth raw, @Nullable Citation cite) {
            if (cite == null || cite.support().mayRefuse()) {
                return raw;
            }
            return switch (this) {
                case FOR -> raw == Truth.FALSE ? Truth.UNKNOWN : raw;
                case AGAINST -> raw == Truth.TRUE ? Truth.UNKNOWN : raw;
                case BARRIER -> Truth.UNKNOWN;
                case SCREEN -> raw;
            };
        }

        Side turned() {
            return switch (this) {
                case FOR -> AGAINST;
                case AGAINST -> FOR;
                case BARRIER, SCREEN -> this;
            };
        }
    }

    /** A condition at the top of a pathway. */
    static Explanation explain(Plan.Part part, Pathway pathway, Scope scope) {
        boolean barrier = pathway.isBarrier();
        return switch (part.kind()) {
            case HERE -> explain(part.node(), scope, Side.FOR, null, Node.Mode.ALL);
            case REQUIRED ->
                    explain(
                            part.node(),
                            scope,
                            barrier ? Side.BARRIER : Side.FOR,
                            null,
                            Node.Mode.ALL);
            case EXCEPTION ->
                    explain(
                            part.node(),
                            scope,
                            barrier ? Side.BARRIER : Side.AGAINST,
                            null,
                            Node.Mode.NONE);
        };
    }

    private static Explanation explain(
            Node node, Scope scope, Side side, @Nullable Citation around, Node.Mode parent) {
        Citation cite = node.cite() == null ? around : node.cite();
        Formula onlyIf = node.onlyIf();
        Truth applies = onlyIf == null ? Truth.TRUE : Formulas.truth(onlyIf, scope);
        List<Explanation> parts;
        Truth inside;
        switch (node) {
            case Node.Condition condition -> {
                parts = List.of();
                inside =
                        condition.when() == null
                                ? Truth.UNKNOWN
                                : Formulas.truth(condition.when(), scope);
            }
            case Node.Group group -> {
                Side partSide = group.mode() == Node.Mode.NONE ? side.turned() : side;
                parts = new ArrayList<>(group.parts().size());
                for (Node part : group.parts()) {
                    parts.add(explain(part, scope, partSide, cite, group.mode()));
                }
                inside = join(group, parts);
            }
            case Node.ForRecords records -> {
                parts = new ArrayList<>();
                inside = overRecords(records, scope, side, cite, parts);
            }
        }
        Truth raw = restrict(inside, applies, parent);
        boolean ownSource = node instanceof Node.Condition || node.cite() != null;
        Truth truth = ownSource && applies != Truth.FALSE ? side.cap(raw, cite) : raw;
        return new Explanation(node, -1, truth, raw, applies, parts);
    }

    /** A condition that is for other people neither refuses nor qualifies anybody. */
    private static Truth restrict(Truth inside, Truth applies, Node.Mode parent) {
        return parent == Node.Mode.ALL ? applies.not().or(inside) : applies.and(inside);
    }

    private static Truth join(Node.Group group, List<Explanation> parts) {
        Truth all = Truth.TRUE;
        Truth any = Truth.FALSE;
        int certain = 0;
        int possible = 0;
        for (Explanation part : parts) {
            all = all.and(part.truth());
            any = any.or(part.truth());
            certain += part.truth() == Truth.TRUE ? 1 : 0;
            possible += part.truth() == Truth.FALSE ? 0 : 1;
        }
        return switch (group.mode()) {
            case ALL -> all;
            case ANY -> any;
            case NONE -> any.not();
            case AT_LEAST ->
                    certain >= group.least()
                            ? Truth.TRUE
                            : possible < group.least() ? Truth.FALSE : Truth.UNKNOWN;
        };
    }

    private static Truth overRecords(
            Node.ForRecords node,
            Scope scope,
            Side side,
            @Nullable Citation cite,
            List<Explanation> out) {
        if (!(Terms.value(node.list(), scope) instanceof Value.Records records)) {
            return Truth.UNKNOWN;
        }
        Side partSide = node.quantifier() == Quantifier.NO ? side.turned() : side;
        Tally tally = new Tally(node.quantifier(), node.least());
        List<Item> items = records.items();
        for (int i = 0; i < items.size(); i++) {
            scope.push(items.get(i));
            Truth with = node.with() == null ? Truth.TRUE : Formulas.truth(node.with(), scope);
            List<Explanation> parts = new ArrayList<>(node.parts().size());
            Truth has = Truth.TRUE;
            for (Node part : node.parts()) {
                Explanation e = explain(part, scope, partSide, cite, Node.Mode.ALL);
                parts.add(e);
                has = has.and(e.truth());
            }
            scope.pop();
            tally.add(with, has);
            Truth item = node.quantifier() == Quantifier.EVERY ? with.not().or(has) : with.and(has);
            out.add(new Explanation(node, i, item, item, with, parts));
        }
        return tally.result(records.complete());
    }
}
