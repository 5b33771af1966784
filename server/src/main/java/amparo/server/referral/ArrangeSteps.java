package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.lists.ShiftPart;
import amparo.server.platform.Card;
import amparo.server.platform.HomeCards;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import amparo.server.profiling.Flags;
import amparo.server.referral.FlagClocks.Waiting;
import amparo.server.registry.NextStep;
import amparo.server.registry.PersonFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings what nobody arranged to those who can: on the person's page, the start page, and the page
 * of the next shift. The words are the same for everything.
 */
@Component
@Transactional
class ArrangeSteps implements NextStep, HomeCards, ShiftPart {

    private static final int REMINDED = 9;
    private static final int QUIET = 22;
    private static final int MOST = 100;
    private static final int LINES = 10;

    private final FlagClocks clocks;
    private final Flags flags;

    ArrangeSteps(FlagClocks clocks, Flags flags) {
        this.clocks = clocks;
        this.flags = flags;
    }

    @Override
    public Optional<Step> of(PersonFiles.Ref person) {
        if (!FlagClocks.concerns(Acting.now())) {
            return Optional.empty();
        }
        return Optional.ofNullable(clocks.of(person.id()))
                .map(one ->
                        new Step(
                                one.step() == 0 ? QUIET : REMINDED,
                                "arrange.step",
                                List.of(),
                                "/persons/" + person.code() + "/arrange",
                                "arrange.step-go"));
    }

    @Override
    public List<Card> cards(Texts texts, Language language) {
        if (!FlagClocks.concerns(Acting.now())) {
            return List.of();
        }
        long count = clocks.count(MOST);
        return count == 0
                ? List.of()
                : List.of(
                        new Card(
                                texts.text(language, "arrange.card"),
                                count >= MOST ? (MOST - 1) + "+" : Long.toString(count),
                                "/urgent-steps",
                                texts.text(language, "arrange.card-hint"),
                                Tone.ATTENTION));
    }

    @Override
    public int position() {
        return 55;
    }

    /**
     * One part for all that is urgent and not done with: what nobody has looked at, and what was
     * looked at and is not arranged. A person stands there once.
     */
    @Override
    public List<Section> sections(View view) {
        if (!FlagClocks.concerns(Acting.now())) {
            return List.of();
        }
        Map<UUID, Flags.Unseen> unseen = new LinkedHashMap<>();
        flags.unseen(LINES + 1).forEach(one -> unseen.put(one.person(), one));
        List<Line> lines = new ArrayList<>();
        for (Waiting one : clocks.list(LINES + 1)) {
            Flags.Unseen unread = unseen.remove(one.person());
            String until =
                    view.text("arrange.until-line", view.words().dateTime(one.dueAt().toInstant()));
            lines.add(
                    unread == null
                            ? new Line(one.code(), "/persons/" + one.code() + "/arrange", until)
                            : new Line(
                                    unread.code(),
                                    "/persons/" + unread.code() + "/needs",
                                    view.text("arrange.shift-unseen", until)));
        }
        unseen.values()
                .forEach(one ->
                        lines.add(
                                new Line(
                                        one.code(),
                                        "/persons/" + one.code() + "/needs",
                                        view.text(
                                                "arrange.shift-since",
                                                view.words().dateTime(one.since().toInstant())))));
        return List.of(
                new Section(
                        view.text("arrange.shift"),
                        lines.size() > LINES ? LINES + "+" : Integer.toString(lines.size()),
                        lines.isEmpty() ? Tone.NEUTRAL : Tone.ATTENTION,
                        "/urgent-steps",
                        lines.stream().limit(LINES).toList()));
    }
}
