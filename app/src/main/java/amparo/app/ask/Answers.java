package amparo.app.ask;

import amparo.app.text.Messages;
import amparo.app.text.Plain;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.value.Days;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what a person types into an answer. Nothing is guessed: two meanings are asked back. */
final class Answers {
    /** Longer lists of codes are not shown, but looked up by name. */
    static final int MOST_SHOWN = 25;

    private static final int MOST_DIGITS = 9;

    private final Dialogue dialogue;
    private final Messages messages;
    private final DateAnswers dates;

    Answers(Dialogue dialogue) {
        this.dialogue = dialogue;
        this.messages = dialogue.messages();
        this.dates = new DateAnswers(messages);
    }

    /** An answer, or a friendly sentence that says what is expected. */
    record Reading(@Nullable Value value, String trouble) {
        static Reading of(Value value) {
            return new Reading(value, "");
        }

        static Reading trouble(String sentence) {
            return new Reading(null, sentence);
        }
    }

    Reading read(Fact fact, String text) {
        return switch (fact.type()) {
            case BOOLEAN -> {
                Boolean yes = dialogue.truth(text);
                yield yes == null ? trouble("ask.bad.boolean") : Reading.of(new Value.Flag(yes));
            }
            case WHOLE -> whole(fact, text);
            case DATE ->
                    dialogue.is(Plain.key(text), "ask.word.ongoing")
                            ? Reading.of(new Value.Day(Range.exactly(Days.ONGOING)))
                            : dates.read(text);
            case CODE -> code(fact, text);
            case CODES -> codes(fact, text);
            case RECORDS -> throw new IllegalArgumentException("records are asked field by field");
        };
    }

    private Reading trouble(String key, Object... values) {
        return Reading.trouble(messages.text(key, values));
    }

    private Reading whole(Fact fact, String text) {
        String digits = Plain.key(text).replace("..", " ");
        String[] parts = digits.split(" +");
        Range bounds = fact.bounds();
        if (parts.length > 2 || !isNumber(parts[0]) || !isNumber(parts[parts.length - 1])) {
            return trouble("ask.bad.number");
        }
        int low = Integer.parseInt(parts[0]);
        int high = Integer.parseInt(parts[parts.length - 1]);
        if (low > high) {
            return trouble("ask.bad.number");
        }
        Range range = new Range(low, high);
        if (!range.isWithin(bounds)) {
            return trouble("ask.bad.bounds", bounds.low(), bounds.high());
        }
        return Reading.of(new Value.Whole(range));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Reading code(Fact fact, String text) {
        CodeList list = list(fact);
        List<String> found = find(list, text);
        if (found.size() == 1) {
            return Reading.of(new Value.Code(found.get(0)));
        }
        return Reading.trouble(notOne(list, text, found));
    }

    private Reading codes(Fact fact, String text) {
        CodeList list = list(fact);
        if (dialogue.is(Plain.key(text), "ask.word.none")) {
            return Reading.of(new Value.Codes(Set.of(), true));
        }
        Set<String> codes = new LinkedHashSet<>();
        boolean complete = true;
        List<String> whole = find(list, text);
        List<String> parts = whole.size() == 1 ? List.of(text) : List.of(text.split("[,;]"));
        for (String part : parts) {
            String key = Plain.key(part);
            if (key.equals("?") || dialogue.is(key, "ask.word.others")) {
                complete = false;
                continue;
            }
            if (key.isEmpty()) {
                continue;
            }
            List<String> found = find(list, part);
            if (found.size() != 1) {
                return Reading.trouble(notOne(list, part.strip(), found));
            }
            codes.add(found.get(0));
        }
        if (codes.isEmpty() && complete) {
            return trouble("ask.bad.code");
        }
        return Reading.of(new Value.Codes(codes, complete));
    }

    private static CodeList list(Fact fact) {
        CodeList list = fact.codes();
        if (list == null) {
            throw new IllegalStateException(fact.name() + " has no list of codes");
        }
        return list;
    }

    private String notOne(CodeList list, String text, List<String> found) {
        if (found.isEmpty()) {
            boolean named = list.codes().size() > MOST_SHOWN;
            return messages.text(named ? "ask.bad.name" : "ask.bad.code", shorten(text));
        }
        List<String> labels = new ArrayList<>();
        found.forEach(code -> labels.add(label(list, code) + " (" + code + ")"));
        return messages.text("ask.bad.ambiguous", shorten(text), String.join(", ", labels));
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }

    /** By number, code, name, or the beginning of names; several if it is not clear which. */
    private List<String> find(CodeList list, String text) {
        String key = Plain.key(text);
        List<String> codes = new ArrayList<>(list.codes().keySet());
        if (codes.size() <= MOST_SHOWN && isNumber(key)) {
            int number = Integer.parseInt(key);
            return number >= 1 && number <= codes.size()
                    ? List.of(codes.get(number - 1))
                    : List.of();
        }
        List<String> begins = new ArrayList<>();
        List<String> contains = new ArrayList<>();
        for (String code : codes) {
            String name = Plain.key(label(list, code));
            if (name.equals(key)
                    || Plain.key(code.replace('_', ' ')).equals(key.replace('_', ' '))) {
                return List.of(code);
            }
            if (name.startsWith(key)) {
                begins.add(code);
            } else if ((" " + name).contains(" " + key)) {
                contains.add(code);
            }
        }
        if (!begins.isEmpty() || !contains.isEmpty()) {
            return begins.isEmpty() ? contains : begins;
        }
        return codes.stream().filter(code -> isNamed(list, code, key)).toList();
    }

    /** True if the whole name in some language is the key. */
    private static boolean isNamed(CodeList list, String code, String key) {
        var wording = list.codes().get(code);
        return wording != null
                && wording.byLanguage().values().stream()
                        .anyMatch(name -> Plain.key(name).equals(key));
    }

    private String label(CodeList list, String code) {
        return list.label(code, messages.language());
    }
}
