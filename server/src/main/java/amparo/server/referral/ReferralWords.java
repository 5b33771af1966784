package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.directory.Sectors;
import amparo.server.platform.Moment;
import amparo.server.platform.Option;
import amparo.server.platform.Pill;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import amparo.server.referral.ReferralStore.Event;
import amparo.server.referral.ReferralStore.Referral;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Referrals in the words of a page. */
final class ReferralWords {

    private ReferralWords() {}

    static Pill state(View view, Referral one, OffsetDateTime now) {
        return new Pill(
                view.text("referral.state." + one.state()),
                switch (one.state()) {
                    case "completed" -> Tone.DONE;
                    case "accepted", "in-progress" -> Tone.DOING;
                    case "declined", "withdrawn", "not-reached" -> Tone.CLOSED;
                    case "sent", "seen" -> one.late(now) ? Tone.ATTENTION : Tone.OPEN;
                    default -> Tone.OPEN;
                });
    }

    /** On lists the name of some kinds of help is not said. */
    static String listed(View view, Referral one) {
        return Sectors.isGuarded(one.sector())
                ? view.text("referral.guarded")
                : view.text("sector." + one.sector());
    }

    /** Until when, and how long that is. */
    static String due(View view, Referral one, OffsetDateTime now) {
        String at = view.words().dateTime(one.dueAt().toInstant());
        if (!one.unanswered()) {
            return at;
        }
        long minutes = Math.abs(ChronoUnit.MINUTES.between(now, one.dueAt()));
        boolean late = one.dueAt().isBefore(now);
        String span =
                minutes < 120
                        ? view.count("referral.minutes", minutes)
                        : minutes < 72 * 60
                                ? view.count("referral.hours", minutes / 60)
                                : view.count("referral.days", minutes / (24 * 60));
        return view.text(late ? "referral.late-by" : "referral.in-time", at, span);
    }

    /** Why it is due then. */
    static String dueBy(View view, Referral one) {
        return view.text("referral.due-by." + one.dueBy());
    }

    static List<Option> options(View view, String keys, List<String> codes) {
        return codes.stream().map(one -> Option.of(one, view.text(keys + one))).toList();
    }

    /** The code behind a state, in words; empty if there is none. */
    static String because(View view, String kind, @Nullable String code) {
        if (code == null) {
            return "";
        }
        return switch (kind) {
            case "declined" -> view.text("referral.declined." + code);
            case "completed" -> view.text("referral.outcome." + code);
            case "withdrawn" -> view.text("referral.withdrawn." + code);
            case "told" -> view.text("referral.told." + code);
            case "called" -> view.text("referral.called." + code);
            default -> "";
        };
    }

    static Moment moment(View view, Event event) {
        String because = because(view, event.kind(), event.because());
        String words = event.words() == null ? "" : event.words();
        String text =
                because.isEmpty() ? words : words.isEmpty() ? because : because + ". " + words;
        // Names of colleagues stay in their organisation.
        String by =
                event.organisation() == null
                        ? view.text("referral.by-clock")
                        : event.by() == null
                                ? event.organisation()
                                : event.by() + ", " + event.organisation();
        return new Moment(
                view.words().dateTime(event.at().toInstant()),
                event.at().toString(),
                view.text("referral.event." + event.kind()),
                text.isEmpty() ? null : text,
                by);
    }

    static boolean isOurs(Referral one) {
        return one.fromOrganisation().equals(Acting.now().organisation());
    }
}
