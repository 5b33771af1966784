package amparo.engine.fact;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.Mark;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One person, or several with their ties, as a file holds them.
 *
 * @param day the day asked for, from 1970-01-01, or null if the file names none
 */
public record Household(@Nullable Integer day, List<Member> members) {
    private static final int MOST_PERSONS = 50;
    private static final Set<String> TOP = Set.of("day", "id", "note");

    /** The kinds of ties that say the same, or the reverse, when seen from the other person. */
    private static final Map<String, String> REVERSE =
            Map.of(
                    "spouse", "spouse",
                    "partner", "partner",
                    "sibling", "sibling",
                    "cousin", "cousin",
                    "parent", "child",
                    "child", "parent",
                    "grandparent", "grandchild",
                    "grandchild", "grandparent",
                    "aunt_uncle", "niece_nephew",
                    "niece_nephew", "aunt_uncle");

    public Household {
        members = List.copyOf(members);
    }

    /** A person with the id that the file gives them; {@code person} where it gives none. */
    public record Member(String id, Facts facts) {}

    /**
     * Reads a file's tree.
     *
     * @param problems every mistake is added here; the result is only meaningful if none was
     */
    public static Household read(Data data, Vocabulary vocabulary, List<DataException> problems) {
        if (!(data instanceof Data.Fields top)) {
            problems.add(
                    new DataException(
                            data.at(),
                            data instanceof Data.Nothing
                                    ? "the file is empty; write facts such as nationality: [VEN]"
                                    : "a person is a list of facts such as nationality: [VEN]"));
            return new Household(null, List.of());
        }
        Integer day = day(top, problems);
        Data persons = top.get("persons");
        if (persons == null) {
            Facts facts = FactsReader.read(top, vocabulary, TOP, problems);
            String id = top.get("id") instanceof Data.Text text ? text.text() : "person";
            return new Household(day, List.of(new Member(id, facts)));
        }
        for (Map.Entry<String, Data.Field> entry : top.fields().entrySet()) {
            if (!entry.getKey().equals("persons") && !TOP.contains(entry.getKey())) {
                problems.add(
                        new DataException(
                                entry.getValue().keyAt(),
                                "'"
                                        + entry.getKey()
                                        + "' stands beside 'persons'; facts belong to one of the persons"));
            }
        }
        Map<String, Data.Fields> byId = persons(persons, problems);
        addReverseTies(byId);
        List<Member> members = new ArrayList<>();
        byId.forEach((id, fields) ->
                members.add(
                        new Member(id, FactsReader.read(fields, vocabulary, TOP, problems, byId))));
        return new Household(day, members);
    }

    private static @Nullable Integer day(Data.Fields top, List<DataException> problems) {
        Data data = top.get("day");
        if (data == null) {
            return null;
        }
        try {
            Range day = data instanceof Data.Text text ? PartialDate.parse(text.text()) : null;
            if (day != null && day.isExact()) {
                return day.low();
            }
            problems.add(
                    new DataException(data.at(), "day must be a full date such as 2026-11-22"));
        } catch (IllegalArgumentException impossible) {
            problems.add(
                    new DataException(
                            data.at(), "day: there is no such date, " + impossible.getMessage()));
        }
        return null;
    }

    private static Map<String, Data.Fields> persons(Data data, List<DataException> problems) {
        Map<String, Data.Fields> byId = new LinkedHashMap<>();
        if (!(data instanceof Data.Items items) || items.items().isEmpty()) {
            problems.add(
                    new DataException(
                            data.at(), "'persons' is a list of persons, each with an id"));
            return byId;
        }
        if (items.items().size() > MOST_PERSONS) {
            problems.add(
                    new DataException(
                            data.at(), "one file holds at most " + MOST_PERSONS + " persons"));
            return byId;
        }
        for (Data item : items.items()) {
            Data id = item instanceof Data.Fields fields ? fields.get("id") : null;
            if (!(item instanceof Data.Fields fields) || !(id instanceof Data.Text text)) {
                problems.add(
                        new DataException(
                                item.at(), "each person needs an id, for example: id: mother"));
            } else if (byId.put(text.text(), fields) != null) {
                problems.add(
                        new DataException(
                                id.at(), "two persons have the id '" + text.text() + "'"));
            }
        }
        return byId;
    }

    /**
     * Who names a relative of the same file is named by that relative too, unless that one says it
     * differently.
     */
    private static void addReverseTies(Map<String, Data.Fields> byId) {
        for (Map.Entry<String, Data.Fields> from : List.copyOf(byId.entrySet())) {
            if (!(from.getValue().get("relative") instanceof Data.Items ties)) {
                continue;
            }
            for (Data tie : ties.items()) {
                if (tie instanceof Data.Fields fields
                        && fields.get(FactsReader.PERSON) instanceof Data.Text other
                        && fields.get("relation") instanceof Data.Text relation
                        && REVERSE.get(relation.text()) instanceof String reverse
                        && byId.get(other.text()) instanceof Data.Fields target) {
                    byId.put(other.text(), withTie(target, from.getKey(), reverse, fields.at()));
                }
            }
        }
    }

    private static Data.Fields withTie(Data.Fields person, String other, String relation, Mark at) {
        List<Data> ties = new ArrayList<>();
        Data known = person.get("relative");
        if (known instanceof Data.Items items) {
            ties.addAll(items.items());
        } else if (known != null) {
            return person;
        }
        for (Data tie : ties) {
            if (tie instanceof Data.Fields fields
                    && fields.get(FactsReader.PERSON) instanceof Data.Text text
                    && text.text().equals(other)) {
                return person;
            }
        }
        Map<String, Data.Field> tie = new LinkedHashMap<>();
        tie.put("relation", new Data.Field(at, new Data.Text(relation, at)));
        tie.put(FactsReader.PERSON, new Data.Field(at, new Data.Text(other, at)));
        ties.add(new Data.Fields(tie, at));
        Map<String, Data.Field> fields = new LinkedHashMap<>(person.fields());
        fields.put("relative", new Data.Field(at, new Data.Items(ties, at)));
        return new Data.Fields(fields, person.at());
    }
}
