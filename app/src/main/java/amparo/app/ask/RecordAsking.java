package amparo.app.ask;

import amparo.app.check.Values;
import amparo.app.text.Messages;
import amparo.app.text.Page;
import amparo.engine.fact.Fact;
import amparo.engine.fact.RecordType;
import amparo.engine.value.Item;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a list: are there any, then each record field by field, another one, and that is all.
 */
final class RecordAsking {
    private static final int MOST = 200;

    private final Dialogue dialogue;
    private final Asking asking;
    private final Page page;
    private final Messages messages;
    private final Fact list;
    private final List<Fact> fields;
    private final Runnable why;
    private final List<Item> items = new ArrayList<>();

    RecordAsking(Dialogue dialogue, Asking asking, Fields known, Fact list, Runnable why) {
        this.dialogue = dialogue;
        this.asking = asking;
        this.page = dialogue.page();
        this.messages = dialogue.messages();
        this.list = list;
        this.fields = known.asked(list);
        this.why = why;
    }

    /** What came of the list; an answer even when stopped half-way. */
    record Result(Asking.Reply reply, boolean stopped) {}

    /** Asks everything. The question itself was shown. */
    Result ask() {
        while (true) {
            switch (dialogue.yesOrNo(why)) {
                case Dialogue.Line.Answer answer -> {
                    if (!Boolean.TRUE.equals(dialogue.truth(answer.text()))) {
                        return given(true, false);
                    }
                    Result result = records();
                    if (result != null) {
                        return result;
                    }
                    asking.show(0, list);
                }
                case Dialogue.Line.Back _ -> {
                    return new Result(new Asking.Reply.Back(), false);
                }
                case Dialogue.Line.Stop _ -> {
                    return new Result(new Asking.Reply.Stop(), true);
                }
                default -> {
                    return new Result(new Asking.Reply.Skipped(), false);
                }
            }
        }
    }

    private Result given(boolean complete, boolean stopped) {
        return new Result(new Asking.Reply.Given(new Value.Records(items, complete)), stopped);
    }

    /** Null to ask again whether there are any. */
    private @Nullable Result records() {
        Record open = new Record();
        while (true) {
            switch (open.ask()) {
                case BACK -> {
                    if (items.isEmpty()) {
                        return null;
                    }
                }
                case STOP -> {
                    if (open.hasAnswer()) {
                        items.add(open.item());
                    }
                    return given(false, true);
                }
                case DONE -> items.add(open.item());
            }
            page.blank();
            page.small(1, messages.text("ask.understood", told()));
            page.strong(0, messages.text("ask.records.another"));
            page.small(0, messages.text("ask.hint.boolean"));
            switch (dialogue.yesOrNo(why)) {
                case Dialogue.Line.Answer answer -> {
                    boolean more = Boolean.TRUE.equals(dialogue.truth(answer.text()));
                    if (!more || items.size() >= MOST) {
                        return given(!more, false);
                    }
                    open = new Record();
                }
                case Dialogue.Line.Back _ -> {
                    open = new Record(items.remove(items.size() - 1));
                }
                case Dialogue.Line.Stop _ -> {
                    return given(false, true);
                }
                default -> {
                    return given(false, false);
                }
            }
        }
    }

    private String told() {
        return new Values(messages).text(list, new Value.Records(items, true));
    }

    private enum End {
        DONE,
        BACK,
        STOP
    }

    /** One record while its fields are asked. */
    private final class Record {
        private final @Nullable Value[] values;
        private int position;

        Record() {
            RecordType type = list.record();
            values = new @Nullable Value[type == null ? 0 : type.fields().size()];
        }

        /** A record that was told before: its last field is asked again. */
        Record(Item item) {
            this();
            for (int i = 0; i < values.length; i++) {
                values[i] = item.get(i);
            }
            position = fields.size() - 1;
        }

        Item item() {
            return new Item(values.clone());
        }

        boolean hasAnswer() {
            for (Value value : values) {
                if (value != null) {
                    return true;
                }
            }
            return false;
        }

        End ask() {
            if (position == 0) {
                page.blank();
                page.small(1, messages.text("ask.records.number", items.size() + 1));
            }
            while (position < fields.size()) {
                Fact field = fields.get(position);
                if (isKnownAlready(field)) {
                    position++;
                    continue;
                }
                asking.show(1, field);
                switch (asking.read(1, field, true, why)) {
                    case Asking.Reply.Given given -> {
                        values[field.slot()] = given.value();
                        position++;
                    }
                    case Asking.Reply.Skipped _ -> {
                        values[field.slot()] = null;
                        position++;
                    }
                    case Asking.Reply.Stop _ -> {
                        return End.STOP;
                    }
                    case Asking.Reply.Back _ -> {
                        if (!back()) {
                            return End.BACK;
                        }
                    }
                }
            }
            return End.DONE;
        }

        private boolean back() {
            do {
                position--;
            } while (position >= 0 && isKnownAlready(fields.get(position)));
            return position >= 0;
        }

        /** An age is not asked after a date of birth. */
        private boolean isKnownAlready(Fact field) {
            for (Fact other : fields) {
                if (values[other.slot()] != null && Fields.isDerivedFrom(field, other)) {
                    return true;
                }
            }
            return false;
        }
    }
}
