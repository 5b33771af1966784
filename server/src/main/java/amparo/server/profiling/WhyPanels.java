package amparo.server.profiling;

import amparo.engine.fact.Wording;
import amparo.engine.rule.Node;
import amparo.engine.rule.Screen;
import amparo.server.platform.Pill;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes why panels from flags: the rule's own words, and the answers as far as they may be read.
 */
@Component
class WhyPanels {

    /**
     * Medical care after violence is best within these hours; the rulebook's table says the same.
     */
    private static final int CARE_HOURS = 72;

    private final Flags flags;
    private final FlagStore store;
    private final Screens screens;
    private final PersonFiles files;
    private final Clock clock;

    WhyPanels(Flags flags, FlagStore store, Screens screens, PersonFiles files, Clock clock) {
        this.flags = flags;
        this.store = store;
        this.screens = screens;
        this.files = files;
        this.clock = clock;
    }

    /** All that a panel needs and that must be read while the walls stand. */
    record Material(Flags.Flag flag, FlagStore.Why why, List<FlagStore.Happened> history) {}

    Material material(Flags.Flag flag) {
        return new Material(flag, store.why(flag.id()), flags.history(flag));
    }

    WhyPanel panel(
            View view, Material material, PersonFiles.File file, boolean mayClose, String version) {
        Flags.Flag flag = material.flag();
        Screen screen = screens.get(flag.screen()).screen();
        String language = view.language().code();
        List<Pill> pills = new ArrayList<>();
        pills.add(
                new Pill(
                        view.text("profiling.urgency." + flag.urgency().word()),
                        flag.state() == Flags.State.CLOSED ? Tone.CLOSED : tone(flag.urgency())));
        pills.add(
                new Pill(
                        view.text("profiling.state." + flag.state().code()),
                        stateTone(flag.state())));
        List<String> notes = new ArrayList<>();
        if (flag.state() != Flags.State.CLOSED) {
            if (!flag.indicated()) {
                notes.add(view.text("profiling.no-longer"));
            }
            if (flag.source().equals("observation")) {
                notes.add(view.text("profiling.by-observation"));
            }
            if (flag.fear()) {
                notes.add(view.text("profiling.fear-note"));
            }
            if (flag.survivor()) {
                notes.add(view.text("profiling.survivor-note"));
            }
        }
        return new WhyPanel(
                flag.id().toString(),
                screen.neutral().in(language),
                screen.title().in(language),
                pills,
                flag.state() == Flags.State.CLOSED ? null : deadline(view, flag, screen),
                notes,
                reasons(screen, material.why().indications(), language),
                read(view, material.why(), file),
                view.text("profiling.rule", screen.id(), version),
                source(screen),
                screen.cite().url().isEmpty() ? null : screen.cite().url(),
                words(screen.actions(), language),
                words(screen.never(), language),
                screen.refer().stream().map(one -> view.text("profiling.service." + one)).toList(),
                material.history().stream().map(one -> said(view, one)).toList(),
                !flag.fear() && flag.state() != Flags.State.CLOSED,
                mayClose && !flag.fear() && flag.state() != Flags.State.CLOSED,
                flag.state() == Flags.State.CLOSED,
                screens.book().translations().isDraft(language, screen.id()));
    }

    static Tone tone(Screen.Urgency urgency) {
        return switch (urgency) {
            case EMERGENCY -> Tone.DANGER;
            case HIGH -> Tone.ATTENTION;
            case MEDIUM, ROUTINE -> Tone.NEUTRAL;
        };
    }

    private static Tone stateTone(Flags.State state) {
        return switch (state) {
            case RAISED -> Tone.OPEN;
            case CONFIRMED -> Tone.DONE;
            case DISAGREED -> Tone.DOING;
            case CLOSED -> Tone.CLOSED;
        };
    }

    private @Nullable String deadline(View view, Flags.Flag flag, Screen screen) {
        int today =
                Math.toIntExact(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay());
        Integer hours = screens.book().hours(flag.urgency(), today);
        if (hours == null) {
            return null;
        }
        OffsetDateTime until = flag.raisedAt().plusHours(hours);
        String act =
                view.text(
                        until.toInstant().isBefore(clock.instant())
                                ? "profiling.act-was"
                                : "profiling.act-until",
                        view.words().dateTime(until.toInstant()));
        if (flag.urgency() == Screen.Urgency.EMERGENCY && screen.refer().contains("gbv")) {
            act +=
                    " "
                            + view.text(
                                    "profiling.care-until",
                                    view.words()
                                            .dateTime(
                                                    flag.raisedAt()
                                                            .plusHours(CARE_HOURS)
                                                            .toInstant()));
        }
        return act;
    }

    static List<WhyPanel.Reason> reasons(Screen screen, List<String> holding, String language) {
        return screen.indicates().stream()
                .filter(one -> holding.contains(one.id()))
                .map(Node::text)
                .map(one -> new WhyPanel.Reason(one.in(language)))
                .toList();
    }

    private List<WhyPanel.Read> read(View view, FlagStore.Why why, PersonFiles.File file) {
        Map<UUID, PersonFiles.Answer> visible = new LinkedHashMap<>();
        file.answers().forEach(one -> visible.put(one.id(), one));
        List<WhyPanel.Read> all = new ArrayList<>();
        Set<UUID> hidden = new LinkedHashSet<>();
        for (UUID id : why.answers()) {
            PersonFiles.Answer answer = visible.get(id);
            if (answer == null) {
                hidden.add(id);
            } else {
                all.add(
                        new WhyPanel.Read(
                                files.label(answer.fact(), view),
                                files.words(answer.fact(), answer.value(), view)));
            }
        }
        if (!hidden.isEmpty()) {
            all.add(
                    new WhyPanel.Read(
                            view.text("profiling.behind-wall"),
                            view.count("profiling.behind-wall-count", hidden.size())));
        }
        return all;
    }

    private static String source(Screen screen) {
        String article = screen.cite().article();
        return screen.cite().act() + (article.isEmpty() ? "" : ", " + article);
    }

    static List<String> words(List<Wording> all, String language) {
        return all.stream().map(one -> one.in(language)).toList();
    }

    private static WhyPanel.Said said(View view, FlagStore.Happened one) {
        String by =
                one.by() != null
                        ? one.by()
                        : one.organisation() != null
                                ? one.organisation()
                                : view.text("profiling.somebody");
        return new WhyPanel.Said(
                view.text((one.opinion() ? "profiling.opinion." : "profiling.event.") + one.kind()),
                one.reason(),
                view.words().dateTime(one.at().toInstant()),
                by);
    }
}
