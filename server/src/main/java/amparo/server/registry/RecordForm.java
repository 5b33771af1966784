package amparo.server.registry;

import amparo.engine.fact.FactType;
import amparo.server.platform.DateParts;
import amparo.server.platform.Field;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record of a list as a form: one question for each of its fields, all of which may stay open.
 */
final class RecordForm {

    private static final String PREFIX = "r-";
    private static final String GOES_ON = "-ongoing";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RecordForm() {}

    static List<Question> questions(View view, Facts.Known list, Typed typed) {
        List<Question> all = new ArrayList<>();
        for (Facts.Known field : list.fields()) {
            all.add(question(view, field, typed));
            if (field.mayGoOn()) {
                all.add(
                        Question.several(
                                typed.field(
                                                view,
                                                PREFIX + field.name() + GOES_ON,
                                                view.text("registry.or"))
                                        .asOptional(),
                                List.of(Option.of("yes", view.text("registry.ongoing")))));
            }
        }
        return all;
    }

    private static Question question(View view, Facts.Known known, Typed typed) {
        Field field = typed.field(view, PREFIX + known.name(), known.label(view)).asOptional();
        if (known.name().equals(Facts.PERSON)) {
            field = field.width(10).autocomplete("off").hint(view.text("registry.person-hint"));
        }
        return switch (known.type()) {
            case null -> Question.text(field.autocomplete("off"));
            case BOOLEAN ->
                    Question.choice(
                            field,
                            List.of(
                                    Option.of("yes", view.text("registry.yes")),
                                    Option.of("no", view.text("registry.no"))));
            case WHOLE -> Question.text(field.width(4));
            case DATE -> Question.date(field, typed.date(PREFIX + known.name()));
            case CODE -> Question.longChoice(field, chosen(view, known));
            case CODES -> Question.many(field, several(view, known));
            case RECORDS -> throw new IllegalArgumentException(known.name());
        };
    }

    static List<Option> chosen(View view, Facts.Known known) {
        List<Option> choices = new ArrayList<>();
        choices.add(Option.of("", view.text("registry.choose")));
        choices.addAll(known.options(view));
        return choices;
    }

    /** The codes, and what else can be said: none at all, or that there may be others. */
    static List<Option> several(View view, Facts.Known known) {
        List<Option> choices = new ArrayList<>(known.options(view));
        choices.add(Option.of(Values.NONE, view.text("registry.none-of-these")));
        choices.add(Option.of(Values.UNKNOWN, view.text("registry.perhaps-more-option")));
        return choices;
    }

    /** The record as JSON; mistakes are marked in the form. Empty if nothing was told. */
    static Optional<String> read(Facts.Known list, Typed typed) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (Facts.Known field : list.fields()) {
            String name = PREFIX + field.name();
            if (field.mayGoOn() && typed.one(name + GOES_ON).equals("yes")) {
                record.put(field.name(), Values.ONGOING);
                continue;
            }
            List<String> given =
                    field.type() == FactType.DATE && typed.hasDate(name)
                            ? typed.dateParts(name)
                            : typed.all(name);
            if (given.stream().allMatch(String::isBlank)) {
                continue;
            }
            if (field.name().equals(Facts.PERSON)) {
                given = List.of(given.getFirst().strip().toUpperCase(Locale.ROOT));
                if (!given.getFirst().matches(PersonPages.CODE)) {
                    typed.wrong(name, "registry.wrong.person");
                }
            }
            Values.read(field, given)
                    .ifPresentOrElse(
                            value -> record.set(field.name(), Values.tree(value)),
                            () -> typed.wrong(name, wrong(field)));
        }
        return record.isEmpty() ? Optional.empty() : Optional.of(JSON.writeValueAsString(record));
    }

    static String wrong(Facts.Known fact) {
        FactType type = fact.type();
        return "registry.wrong." + (type == null ? "words" : type.name().toLowerCase(Locale.ROOT));
    }

    /** The form as it was filled to say this. */
    static Typed typed(Facts.Known list, JsonNode record) {
        Map<String, String[]> all = new HashMap<>();
        for (Facts.Known field : Values.told(list, record)) {
            String name = PREFIX + field.name();
            JsonNode value = record.get(field.name());
            if (value.isNull()) {
                continue;
            }
            if (field.type() == FactType.DATE) {
                date(all, name, value.asString());
            } else if (value.isArray()) {
                List<String> codes = new ArrayList<>();
                value.forEach(one -> codes.add(one.asString()));
                all.put(
                        name,
                        codes.isEmpty()
                                ? new String[] {Values.NONE}
                                : codes.toArray(String[]::new));
            } else if (value.isBoolean()) {
                all.put(name, new String[] {value.asBoolean() ? "yes" : "no"});
            } else {
                all.put(name, new String[] {value.asString().replace("..", "-")});
            }
        }
        return new Typed(all);
    }

    private static void date(Map<String, String[]> all, String name, String text) {
        if (text.equals(Values.ONGOING)) {
            all.put(name + GOES_ON, new String[] {"yes"});
            return;
        }
        DateParts parts = parts(text);
        if (parts != null) {
            all.put(name + "-day", new String[] {parts.day()});
            all.put(name + "-month", new String[] {parts.month()});
            all.put(name + "-year", new String[] {parts.year()});
        }
    }

    private static @Nullable DateParts parts(String text) {
        String[] parts = text.split("-", -1);
        return switch (parts.length) {
            case 1 -> new DateParts("", "", parts[0]);
            case 2 -> new DateParts("", parts[1], parts[0]);
            case 3 -> new DateParts(parts[2], parts[1], parts[0]);
            default -> null;
        };
    }
}
