package amparo.engine.testing;

import amparo.engine.fact.Wording;
import amparo.engine.language.Bindings;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import amparo.engine.language.TypeChecker;
import amparo.engine.rule.Category;
import amparo.engine.rule.Citation;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.Grants;
import amparo.engine.rule.How;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import amparo.engine.rule.Window;
import amparo.engine.value.Range;
import java.util.ArrayList;
import java.util.List;

/** Makes pathways, screens and their nodes from what matters to a test. */
public final class Rules {
    private Rules() {}

    /** A citation of a class. */
    public static Citation cite(CitationClass support) {
        return new Citation("Act", "1", "", support, null, "");
    }

    /** A well supported condition. */
    public static Node condition(String when) {
        return condition(when, CitationClass.SAID);
    }

    /** A condition with a source of a class. */
    public static Node condition(String when, CitationClass support) {
        return condition(Role.ELIGIBILITY, when, null, support, Bindings.NONE);
    }

    /** A condition that concerns only some. */
    public static Node conditionOnlyIf(String onlyIf, String when, CitationClass support) {
        return condition(Role.ELIGIBILITY, when, onlyIf, support, Bindings.NONE);
    }

    /** A condition with everything. */
    public static Node condition(
            Role role, String when, String onlyIf, CitationClass support, Bindings scope) {
        return new Node.Condition(
                "c",
                role,
                Wording.NONE,
                support == null ? null : cite(support),
                formula(onlyIf, scope),
                formula(when, scope));
    }

    /** A group without a source of its own. */
    public static Node group(Node.Mode mode, Node... parts) {
        return group(mode, 1, null, parts);
    }

    /** A group with everything. */
    public static Node group(Node.Mode mode, int least, CitationClass support, Node... parts) {
        return new Node.Group(
                "g",
                Role.ELIGIBILITY,
                Wording.NONE,
                support == null ? null : cite(support),
                null,
                mode,
                least,
                List.of(parts));
    }

    /** Conditions over the records of a list; fields are those of the binder. */
    public static Node forRecords(
            Quantifier quantifier,
            int least,
            String list,
            String binder,
            String with,
            CitationClass support,
            String... whens) {
        Bindings inner = Bindings.NONE.and(binder, World.VOCABULARY.get(list).record());
        List<Node> parts = new ArrayList<>();
        for (String when : whens) {
            parts.add(condition(Role.ELIGIBILITY, when, null, support, inner));
        }
        return new Node.ForRecords(
                "r",
                Role.ELIGIBILITY,
                Wording.NONE,
                null,
                null,
                quantifier,
                least,
                new Ref(null, -1, World.VOCABULARY.get(list)),
                binder,
                formula(with, inner),
                parts);
    }

    private static Formula formula(String text, Bindings scope) {
        return text == null ? null : TypeChecker.formula(text, World.NAMES, scope);
    }

    /** From one date to another, both included; "" is open and "?" not known. */
    public static Window window(String from, String to) {
        return new Window(
                end(from, Range.exactly(Range.NEVER)), end(to, Range.exactly(Range.FOREVER)));
    }

    private static Range end(String text, Range open) {
        return switch (text) {
            case "" -> open;
            case "?" -> Range.ANY;
            default -> World.range(text);
        };
    }

    /** A pathway in Mexico with one version that was always in force. */
    public static Pathway pathway(String id, Node... requires) {
        return pathway(id, Category.HUMANITARIAN, version().requires(requires));
    }

    /** A pathway in Mexico. */
    public static Pathway pathway(String id, Category category, VersionMaker... versions) {
        List<Version> made = new ArrayList<>();
        for (VersionMaker version : versions) {
            made.add(version.make());
        }
        return new Pathway(
                id,
                Wording.NONE,
                List.of("MEX"),
                category,
                How.APPLY,
                Wording.NONE,
                Wording.NONE,
                Wording.NONE,
                Wording.NONE,
                EffectOnAsylum.NONE,
                Wording.NONE,
                new Grants(
                        Wording.NONE, 0, "unknown", "unknown", "unknown", "unknown", Wording.NONE),
                List.of(),
                Wording.NONE,
                World.day("2025-06-01"),
                false,
                "high",
                made);
    }

    /** The same pathway in other States. */
    public static Pathway in(Pathway p, String... destinations) {
        return new Pathway(
                p.id(),
                p.title(),
                List.of(destinations),
                p.category(),
                p.how(),
                p.summary(),
                p.authority(),
                p.apply(),
                p.cost(),
                p.effectOnAsylum(),
                p.effectNote(),
                p.grants(),
                p.limits(),
                p.contest(),
                p.confirmed(),
                p.changesOften(),
                p.confidence(),
                p.versions());
    }

    /** The same pathway, confirmed on another day. */
    public static Pathway confirmed(Pathway p, String day, boolean changesOften) {
        return new Pathway(
                p.id(),
                p.title(),
                p.destinations(),
                p.category(),
                p.how(),
                p.summary(),
                p.authority(),
                p.apply(),
                p.cost(),
                p.effectOnAsylum(),
                p.effectNote(),
                p.grants(),
                p.limits(),
                p.contest(),
                World.day(day),
                changesOften,
                p.confidence(),
                p.versions());
    }

    /** A screen with indications. */
    public static Screen screen(String id, Node... indicates) {
        return new Screen(
                id,
                Wording.NONE,
                Wording.NONE,
                Screen.Urgency.HIGH,
                List.of(),
                List.of(),
                List.of(),
                cite(CitationClass.GENERAL),
                List.of(indicates));
    }

    /** Starts a version that was always in force. */
    public static VersionMaker version() {
        return new VersionMaker();
    }

    /** Collects what a version says. */
    public static final class VersionMaker {
        private Window law = Window.ALWAYS;
        private DayTerm lawOf;
        private List<Window> intake = List.of();
        private List<Window> suspended = List.of();
        private Range benefitEnd;
        private Node here;
        private List<Node> requires = List.of();
        private List<Node> unless = List.of();

        public VersionMaker law(String from, String to) {
            law = window(from, to);
            return this;
        }

        public VersionMaker lawOf(String day) {
            lawOf = TypeChecker.day(day, World.NAMES);
            return this;
        }

        public VersionMaker intake(Window... windows) {
            intake = List.of(windows);
            return this;
        }

        public VersionMaker suspended(Window... windows) {
            suspended = List.of(windows);
            return this;
        }

        public VersionMaker benefitEnd(String day) {
            benefitEnd = World.range(day);
            return this;
        }

        public VersionMaker here(String when) {
            here = condition(when);
            return this;
        }

        public VersionMaker requires(Node... nodes) {
            requires = List.of(nodes);
            return this;
        }

        public VersionMaker unless(Node... nodes) {
            unless = List.of(nodes);
            return this;
        }

        Version make() {
            return new Version(law, lawOf, intake, suspended, benefitEnd, here, requires, unless);
        }
    }

    /** The rules that random conditions name. */
    static Rulebook book() {
        return World.book(
                pathway(
                        "resident",
                        condition("any nationality in $mercosur"),
                        condition("age >= 18", CitationClass.GENERAL)),
                pathway(
                        "asylum",
                        Category.ASYLUM,
                        version()
                                .here("country_now = host")
                                .requires(condition("within 1 year of entered"))),
                in(
                        pathway(
                                "many",
                                Category.MOBILITY_AGREEMENT,
                                version()
                                        .law("", "2024-06-30")
                                        .requires(condition("country_now = host")),
                                version()
                                        .law("2024-07-01", "")
                                        .lawOf("entered")
                                        .requires(
                                                condition("any nationality in $andean"),
                                                condition("not rule(resident)"))
                                        .unless(condition("entry_kind = irregular"))),
                        "COL",
                        "MEX"),
                in(kept(), "COL", "MEX"),
                pathway("loop", condition("registered or rule(loop-back)")),
                pathway("loop-back", condition("fears_return or rule(loop)")),
                screen(
                        "at-risk",
                        condition("age < 18 and no relative as r has (r.relation = parent)"),
                        condition("fears_return")));
    }

    /** A claim of last year keeps the law of last year, where it was made. */
    public static Pathway kept() {
        return pathway(
                "kept",
                Category.HUMANITARIAN,
                version().law("", "2024-06-30").requires(condition("registered")),
                version()
                        .law("2024-07-01", "")
                        .lawOf("claimed")
                        .requires(condition("not registered")));
    }
}
