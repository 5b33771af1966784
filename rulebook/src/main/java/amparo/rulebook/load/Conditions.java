package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.fact.Fact;
import amparo.engine.language.Bindings;
import amparo.engine.language.CodeSet;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.LanguageException;
import amparo.engine.language.Names;
import amparo.engine.language.TypeChecker;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads conditions and keeps their places. */
final class Conditions {
    private final Names names;
    private final Map<String, String> listOfSet;
    private final Places places;

    Conditions(Names names, Map<String, String> listOfSet, Places places) {
        this.names = names;
        this.listOfSet = listOfSet;
        this.places = places;
    }

    Names names() {
        return names;
    }

    Places places() {
        return places;
    }

    /** A condition; null if it is not there or wrong. */
    @Nullable Formula condition(
            Reading reading, FieldReader fields, String key, Bindings bindings) {
        Data data = fields.has(key) ? fields.get(key) : null;
        if (data == null) {
            return null;
        }
        if (!(data instanceof Data.Text text)) {
            reading.error(data.at(), "'" + key + "' must be a condition", "for example: age >= 18");
            return null;
        }
        try {
            Formula formula = TypeChecker.formula(text.text(), names, bindings);
            places.put(formula, new Place(reading.file(), text.at(), text.text()));
            checkSets(reading, text, formula);
            FormulaWalk.walk(formula, new FullDates(reading, text, text.text()));
            return formula;
        } catch (LanguageException wrong) {
            reading.report().problems(reading.file(), text.at(), text.text(), wrong);
        } catch (IllegalArgumentException wrong) {
            other(reading, text, wrong);
        }
        return null;
    }

    /** A day such as that of a claim; null if it is not there or wrong. */
    @Nullable DayTerm day(Reading reading, FieldReader fields, String key) {
        String text = fields.text(key);
        Data data = fields.has(key) ? fields.get(key) : null;
        if (data == null || text.isEmpty()) {
            return null;
        }
        try {
            DayTerm day = TypeChecker.day(text, names);
            FormulaWalk.walk(day, new FullDates(reading, data, text));
            return day;
        } catch (LanguageException wrong) {
            reading.report().problems(reading.file(), data.at(), text, wrong);
        } catch (IllegalArgumentException wrong) {
            other(reading, data, wrong);
        }
        return null;
    }

    /** A mistake in the derivation of a fact was told where the fact is declared. */
    private static void other(Reading reading, Data data, IllegalArgumentException wrong) {
        String message = String.valueOf(wrong.getMessage());
        if (!message.startsWith("the derivation of fact")) {
            reading.error(data.at(), message, "");
        }
    }

    /** A set must draw on the list of the fact that is compared with it. */
    private void checkSets(Reading reading, Data.Text text, Formula formula) {
        FormulaWalk.walk(
                formula,
                new FormulaWalk.Visitor() {
                    @Override
                    public void codes(@Nullable Fact subject, CodeSet set) {
                        if (set instanceof CodeSet.Named named) {
                            checkSet(reading, text, subject, named.name());
                        }
                    }
                });
    }

    private void checkSet(Reading reading, Data.Text text, @Nullable Fact subject, String set) {
        String wanted =
                subject == null
                        ? Countries.NAME
                        : subject.codes() == null ? "" : subject.codes().name();
        String list = listOfSet.get(set);
        if (list == null || list.equals(wanted)) {
            return;
        }
        int index = Math.max(0, text.text().indexOf("$" + set));
        reading.report()
                .error(
                        reading.file(),
                        reading.file().placeOf(text.at(), text.text(), index),
                        "the set '$"
                                + set
                                + "' holds codes of '"
                                + list
                                + "', not of '"
                                + wanted
                                + "'",
                        "");
    }
}
