package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Room;
import amparo.server.platform.Ids;
import amparo.server.registry.AnswerListener;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.PersonFiles.Told;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What somebody needs today reaches the colleagues wherever it was written down: in an interview,
 * on the form of a family or of a large arrival, from paper, or on a tablet that was without a
 * line.
 */
@Component
class UrgentAnswers implements AnswerListener {

    private static final Set<Room> ROOMS = Set.of(Room.FRONTLINE, Room.BORDER, Room.RETURNS);

    private final Urgent urgent;
    private final Clock clock;

    UrgentAnswers(Urgent urgent, Clock clock) {
        this.urgent = urgent;
        this.clock = clock;
    }

    @Override
    public void recorded(Ref person, Told answer) {
        if (answer.fact().equals(Urgent.NEEDS)
                && ROOMS.contains(Acting.now().room())
                && isOfNow(answer)) {
            urgent.asked(person, Ids.next(), answer.value());
        }
    }

    /** What was needed some days ago is no alarm; what a tablet brings late still is. */
    private boolean isOfNow(Told answer) {
        LocalDate of = answer.trueAsOf();
        LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        return of == null || answer.clocked() != null || !of.isBefore(yesterday);
    }
}
