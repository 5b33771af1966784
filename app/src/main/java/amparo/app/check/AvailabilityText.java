package amparo.app.check;

import amparo.engine.evaluate.Availability;
import amparo.engine.rule.Window;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import org.jspecify.annotations.Nullable;

/** Whether a door takes applications, in a sentence with its dates. */
final class AvailabilityText {
    private final Writer out;

    AvailabilityText(Writer out) {
        this.out = out;
    }

    /** One sentence. */
    String sentence(Availability availability, int day) {
        return switch (availability.state()) {
            case OPEN -> dated("availability.open", end(availability, day));
            case UNCONFIRMED ->
                    out.text("availability.unconfirmed", out.dates().day(availability.confirmed()));
            case UNKNOWN -> out.text("availability.unknown");
            case CLOSED -> dated("availability.closed", end(availability, day));
            case NOT_YET -> dated("availability.not-yet", begin(availability, day));
            case SUSPENDED -> suspended(availability.suspension());
        };
    }

    private String suspended(@Nullable Window window) {
        String from = window == null ? "" : out.dates().begin(window);
        String to = window == null ? "" : out.dates().end(window);
        if (from.isEmpty() || window == null) {
            return out.text("availability.suspended");
        }
        if (!window.from().isExact() || !to.isEmpty() && !window.to().isExact()) {
            String span = to.isEmpty() ? from + " ..." : from + " ... " + to;
            return out.text("availability.suspended.about", span);
        }
        return to.isEmpty()
                ? out.text("availability.suspended.from", from)
                : out.text("availability.suspended.span", from, to);
    }

    /** A full day stands in a sentence; what is only known by month or year in brackets. */
    private String dated(String key, Range range) {
        String date = out.dates().written(range);
        if (date.isEmpty()) {
            return out.text(key);
        }
        return out.text(key + (range.isExact() ? ".dated" : ".about"), date);
    }

    /** The last day of law or intake, whichever is earlier and known. */
    private static Range end(Availability availability, int day) {
        Window law = availability.law();
        Window intake = availability.intake();
        if (intake == null) {
            return law.to();
        }
        boolean lawEnded = law.ended(day) == Truth.TRUE && intake.ended(day) != Truth.TRUE;
        return lawEnded ? law.to() : intake.to();
    }

    private static Range begin(Availability availability, int day) {
        Window intake = availability.intake();
        boolean lawFirst = intake == null || intake.begun(day) == Truth.TRUE;
        return lawFirst || intake == null ? availability.law().from() : intake.from();
    }

    /** When the status ends for everybody; "" if that is not known. */
    String benefitEnd(Availability availability, int day) {
        Range end = availability.benefitEnd();
        String date = end == null ? "" : out.dates().written(end);
        boolean over = end != null && end.high() < day;
        String key = over ? "availability.benefit-ended" : "availability.benefit-end";
        return date.isEmpty() ? "" : out.text(key, date);
    }
}
