package amparo.app.check;

import amparo.engine.change.Change;
import amparo.engine.change.ChangeSet;
import amparo.engine.change.Changes;
import amparo.engine.fact.Fact;
import amparo.engine.value.Truth;

/** What would have to change for a door to open, never as an order. */
final class ChangeText {
    private final Writer out;

    ChangeText(Writer out) {
        this.out = out;
    }

    void write(int indent, Changes changes) {
        int number = 0;
        for (ChangeSet set : changes.sets()) {
            out.say(indent, number++ == 0 ? "change.would" : "change.or");
            set.changes().forEach(change -> change(indent + 1, change));
            if (set.then() != Truth.TRUE) {
                out.say(indent + 1, "change.then-open");
            }
        }
        if (changes.sets().isEmpty() && !changes.withheld()) {
            out.say(indent, "change.cannot");
        }
        if (changes.withheld()) {
            out.say(indent, "change.withheld");
        }
    }

    private void change(int indent, Change change) {
        Fact asked = change.field() == null ? change.fact() : change.field();
        switch (change.kind()) {
            case TIME -> {
                if (change.day() == null) {
                    out.dot(indent, "change.time.unknown");
                } else {
                    out.dot(indent, "change.time", out.dates().day(change.day()));
                }
            }
            case OBTAIN -> out.dot(indent, "change.obtain", wanted(asked, change));
            case ANOTHER_MUST_ACT -> out.dot(indent, "change.another", wanted(asked, change));
        }
    }

    private String wanted(Fact asked, Change change) {
        return out.text(
                "change.answer",
                out.in(asked.question()),
                out.values().text(asked, change.value()));
    }
}
