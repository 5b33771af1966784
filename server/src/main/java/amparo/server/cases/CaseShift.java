package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.lists.ShiftPart;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What cases leave to the next shift: what is due, what ends, offers without an answer. */
@Service
@Transactional
class CaseShift implements ShiftPart {

    private static final int LINES = 10;

    /** How many days before its end a permit is said here. */
    private static final int SOON = 15;

    private final Cases cases;
    private final Tasks tasks;
    private final Accompaniment doors;
    private final Transfers transfers;
    private final Clock clock;

    CaseShift(Cases cases, Tasks tasks, Accompaniment doors, Transfers transfers, Clock clock) {
        this.cases = cases;
        this.tasks = tasks;
        this.doors = doors;
        this.transfers = transfers;
        this.clock = clock;
    }

    @Override
    public int position() {
        return 100;
    }

    @Override
    public List<Section> sections(View view) {
        Actor actor = Acting.now();
        if (!CasePolicy.works(actor)) {
            return List.of();
        }
        LocalDate today = CasePages.today(clock);
        List<Section> sections = new ArrayList<>();
        sections.add(
                section(
                        view.text("shift.tasks"),
                        "/cases/tasks",
                        tasks.mine(null, null, LINES + 1).stream()
                                .filter(one -> !one.due().isAfter(today))
                                .map(one ->
                                        new Line(
                                                one.code(),
                                                "/cases/" + one.file() + "/tasks/" + one.id(),
                                                one.what() + ", " + view.words().date(one.due())))
                                .toList()));
        sections.add(
                section(
                        view.text("shift.permits"),
                        "/cases/expiring",
                        doors.expiring(today.plusDays(SOON), null, null, LINES + 1).stream()
                                .map(one ->
                                        new Line(
                                                one.code(),
                                                "/cases/" + one.file() + "/doors/" + one.id(),
                                                one.validUntil() == null
                                                        ? ""
                                                        : view.words().date(one.validUntil())))
                                .toList()));
        if (CasePolicy.answersOffers(actor)) {
            sections.add(offers(view, true));
        }
        sections.add(offers(view, false));
        sections.add(
                section(
                        view.text("shift.unowned"),
                        "/cases?show=unowned",
                        cases.list(CaseStore.Which.UNOWNED, null, LINES).stream()
                                .map(one ->
                                        new Line(
                                                one.code(),
                                                "/cases/" + one.id(),
                                                view.words().date(one.openedAt().toLocalDate())))
                                .toList()));
        return sections;
    }

    /** Without a word about the persons: until the yes nothing of them is seen. */
    private Section offers(View view, boolean incoming) {
        return section(
                view.text(incoming ? "shift.offers-in" : "shift.offers-out"),
                "/cases/transfers",
                transfers.list(incoming, null, LINES * 5).stream()
                        .filter(Transfers.Offer::waits)
                        .limit(LINES + 1)
                        .map(one ->
                                new Line(
                                        incoming ? one.fromName() : one.toName(),
                                        "/cases/transfers/" + one.id(),
                                        view.text(
                                                "shift.answer-by",
                                                view.words().date(one.answerBy()))))
                        .toList());
    }

    private static Section section(String title, String all, List<Line> lines) {
        boolean more = lines.size() > LINES;
        return new Section(
                title,
                more ? LINES + "+" : Integer.toString(lines.size()),
                lines.isEmpty() ? Tone.DONE : Tone.ATTENTION,
                more ? all : null,
                more ? lines.subList(0, LINES) : lines);
    }
}
