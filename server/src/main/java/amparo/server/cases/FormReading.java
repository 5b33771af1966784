package amparo.server.cases;

import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the forms of cases have in common. */
final class FormReading {

    private FormReading() {}

    /** A whole day; none if it is not one. */
    static @Nullable LocalDate day(Typed typed, String name) {
        try {
            LocalDate day =
                    LocalDate.of(
                            Integer.parseInt(typed.one(name + "-year")),
                            Integer.parseInt(typed.one(name + "-month")),
                            Integer.parseInt(typed.one(name + "-day")));
            return day.getYear() < 1900 || day.getYear() > 2200 ? null : day;
        } catch (NumberFormatException | DateTimeException none) {
            return null;
        }
    }

    /** The id of the form: a second click on it changes nothing. */
    static UUID id(Typed typed) {
        return Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
    }

    /** The version that was seen; none: an impossible one, so that somebody is told. */
    static int seen(Typed typed) {
        String text = typed.one("seen");
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    /** Fills the parts of a day that nobody typed yet. */
    static java.util.Map<String, String[]> parts(String name, @Nullable LocalDate day) {
        return day == null
                ? java.util.Map.of()
                : java.util.Map.of(
                        name + "-day", new String[] {Integer.toString(day.getDayOfMonth())},
                        name + "-month", new String[] {Integer.toString(day.getMonthValue())},
                        name + "-year", new String[] {Integer.toString(day.getYear())});
    }

    /** Choices of a list whose texts are {@code keys + code}. */
    static List<Option> options(View view, String keys, List<String> codes) {
        return codes.stream().map(one -> Option.of(one, view.text(keys + one))).toList();
    }

    /** Of whom it is, asked only where there are several. */
    static List<Question> whom(View view, Typed typed, List<CaseStore.Member> members) {
        if (members.size() < 2) {
            return List.of();
        }
        return List.of(
                Question.choice(
                        typed.field(view, "person", view.text("cases.about")),
                        members.stream()
                                .map(one ->
                                        Option.of(
                                                one.code(),
                                                one.name() == null
                                                        ? one.code()
                                                        : one.name() + " (" + one.code() + ")"))
                                .toList()));
    }

    /** Who does it. */
    static Question who(
            View view,
            Typed typed,
            String name,
            String label,
            List<CaseStore.Colleague> colleagues) {
        return Question.longChoice(
                typed.field(view, name, label),
                colleagues.stream()
                        .map(one -> Option.of(one.id().toString(), one.name()))
                        .toList());
    }

    static List<Question> all(List<Question> first, Question... more) {
        List<Question> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }
}
