package amparo.app.ask;

import amparo.engine.data.Data;
import amparo.engine.evaluate.Walk;
import amparo.engine.fact.Fact;
import amparo.engine.fact.RecordType;
import amparo.engine.interview.Setting;
import amparo.engine.language.Comparison;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.rule.Node;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Days;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which facts and fields some rule reads: others are not asked. */
final class Fields {
    private final Set<Fact> read = new HashSet<>();
    private final Set<Fact> mayLast = new HashSet<>();

    Fields(Rulebook book) {
        book.pathways().forEach(pathway -> Walk.nodes(pathway, this::node));
        book.screens().forEach(screen -> Walk.nodes(screen, this::node));
    }

    private void node(Node node) {
        Walk.formulas(
                node,
                formula -> {
                    Walk.refs(formula, ref -> read.add(ref.fact()));
                    lasting(formula);
                });
        if (node instanceof Node.ForRecords records) {
            read.add(records.list().fact());
        }
    }

    /** Days that rules compare with "not ended yet". */
    private void lasting(@Nullable Formula formula) {
        switch (formula) {
            case Formula.DayOrder order -> {
                boolean ongoing =
                        order.comparison() == Comparison.EQUAL
                                && order.right() instanceof DayTerm.Literal literal
                                && literal.days().low() == Days.ONGOING;
                if (ongoing && order.left() instanceof DayTerm.OfFact of) {
                    mayLast.add(of.ref().fact());
                }
            }
            case Formula.And and -> and.parts().forEach(this::lasting);
            case Formula.Or or -> or.parts().forEach(this::lasting);
            case Formula.Not not -> lasting(not.part());
            case Formula.Quantified q -> {
                lasting(q.with());
                lasting(q.has());
            }
            case null, default -> {}
        }
    }

    /** True if the answer may be that it has not ended. */
    boolean mayLast(Fact fact) {
        return mayLast.contains(fact);
    }

    /** The fields of a list's records that are asked of the person, in their order. */
    List<Fact> asked(Fact list) {
        RecordType type = list.record();
        if (type == null) {
            throw new IllegalStateException(list.name() + " has no record type");
        }
        List<Fact> fields = new ArrayList<>();
        for (Fact field : type.fields()) {
            boolean mayAsk = field.sensitivity().compareTo(Setting.SELF.most()) <= 0;
            // Whose authorities issue it decides what is safe to advise.
            boolean issuer = field.name().equals(list.issuedBy());
            if (field.asked() && mayAsk && (issuer || matters(field, type))) {
                fields.add(field);
            }
        }
        return fields;
    }

    private boolean matters(Fact field, RecordType type) {
        return read.contains(field)
                || type.fields().stream()
                        .anyMatch(other -> read.contains(other) && isDerivedFrom(other, field));
    }

    /** True if a field is computed from another one. */
    static boolean isDerivedFrom(Fact field, Fact source) {
        String text = field.deriveText();
        if (text != null) {
            return List.of(text.split("[^A-Za-z0-9_]+")).contains(source.name());
        }
        return names(field.deriveTree(), source.name());
    }

    private static boolean names(@Nullable Data data, String name) {
        return switch (data) {
            case Data.Text text -> text.text().equals(name);
            case Data.Items items -> items.items().stream().anyMatch(item -> names(item, name));
            case Data.Fields fields ->
                    fields.fields().values().stream().anyMatch(f -> names(f.value(), name));
            case null, default -> false;
        };
    }
}
