package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.lists.ShiftPart;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What cannot wait, for the next shift: codes and hours, never what it is about, for the page lies
 * on a table.
 */
@Component
@Transactional
class UrgentShift implements ShiftPart {

    private static final int LINES = 10;

    private final Urgent urgent;

    UrgentShift(Urgent urgent) {
        this.urgent = urgent;
    }

    @Override
    public int position() {
        return 50;
    }

    @Override
    public List<Section> sections(View view) {
        Actor actor = Acting.now();
        if (actor.room() != Room.FRONTLINE && actor.room() != Room.BORDER) {
            return List.of();
        }
        List<Section> all = new ArrayList<>();
        Map<String, OffsetDateTime> alerts = new LinkedHashMap<>();
        urgent.open(null).forEach(one -> alerts.putIfAbsent(one.code(), one.at()));
        all.add(
                section(
                        view,
                        "profiling.card.immediate",
                        "/immediate",
                        alerts,
                        code -> "/persons/" + code + "/needs"));
        if (Urgent.looksAfterChildren(actor)) {
            Map<String, OffsetDateTime> children = new LinkedHashMap<>();
            urgent.untold(null).forEach(one -> children.putIfAbsent(one.code(), one.since()));
            all.add(
                    section(
                            view,
                            "profiling.card.notices",
                            "/child-notices",
                            children,
                            code -> "/persons/" + code + "/child-notice"));
        }
        return all;
    }

    private static Section section(
            View view,
            String title,
            String href,
            Map<String, OffsetDateTime> found,
            Function<String, String> address) {
        return new Section(
                view.text(title),
                found.size() > LINES ? LINES + "+" : Integer.toString(found.size()),
                found.isEmpty() ? Tone.NEUTRAL : Tone.ATTENTION,
                href,
                found.entrySet().stream()
                        .limit(LINES)
                        .map(one ->
                                new Line(
                                        one.getKey(),
                                        address.apply(one.getKey()),
                                        view.text(
                                                "profiling.shift.since",
                                                view.words().dateTime(one.getValue().toInstant()))))
                        .toList());
    }
}
