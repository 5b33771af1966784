package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Wording;
import amparo.engine.language.Bindings;
import amparo.engine.language.Formula;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import amparo.engine.rule.Citation;
import amparo.engine.rule.Node;
import amparo.engine.rule.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the nodes of one rule: conditions, groups, and groups over records. */
final class NodeLoader {
    private static final List<String> GROUPS = List.of("all", "any", "none");
    private static final List<String> QUANTIFIERS = List.of("some", "every", "no");

    private final Reading reading;
    private final Conditions conditions;
    private final CiteReader cites;
    private final boolean screen;
    private final Map<String, Integer> ids = new HashMap<>();

    /**
     * @param screen true if the rule is a screen: its nodes have no role and share its citation
     */
    NodeLoader(Reading reading, Conditions conditions, CiteReader cites, boolean screen) {
        this.reading = reading;
        this.conditions = conditions;
        this.cites = cites;
        this.screen = screen;
    }

    /** All nodes of a list. */
    List<Node> nodes(List<Data> items) {
        return nodes(items, new Around(null, screen, Bindings.NONE));
    }

    /** One node. */
    @Nullable Node node(Data data) {
        return node(data, new Around(null, screen, Bindings.NONE));
    }

    /**
     * @param role the role of the group around, null outside of groups
     * @param cited true if a citation around covers the parts
     */
    private record Around(@Nullable Role role, boolean cited, Bindings bindings) {}

    /** What all kinds of nodes have. */
    private record Head(
            FieldReader fields,
            String id,
            Role role,
            Wording text,
            @Nullable Citation cite,
            @Nullable Formula onlyIf) {}

    private List<Node> nodes(List<Data> items, Around around) {
        List<Node> nodes = new ArrayList<>();
        for (Data item : items) {
            Node node = node(item, around);
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private @Nullable Node node(Data data, Around around) {
        FieldReader fields = reading.fields(data, Keys.NODE, "a condition");
        if (fields == null) {
            return null;
        }
        List<String> kinds = new ArrayList<>();
        for (String kind : Keys.NODE) {
            boolean group = GROUPS.contains(kind) || QUANTIFIERS.contains(kind);
            if ((group || kind.equals("when")) && fields.has(kind)) {
                kinds.add(kind);
            }
        }
        boolean overRecords = kinds.stream().anyMatch(QUANTIFIERS::contains);
        if (overRecords) {
            kinds.remove("all");
        }
        if (kinds.size() > 1) {
            fields.error(
                    kinds.get(1),
                    "'" + kinds.get(0) + "' and '" + kinds.get(1) + "' cannot stand side by side",
                    "make it two conditions, or put one inside the other");
        }
        Head head = head(fields, around);
        Around inside =
                new Around(head.role(), around.cited() || head.cite() != null, around.bindings());
        String kind = kinds.isEmpty() ? "" : kinds.get(0);
        boolean counts = fields.has("at_least");
        if (counts && !kind.equals("any") && !kind.equals("some")) {
            fields.error("at_least", "'at_least' belongs beside 'any' or 'some'", "");
        }
        if (fields.has("with") && !overRecords) {
            fields.error("with", "'with' belongs beside 'some', 'every' or 'no'", "");
        }
        Node node =
                overRecords
                        ? overRecords(head, kind, inside)
                        : GROUPS.contains(kind) ? group(head, kind, inside) : leaf(head, inside);
        if (node != null) {
            conditions.places().put(node, new Place(reading.file(), fields.at(), ""));
        }
        return node;
    }

    private Head head(FieldReader fields, Around around) {
        String id = fields.needText("id");
        if (!id.isEmpty() && !Identifiers.isId(id)) {
            fields.error(
                    "id", "'" + id + "' cannot be an id", "lower case words joined by hyphens");
        }
        Integer first = id.isEmpty() ? null : ids.putIfAbsent(id, fields.keyAt("id").line());
        if (first != null) {
            fields.error("id", "the id '" + id + "' is taken in line " + first, "");
        }
        Role stated = fields.word("role", Words.ROLES);
        Role role = stated == null ? Role.ELIGIBILITY : stated;
        if (around.role() != null) {
            if (stated != null && stated != around.role()) {
                fields.error(
                        "role",
                        "parts have the role of their group, '" + around.role().word() + "'",
                        "leave it out");
            }
            role = around.role();
        }
        return new Head(
                fields,
                id,
                role,
                fields.wording("text"),
                cites.cite(fields),
                conditions.condition(reading, fields, "only_if", around.bindings()));
    }

    private Node leaf(Head head, Around inside) {
        FieldReader fields = head.fields();
        if (!fields.has("text")) {
            reading.error(fields.at(), "'text' is missing in a condition", "");
        }
        if (!inside.cited()) {
            reading.error(
                    fields.at(),
                    "'" + head.id() + "' has no citation",
                    "add 'cite:' here or to the group around it");
        }
        if (!fields.has("when") && head.role() == Role.ELIGIBILITY) {
            reading.error(
                    fields.at(),
                    "'" + head.id() + "' decides eligibility but has no 'when'",
                    screen ? "" : "write one, or give it another role");
        }
        return new Node.Condition(
                head.id(),
                head.role(),
                head.text(),
                head.cite(),
                head.onlyIf(),
                conditions.condition(reading, fields, "when", inside.bindings()));
    }

    private Node group(Head head, String kind, Around inside) {
        FieldReader fields = head.fields();
        List<Node> parts = nodes(fields.needItems(kind), inside);
        Node.Mode mode =
                switch (kind) {
                    case "all" -> Node.Mode.ALL;
                    case "none" -> Node.Mode.NONE;
                    default -> fields.has("at_least") ? Node.Mode.AT_LEAST : Node.Mode.ANY;
                };
        int least = fields.number("at_least", 1, 100, 1);
        if (least > Math.max(1, parts.size())) {
            fields.error(
                    "at_least",
                    "at least " + least + " of " + parts.size() + " can never hold",
                    "");
        }
        return new Node.Group(
                head.id(),
                head.role(),
                head.text(),
                head.cite(),
                head.onlyIf(),
                mode,
                least,
                parts);
    }

    private @Nullable Node overRecords(Head head, String kind, Around around) {
        FieldReader fields = head.fields();
        String text = fields.needText(kind);
        String[] words = text.strip().split(" +", -1);
        if (words.length != 3 || !words[1].equals("as")) {
            fields.error(
                    kind,
                    "'" + kind + "' must name a list and a short name for its records",
                    "for example: " + kind + ": relative as r");
            return null;
        }
        Fact list = conditions.names().vocabulary().find(words[0]);
        RecordType record = list == null ? null : list.record();
        if (list == null || list.type() != FactType.RECORDS || record == null) {
            fields.error(
                    kind,
                    list == null
                            ? "unknown fact '" + words[0] + "'"
                            : "'" + words[0] + "' is a " + list.type().word() + ", not a list",
                    FieldReader.didYouMean(words[0], conditions.names().vocabulary().names(), ""));
            return null;
        }
        String binder = words[2];
        boolean taken = conditions.names().vocabulary().find(binder) != null;
        if (taken || !Identifiers.isName(binder) || Identifiers.isKeyword(binder)) {
            fields.error(kind, "the name '" + binder + "' is taken", "choose another after 'as'");
            return null;
        }
        Bindings bindings = around.bindings().and(binder, record);
        Around inside = new Around(around.role(), around.cited(), bindings);
        Formula with = conditions.condition(reading, fields, "with", bindings);
        List<Node> parts = nodes(fields.needItems("all"), inside);
        int least = fields.number("at_least", 1, 100, 1);
        Quantifier quantifier =
                switch (kind) {
                    case "every" -> Quantifier.EVERY;
                    case "no" -> Quantifier.NO;
                    default -> fields.has("at_least") ? Quantifier.AT_LEAST : Quantifier.SOME;
                };
        return new Node.ForRecords(
                head.id(),
                head.role(),
                head.text(),
                head.cite(),
                head.onlyIf(),
                quantifier,
                least,
                new Ref(null, -1, list),
                binder,
                with,
                parts);
    }
}
