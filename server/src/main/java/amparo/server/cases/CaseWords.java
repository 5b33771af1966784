package amparo.server.cases;

import amparo.server.platform.Moment;
import amparo.server.platform.Pill;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cases in the words of the page. */
final class CaseWords {

    private CaseWords() {}

    /** How a case stands, with what it waits for. */
    static Pill status(View view, CaseStore.File file) {
        return switch (file.status()) {
            case "waiting" -> new Pill(view.text("cases.waiting." + file.waitingFor()), Tone.OPEN);
            case "closed" ->
                    new Pill(view.text("cases.closed." + file.closedReason()), Tone.CLOSED);
            default ->
                    file.owner() == null
                            ? new Pill(view.text("cases.unowned"), Tone.ATTENTION)
                            : new Pill(view.text("cases.status.open"), Tone.DOING);
        };
    }

    /** A day, and whether it is over. */
    static Pill due(View view, LocalDate day, LocalDate today) {
        return day.isBefore(today)
                ? new Pill(view.text("cases.overdue", view.words().near(day)), Tone.ATTENTION)
                : new Pill(view.words().near(day), day.isEqual(today) ? Tone.DOING : Tone.NEUTRAL);
    }

    static Pill door(View view, Accompaniment.Tried tried, LocalDate today) {
        LocalDate end = tried.validUntil();
        if (tried.ends() && end != null) {
            if (end.isBefore(today)) {
                return new Pill(
                        view.text("cases.door.ended", view.words().near(end)), Tone.ATTENTION);
            }
            if (!end.isAfter(today.plusDays(Accompaniment.WARNING))) {
                return new Pill(
                        view.text("cases.door.ends", view.words().near(end)), Tone.ATTENTION);
            }
        }
        return new Pill(
                view.text("cases.door.state." + tried.state()),
                switch (tried.state()) {
                    case "granted" -> Tone.DONE;
                    case "submitted", "renewing" -> Tone.DOING;
                    case "refused", "withdrawn", "expired" -> Tone.CLOSED;
                    default -> Tone.OPEN;
                });
    }

    static Pill offer(View view, Transfers.Offer offer) {
        return new Pill(
                view.text("cases.transfer.state." + offer.state()),
                switch (offer.state()) {
                    case "accepted" -> Tone.DONE;
                    case "offered" -> Tone.OPEN;
                    default -> Tone.CLOSED;
                });
    }

    /**
     * What happened, for a timeline.
     *
     * @param names of accounts
     * @param subjects what tasks, doors and persons are called
     */
    static Moment moment(
            View view,
            CaseStore.Event event,
            Map<String, String> names,
            Map<UUID, String> subjects) {
        return new Moment(
                view.words().dateTime(event.at().toInstant()),
                event.at().toInstant().toString(),
                view.text("cases.event." + event.kind()),
                detail(view, event, names, subjects),
                event.byName());
    }

    /** The same in one line, for whoever came second. */
    static String line(View view, CaseStore.Event event, Map<String, String> names) {
        String detail = detail(view, event, names, Map.of());
        return view.text(
                "cases.changed-line",
                event.byName() == null ? view.text("cases.other-organisation") : event.byName(),
                view.words().dateTime(event.at().toInstant()),
                view.text("cases.event." + event.kind()) + (detail == null ? "" : ": " + detail));
    }

    private static @Nullable String detail(
            View view,
            CaseStore.Event event,
            Map<String, String> names,
            Map<UUID, String> subjects) {
        List<String> parts = new ArrayList<>();
        String subject = event.subject() == null ? null : subjects.get(event.subject());
        if (subject != null) {
            parts.add(subject);
        }
        String before = code(view, event, event.before(), names);
        String after = code(view, event, event.after(), names);
        if (before != null && after != null) {
            parts.add(before + " → " + after);
        } else if (after != null) {
            parts.add(after);
        }
        if (event.onDay() != null) {
            parts.add(view.words().date(event.onDay()));
        }
        if (event.reason() != null) {
            parts.add(event.reason());
        }
        return parts.isEmpty() ? null : String.join(" · ", parts);
    }

    /** A code or an account of the history in words; nothing for what needs none. */
    private static @Nullable String code(
            View view, CaseStore.Event event, @Nullable String code, Map<String, String> names) {
        if (code == null) {
            return null;
        }
        return switch (event.kind()) {
            // Who opens a case mostly takes it: the same name twice says nothing.
            case "opened", "task-made" -> {
                String name = names.get(code);
                yield Objects.equals(name, event.byName()) ? null : name;
            }
            case "received", "owner", "task-given" -> names.get(code);
            case "status", "reopened", "closed" -> status(view, code);
            case "door", "door-started" -> view.text("cases.door.state." + code);
            case "paper" -> view.text("cases.paper." + code);
            case "appointment", "appointment-made", "appointment-moved" ->
                    view.text("cases.appointment.state." + code);
            case "transfer-declined" -> view.text("cases.declined." + code);
            case "task-moved" -> view.words().date(LocalDate.parse(code));
            default -> null;
        };
    }

    private static String status(View view, String code) {
        if (code.equals("open") || code.equals("waiting")) {
            return view.text("cases.status." + code);
        }
        return Cases.WAITING_FOR.contains(code)
                ? view.text("cases.waiting." + code)
                : code.equals("closed")
                        ? view.text("cases.status.closed")
                        : view.text("cases.closed." + code);
    }
}
