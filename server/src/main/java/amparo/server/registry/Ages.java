package amparo.server.registry;

import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import amparo.server.platform.View;
import amparo.server.registry.AnswerStore.Said;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How old somebody is, as far as their answers tell: by the birth date, otherwise as estimated. */
final class Ages {

    private static final int ADULT = 18;

    private Ages() {}

    /** The youngest and the oldest that they can be. */
    record Span(int low, int high) {}

    static @Nullable Span of(Standing standing, LocalDate today) {
        Said born = standing.fact("birth_date");
        Span byBirth = born == null ? null : byBirth(Values.tree(born.value()), today);
        if (byBirth != null) {
            return byBirth;
        }
        Said told = standing.fact("age");
        if (told == null) {
            return null;
        }
        LocalDate asOf = told.trueAsOf();
        LocalDate on =
                asOf == null
                        ? told.toldAt().withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()
                        : asOf;
        JsonNode age = PersonFacts.aged(Values.tree(told.value()), on, today);
        int[] span = PersonFacts.span(age);
        return span == null ? null : new Span(span[0], span[1]);
    }

    static Optional<String> words(View view, Standing standing, LocalDate today) {
        Span span = of(standing, today);
        if (span == null) {
            return Optional.empty();
        }
        String years =
                span.low() == span.high()
                        ? view.count("registry.years", span.low())
                        : view.text("registry.years-between", span.low(), span.high());
        return Optional.of(
                standing.fact("birth_date") == null
                        ? view.text("registry.years-told", years)
                        : years);
    }

    /** In doubt somebody is a child. */
    static boolean mayBeChild(Standing standing, LocalDate today) {
        Span span = of(standing, today);
        Said doubt = standing.fact("age_doubt");
        return span != null && span.low() < ADULT || doubt != null && doubt.value().equals("true");
    }

    private static @Nullable Span byBirth(JsonNode born, LocalDate today) {
        if (!born.isString()) {
            return null;
        }
        try {
            Range days = PartialDate.parse(born.stringValue());
            if (days == null || days.low() > today.toEpochDay()) {
                return null;
            }
            return new Span(
                    years(Math.min(days.high(), (int) today.toEpochDay()), today),
                    years(days.low(), today));
        } catch (IllegalArgumentException impossible) {
            return null;
        }
    }

    /** Days of the engine are counted from 1970-01-01, as those of Java are. */
    private static int years(int day, LocalDate today) {
        return Math.toIntExact(ChronoUnit.YEARS.between(LocalDate.ofEpochDay(day), today));
    }
}
