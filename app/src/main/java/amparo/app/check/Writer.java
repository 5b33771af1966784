package amparo.app.check;

import amparo.app.text.Dates;
import amparo.app.text.Messages;
import amparo.app.text.Page;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.fact.Wording;

/**
 * What every part of the answer writes with.
 *
 * @param all true if every detail is wanted
 */
record Writer(Page page, Messages messages, Dates dates, Values values, Told told, boolean all) {
    Writer(Page page, Messages messages, boolean all) {
        this(page, messages, new Dates(messages), new Values(messages), new Told(), all);
    }

    String text(String key, Object... values) {
        return messages.text(key, values);
    }

    String in(Wording wording) {
        return wording.in(messages.language());
    }

    /** A paragraph of the program's own. */
    void say(int indent, String key, Object... values) {
        page.text(indent, text(key, values));
    }

    /** An entry of a list, in the program's own words. */
    void dot(int indent, String key, Object... values) {
        page.item(indent, Marks.DOT, text(key, values));
    }

    /** True if just this was told to another person of the file, which is then said. */
    boolean wasTold(int indent, PathwayVerdict verdict) {
        String other = told.before(verdict);
        if (all || other.isEmpty()) {
            return false;
        }
        say(indent, "door.same", other);
        return true;
    }
}
