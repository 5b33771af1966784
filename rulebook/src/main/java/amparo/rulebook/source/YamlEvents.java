package amparo.rulebook.source;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.Mark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Builds trees from the events of the YAML parser, one level at a time: no recursion, so depth
 * cannot exhaust the stack, and no node graph, so aliases cannot multiply.
 */
final class YamlEvents {
    private final List<DataException> problems;
    private final List<Data> documents = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    YamlEvents(List<DataException> problems) {
        this.problems = problems;
    }

    /** The finished documents. */
    List<Data> documents() {
        return documents;
    }

    void take(Event event) {
        switch (event) {
            case AliasEvent alias ->
                    throw new DataException(
                            at(alias),
                            "aliases (*name) are not read here; write the text out again");
            case ScalarEvent scalar -> {
                refuse(scalar, scalar.getTag().isPresent());
                scalar(scalar);
            }
            case CollectionStartEvent start -> {
                refuse(start, start.getTag().isPresent());
                start(start);
            }
            case SequenceEndEvent _, MappingEndEvent _ -> add(open.pop().finish());
            default -> {}
        }
    }

    private void refuse(NodeEvent event, boolean tagged) {
        if (event.getAnchor().isPresent()) {
            throw new DataException(
                    at(event),
                    "anchors (&name) are not read here; write the text where it belongs");
        }
        if (tagged) {
            throw new DataException(
                    at(event),
                    "tags (!name) are not read here; put text that starts with ! in quotes");
        }
    }

    private void start(CollectionStartEvent event) {
        if (open.size() >= YamlReader.MAX_DEPTH) {
            throw new DataException(
                    at(event), "nested more than " + YamlReader.MAX_DEPTH + " levels deep");
        }
        Open parent = open.peek();
        if (parent != null && parent.wantsKey()) {
            throw new DataException(at(event), "a key must be a word, not a list or a mapping");
        }
        open.push(new Open(at(event), event instanceof MappingStartEvent));
        assert event instanceof MappingStartEvent || event instanceof SequenceStartEvent;
    }

    private void scalar(ScalarEvent event) {
        Open parent = open.peek();
        if (parent != null && parent.wantsKey()) {
            parent.key(event.getValue(), at(event));
        } else {
            add(event.isPlain() ? plain(event) : new Data.Text(event.getValue(), at(event)));
        }
    }

    private void add(Data data) {
        Open parent = open.peek();
        if (parent == null) {
            documents.add(data);
        } else {
            parent.add(data, problems);
        }
    }

    /** The core schema of YAML 1.2, without numbers that are not whole. */
    private Data plain(ScalarEvent event) {
        String text = event.getValue();
        Mark at = at(event);
        switch (text) {
            case "", "~", "null", "Null", "NULL" -> {
                return new Data.Nothing(at);
            }
            case "true", "True", "TRUE" -> {
                return new Data.Flag(true, at);
            }
            case "false", "False", "FALSE" -> {
                return new Data.Flag(false, at);
            }
            default -> {}
        }
        int digits = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        if (isDigits(text, digits)) {
            if (text.length() - digits > 18) {
                problems.add(new DataException(at, "the number " + text + " is too large"));
                return new Data.Whole(0, at);
            }
            if (text.length() - digits > 1 && text.charAt(digits) == '0') {
                problems.add(
                        new DataException(
                                at,
                                "a number does not start with 0; put '" + text + "' in quotes"));
            }
            return new Data.Whole(Long.parseLong(text), at);
        }
        if (isFraction(text, digits)) {
            problems.add(
                    new DataException(
                            at,
                            "numbers are whole numbers here; put '"
                                    + text
                                    + "' in quotes if it is a text"));
        }
        return new Data.Text(text, at);
    }

    private static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < text.length();
    }

    /** Numbers of the core schema that are not whole: 1.5, .5, 1e3, .inf, .nan, 0x1F, 0o17. */
    private static boolean isFraction(String text, int from) {
        String rest = text.substring(from);
        if (rest.equalsIgnoreCase(".inf") || text.equalsIgnoreCase(".nan")) {
            return true;
        }
        if (rest.startsWith("0x") || rest.startsWith("0o")) {
            return rest.length() > 2
                    && rest.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0);
        }
        int i = 0;
        int digits = 0;
        boolean dot = false;
        while (i < rest.length() && (isDigit(rest.charAt(i)) || rest.charAt(i) == '.' && !dot)) {
            dot |= rest.charAt(i) == '.';
            digits += isDigit(rest.charAt(i)) ? 1 : 0;
            i++;
        }
        if (digits == 0) {
            return false;
        }
        if (i == rest.length()) {
            return dot;
        }
        if (rest.charAt(i) != 'e' && rest.charAt(i) != 'E') {
            return false;
        }
        int exponent = i + 1;
        if (exponent < rest.length()
                && (rest.charAt(exponent) == '-' || rest.charAt(exponent) == '+')) {
            exponent++;
        }
        return isDigits(rest, exponent);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Mark at(Event event) {
        return event.getStartMark().map(YamlEvents::mark).orElse(Mark.NONE);
    }

    static Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** A list or mapping that has not ended yet. */
    private static final class Open {
        private final Mark at;
        private final boolean mapping;
        private final List<Data> items = new ArrayList<>();
        private final Map<String, Data.Field> fields = new LinkedHashMap<>();
        private @Nullable String key;
        private Mark keyAt = Mark.NONE;

        Open(Mark at, boolean mapping) {
            this.at = at;
            this.mapping = mapping;
        }

        boolean wantsKey() {
            return mapping && key == null;
        }

        void key(String name, Mark place) {
            key = name;
            keyAt = place;
        }

        void add(Data data, List<DataException> problems) {
            if (!mapping || key == null) {
                items.add(data);
                return;
            }
            Data.Field before = fields.putIfAbsent(key, new Data.Field(keyAt, data));
            if (before != null) {
                problems.add(
                        new DataException(
                                keyAt,
                                "the key '"
                                        + key
                                        + "' stands here twice, first in line "
                                        + before.keyAt().line()));
            }
            key = null;
        }

        Data finish() {
            return mapping ? new Data.Fields(fields, at) : new Data.Items(items, at);
        }
    }
}
