package amparo.server.registry;

import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import amparo.server.platform.View;
import amparo.server.registry.AnswerStore.Said;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How old somebody is, as far as their answers tell: by the birth date, otherwise as estimated. */
final class Ages {

    private static final int ADULT = 18;
    private static final String AGE = "age";
    private static final String BIRTH = "birth_date";
    private static final String DOUBT = "age_doubt";

    private Ages() {}

    /** The youngest and the oldest that they can be. */
    record Span(int low, int high) {}

    static @Nullable Span of(Standing standing, LocalDate today) {
        Said born = standing.fact(BIRTH);
        Span byBirth = born == null ? null : byBirth(Values.tree(born.value()), today);
        if (byBirth != null) {
            return byBirth;
        }
        Said told = standing.fact(AGE);
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
                standing.fact(BIRTH) == null ? view.text("registry.years-told", years) : years);
    }

    /**
     * The age that an officer estimated last, unless something settled it since: a paper, another
     * organisation's word, or an officer who says whether there is a doubt. What the person or
     * somebody with them says does not: who is told to be nineteen and looks sixteen stays a child.
     *
     * @param told all answers by fact, the last told first
     */
    static @Nullable Said believed(Map<String, List<Said>> told) {
        Said estimate =
                told.getOrDefault(AGE, List.of()).stream()
                        .filter(Ages::isEstimate)
                        .findFirst()
                        .orElse(null);
        int[] span = estimate == null ? null : PersonFacts.span(Values.tree(estimate.value()));
        if (estimate == null || span == null || span[0] >= ADULT) {
            return null;
        }
        boolean settled =
                Stream.of(AGE, BIRTH, DOUBT)
                        .flatMap(fact -> told.getOrDefault(fact, List.of()).stream())
                        .filter(one -> Telling.ORDER.compare(one, estimate) > 0)
                        .anyMatch(one ->
                                one.fact().equals(DOUBT)
                                        ? !one.value().equals("null")
                                        : isProven(one));
        return settled ? null : estimate;
    }

    private static boolean isEstimate(Said one) {
        return (one.source().equals("officer") || "estimated".equals(one.basis()))
                && !isProven(one);
    }

    private static boolean isProven(Said one) {
        return one.source().equals("document")
                || one.source().equals("agency")
                || "document-seen".equals(one.basis());
    }

    /** Whether an officer believes that they are a child, today still. */
    static boolean isBelievedChild(Standing standing, LocalDate today) {
        Said believed = standing.believed();
        if (believed == null) {
            return false;
        }
        int[] span =
                PersonFacts.span(
                        PersonFacts.aged(
                                Values.tree(believed.value()),
                                PersonFacts.toldOn(believed),
                                today));
        return span != null && span[0] < ADULT;
    }

    /** In doubt somebody is a child. */
    static boolean mayBeChild(Standing standing, LocalDate today) {
        Span span = of(standing, today);
        Said doubt = standing.fact(DOUBT);
        return span != null && span.low() < ADULT
                || isBelievedChild(standing, today)
                || doubt != null && doubt.value().equals("true");
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
