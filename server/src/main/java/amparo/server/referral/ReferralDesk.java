package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.consent.Consents;
import amparo.server.directory.Service;
import amparo.server.directory.Services;
import amparo.server.platform.Ids;
import amparo.server.referral.ReferralStore.Referral;
import amparo.server.referral.ReferralStore.Which;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Referrals for other modules: the same walls, the same least data and the same steps as the pages.
 * What is not there for whoever acts is empty, whatever the reason.
 */
@Component
@Transactional(noRollbackFor = NoSuchReferral.class)
public class ReferralDesk {

    private static final int NEED_SHORTEST = 10;
    private static final int NEED_LONGEST = 400;
    private static final int REASON_SHORTEST = 10;
    private static final int FARTHEST = 720;

    private final Referrals referrals;
    private final ReferralFigures figures;
    private final Services directory;

    ReferralDesk(Referrals referrals, ReferralFigures figures, Services directory) {
        this.referrals = referrals;
        this.figures = figures;
        this.directory = directory;
    }

    /**
     * A referral, without a word of what was sent.
     *
     * @param person the code of the file, where it is in reach
     * @param sector none where its name alone would tell too much
     */
    public record Line(
            UUID id,
            String code,
            @Nullable String person,
            UUID from,
            UUID to,
            UUID service,
            @Nullable String sector,
            String urgency,
            String basis,
            String state,
            @Nullable String because,
            @Nullable LocalDate waitingUntil,
            OffsetDateTime dueAt,
            String dueBy,
            @Nullable OffsetDateTime leavesAt,
            @Nullable OffsetDateTime sentAt,
            @Nullable OffsetDateTime seenAt,
            @Nullable OffsetDateTime answeredAt,
            @Nullable OffsetDateTime endedAt,
            boolean late) {}

    /** An answer that was ticked; its value is JSON as in the file. */
    public record Item(String fact, String value) {}

    /** Exactly what the receiver reads. */
    public record Told(String need, List<String> limits, List<Item> items, List<String> screens) {
        public Told {
            limits = List.copyOf(limits);
            items = List.copyOf(items);
            screens = List.copyOf(screens);
        }
    }

    /** Something that happened. */
    public record Event(
            String kind, @Nullable String because, @Nullable String words, OffsetDateTime at) {}

    /**
     * One referral.
     *
     * @param told none after a withdrawal
     */
    public record Opened(Line line, @Nullable Told told, List<Event> events) {
        public Opened {
            events = List.copyOf(events);
        }
    }

    /** What is needed to write one. */
    public record NewReferral(
            UUID service,
            @Nullable String screen,
            String urgency,
            String need,
            List<String> facts,
            List<String> screens,
            List<String> limits,
            @Nullable Integer leavesInHours,
            String basis,
            @Nullable String language,
            @Nullable String way,
            boolean interpreter,
            @Nullable String witness,
            @Nullable String reason,
            @Nullable UUID insteadOf) {
        public NewReferral {
            facts = List.copyOf(facts);
            screens = List.copyOf(screens);
            limits = List.copyOf(limits);
        }
    }

    /**
     * What came of writing one.
     *
     * @param id none if something is wrong
     * @param field what is wrong, as it is called in {@link NewReferral}
     * @param key of the sentence that says so
     */
    public record Written(@Nullable UUID id, String field, String key) {}

    /** How a service does. */
    public record Figure(
            String organisation,
            String service,
            String sector,
            boolean mine,
            long sent,
            long due,
            long inTime,
            long accepted,
            long completed,
            long silent) {}

    /** The lists that there are. */
    public static List<String> lists() {
        return Stream.of(Which.values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    }

    /** The reasons for a no. */
    public static List<String> declined() {
        return Referrals.DECLINED;
    }

    /** The ways in which help ends. */
    public static List<String> outcomes() {
        return Referrals.OUTCOMES;
    }

    /** A list after one of its referrals, the newest first; empty if whoever acts has none. */
    public Optional<List<Line>> list(String which, @Nullable UUID after, int limit) {
        return perhaps(() ->
                referrals
                        .after(Which.valueOf(which.toUpperCase(Locale.ROOT)), after, limit)
                        .stream()
                        .map(this::line)
                        .toList());
    }

    /** One referral. Reading alone does not say to the sender that it was seen. */
    public Optional<Opened> open(UUID id) {
        return perhaps(() -> opened(referrals.read(id)));
    }

    private Opened opened(Referrals.Opened one) {
        Content content = one.content();
        return new Opened(
                line(one.referral()),
                content == null
                        ? null
                        : new Told(
                                content.need(),
                                content.limits(),
                                content.items().stream()
                                        .map(item -> new Item(item.fact(), item.value()))
                                        .toList(),
                                content.screens()),
                one.events().stream()
                        .map(event ->
                                new Event(event.kind(), event.because(), event.words(), event.at()))
                        .toList());
    }

    private Line line(Referral one) {
        return new Line(
                one.id(),
                one.code(),
                one.personCode(),
                one.fromOrganisation(),
                one.organisation(),
                one.service(),
                amparo.server.directory.Sectors.isGuarded(one.sector()) ? null : one.sector(),
                one.urgency(),
                one.basis(),
                one.state(),
                one.because(),
                one.waitingUntil(),
                one.dueAt(),
                one.dueBy(),
                one.leavesAt(),
                one.sentAt(),
                one.seenAt(),
                one.answeredAt(),
                one.endedAt(),
                one.late(referrals.now()));
    }

    /** Writes a draft of a person of the own organisation; empty if there is no such person. */
    public Optional<Written> draft(String code, NewReferral wanted) {
        return perhaps(() -> {
            Referrals.Subject subject = referrals.subject(code);
            Written wrong = wrong(code, subject, wanted);
            if (wrong != null) {
                return wrong;
            }
            UUID id = Ids.next();
            referrals.draft(
                    code,
                    id,
                    new Referrals.Draft(
                            wanted.service(),
                            text(wanted.screen()),
                            wanted.urgency(),
                            wanted.need(),
                            wanted.facts().stream().distinct().toList(),
                            wanted.screens().stream().distinct().toList(),
                            wanted.limits().stream().distinct().toList(),
                            wanted.leavesInHours(),
                            wanted.basis(),
                            text(wanted.language()),
                            text(wanted.way()),
                            wanted.interpreter(),
                            text(wanted.witness()),
                            text(wanted.reason()),
                            wanted.insteadOf()));
            return new Written(id, "", "");
        });
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private @Nullable Written wrong(String code, Referrals.Subject subject, NewReferral wanted) {
        Optional<Service> service =
                directory.find(wanted.service()).filter(one -> one.active() && one.online());
        if (service.isEmpty()) {
            return new Written(null, "service", "referral.wrong.service");
        }
        if (service.get().organisation().equals(Acting.now().organisation())) {
            return new Written(null, "service", "referral.wrong.service");
        }
        if (!DueTimes.URGENCIES.contains(wanted.urgency())) {
            return new Written(null, "urgency", "referral.wrong.choice");
        }
        int length = wanted.need().strip().length();
        if (length < NEED_SHORTEST) {
            return new Written(null, "need", "referral.wrong.need");
        }
        if (length > NEED_LONGEST) {
            return new Written(null, "need", "referral.wrong.long");
        }
        if (!subject.sharable().containsAll(wanted.facts())) {
            return new Written(null, "facts", "referral.wrong.facts");
        }
        List<String> flags =
                subject.needs().stream()
                        .filter(one -> !one.guarded())
                        .map(Needs.Need::screen)
                        .toList();
        if (!flags.containsAll(wanted.screens())) {
            return new Written(null, "screens", "referral.wrong.choice");
        }
        if (!Content.LIMITS.containsAll(wanted.limits())) {
            return new Written(null, "limits", "referral.wrong.choice");
        }
        Integer leaves = wanted.leavesInHours();
        if (leaves != null && (leaves < 1 || leaves > FARTHEST)) {
            return new Written(null, "leavesInHours", "referral.wrong.leaves");
        }
        return consent(code, wanted);
    }

    private @Nullable Written consent(String code, NewReferral wanted) {
        if (!Referrals.BASES.contains(wanted.basis())) {
            return new Written(null, "basis", "referral.wrong.choice");
        }
        if (!wanted.basis().equals("consent")) {
            return text(wanted.reason()).strip().length() < REASON_SHORTEST
                    ? new Written(null, "reason", "referral.wrong.reason")
                    : null;
        }
        if (!Consents.LANGUAGES.contains(text(wanted.language()))) {
            return new Written(null, "language", "referral.wrong.language");
        }
        if (!referrals.counts(code, text(wanted.language()), wanted.interpreter())) {
            return new Written(null, "language", "referral.wrong.not-asked");
        }
        if (!Referrals.WAYS.contains(text(wanted.way()))) {
            return new Written(null, "way", "referral.wrong.choice");
        }
        return null;
    }

    /** Sends a draft; the state that holds now. */
    public Optional<String> send(UUID id) {
        return perhaps(() -> referrals.send(id));
    }

    /** The receiver says that it was seen; the state that holds now. */
    public Optional<String> seen(UUID id) {
        return perhaps(() -> referrals.open(id).referral())
                .filter(Referral::incoming)
                .map(Referral::state);
    }

    /** A step of the receiver, or a withdrawal; the state that holds now. */
    public Optional<String> move(
            UUID id,
            String to,
            @Nullable String because,
            @Nullable String words,
            @Nullable LocalDate until) {
        return perhaps(() -> {
            Referral one = referrals.read(id).referral();
            NoSuchReferral.unless(to.equals("withdrawn") || one.incoming());
            return referrals.move(id, to, because, words, until);
        });
    }

    /** Whether whoever acts received this referral; empty if it is not there for them. */
    public Optional<Boolean> isReceived(UUID id) {
        return perhaps(() -> referrals.read(id).referral().incoming());
    }

    /** Of the own organisation; for whoever coordinates, of all. Empty for those who see none. */
    public Optional<List<Figure>> figures(int days) {
        if (!ReferralPolicy.reads(Acting.now())) {
            return Optional.empty();
        }
        return Optional.of(
                figures.since(referrals.now().minusDays(days), days).stream()
                        .map(one ->
                                new Figure(
                                        one.organisation(),
                                        one.service(),
                                        one.sector(),
                                        one.mine(),
                                        one.sent(),
                                        one.due(),
                                        one.inTime(),
                                        one.accepted(),
                                        one.completed(),
                                        one.silent()))
                        .toList());
    }

    private static <T> Optional<T> perhaps(Supplier<T> act) {
        try {
            return Optional.of(act.get());
        } catch (NoSuchReferral none) {
            return Optional.empty();
        }
    }
}
