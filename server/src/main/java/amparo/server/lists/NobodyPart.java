package amparo.server.lists;

import amparo.server.access.Acting;
import amparo.server.access.Room;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import amparo.server.registry.PersonLines;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Persons with whom nobody works, those first who have waited longest. */
@Service
@Transactional
class NobodyPart implements ShiftPart {

    private static final int LINES = 10;
    private static final int MOST = 100;

    private final Lists lists;

    NobodyPart(Lists lists) {
        this.lists = lists;
    }

    @Override
    public int position() {
        return 300;
    }

    @Override
    public List<Section> sections(View view) {
        if (Acting.now().room() != Room.FRONTLINE) {
            return List.of();
        }
        Wanted wanted = Wanted.everybody().withWho(Wanted.NOBODY).withOldest(true);
        List<PersonLines.Line> lines = lists.list(wanted, null, LINES).lines();
        int count = lines.size() < LINES ? lines.size() : lists.count(wanted, MOST);
        return List.of(
                new Section(
                        view.text("shift.nobody"),
                        ListCards.words(count, MOST),
                        count == 0 ? Tone.DONE : Tone.ATTENTION,
                        count > lines.size() ? wanted.address() : null,
                        lines.stream()
                                .map(one ->
                                        new Line(
                                                one.person().code(),
                                                "/persons/" + one.person().code(),
                                                words(view, one)))
                                .toList()));
    }

    private static String words(View view, PersonLines.Line line) {
        return view.text(
                line.mayBeChild() ? "shift.child-line" : "shift.nobody-line",
                view.words().date(line.enteredAt().toLocalDate()));
    }
}
