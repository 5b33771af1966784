package amparo.server.registry;

import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles.Told;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of every form that writes an answer down: who said it, in which language, of which day.
 */
final class HowKnown {

    static final List<String> SOURCES =
            List.of("person", "relative", "document", "officer", "agency");

    /** How a birth date or an age came about. */
    static final List<String> BASES =
            List.of("said", "document-seen", "relative-said", "estimated");

    private static final Set<String> WITH_BASIS = Set.of("age", "birth_date");

    private HowKnown() {}

    static List<Question> questions(View view, Typed typed, Facts facts, Facts.Known fact) {
        List<Question> all = new ArrayList<>();
        all.add(
                Question.choice(
                        typed.field(view, "source", view.text("registry.source")),
                        options(view, "registry.source.", SOURCES)));
        if (WITH_BASIS.contains(fact.name())) {
            all.add(
                    Question.choice(
                            typed.field(view, "basis", view.text("registry.basis")).asOptional(),
                            options(view, "registry.basis-of-age.", BASES)));
        }
        List<Option> languages = new ArrayList<>();
        languages.add(Option.of("", view.text("registry.choose")));
        languages.addAll(facts.languages(view));
        all.add(
                Question.longChoice(
                        typed.field(view, "language", view.text("registry.said-in")).asOptional(),
                        languages));
        all.add(
                Question.choice(
                        typed.field(view, "interpreter", view.text("registry.interpreter"))
                                .asOptional(),
                        List.of(
                                Option.of("yes", view.text("registry.yes")),
                                Option.of("no", view.text("registry.no")))));
        all.add(
                Question.date(
                        typed.field(view, "asof", view.text("registry.true-as-of"))
                                .hint(view.text("registry.true-as-of-hint"))
                                .asOptional(),
                        typed.date("asof")));
        return all;
    }

    /** What was told, with what the form says of how; mistakes are marked in the form. */
    static @Nullable Told read(
            Typed typed, Facts facts, Facts.Known fact, @Nullable UUID record, String value) {
        if (!SOURCES.contains(typed.one("source"))) {
            typed.wrong("source", "registry.wrong.source");
        }
        if (OnlyTold.isGuess(fact.name(), typed.one("source"))) {
            typed.wrong("source", "registry.wrong.guess");
        }
        String basis = typed.one("basis");
        if (!basis.isEmpty() && (!WITH_BASIS.contains(fact.name()) || !BASES.contains(basis))) {
            typed.wrong("basis", "registry.wrong.code");
        }
        String language = typed.one("language");
        if (!language.isEmpty() && !facts.knowsLanguage(language)) {
            typed.wrong("language", "registry.wrong.code");
        }
        String interpreter = typed.one("interpreter");
        LocalDate asOf = null;
        if (typed.hasDate("asof")) {
            asOf = day(typed.dateParts("asof"));
            // Somewhere on earth it is tomorrow already.
            if (asOf == null || asOf.isAfter(LocalDate.now(ZoneOffset.ofHours(14)))) {
                typed.wrong("asof", "registry.wrong.asof");
            }
        }
        return typed.hasMistakes()
                ? null
                : new Told(
                        fact.name(),
                        record,
                        value,
                        typed.one("source"),
                        language.isEmpty() ? null : language,
                        interpreter.isEmpty() ? null : interpreter.equals("yes"),
                        asOf,
                        basis.isEmpty() ? null : basis);
    }

    /** A whole day of the calendar in its parts: day, month, year in four digits. */
    static @Nullable LocalDate day(List<String> parts) {
        try {
            return LocalDate.of(
                    Integer.parseInt(parts.get(2)),
                    Integer.parseInt(parts.get(1)),
                    Integer.parseInt(parts.get(0)));
        } catch (NumberFormatException | DateTimeException none) {
            return null;
        }
    }

    static List<Option> options(View view, String keys, List<String> values) {
        return values.stream().map(one -> Option.of(one, view.text(keys + one))).toList();
    }
}
