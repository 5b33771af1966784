package amparo.server.directory;

import amparo.server.platform.Pill;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A service in the words of a page. */
@Component
public class ServiceWords {

    private final PersonFiles files;
    private final OpenDoors doors;

    ServiceWords(PersonFiles files, OpenDoors doors) {
        this.files = files;
        this.doors = doors;
    }

    /** The kind of service. */
    public String sector(View view, String sector) {
        return view.text("sector." + sector);
    }

    /** Places and country. */
    public String where(View view, Service service) {
        String country = files.words("country_now", "\"" + service.country() + "\"", view);
        return service.places().isEmpty()
                ? country
                : String.join(", ", service.places()) + " (" + country + ")";
    }

    /** The languages that are spoken there. */
    public String languages(View view, List<String> codes) {
        return codes.isEmpty()
                ? view.text("directory.languages-unknown")
                : files.words("languages", "[\"" + String.join("\",\"", codes) + "\"]", view);
    }

    /** Whether there is room, as it was when somebody said so. */
    public Pill room(View view, Service service, LocalDate today) {
        if (service.isFull(today)) {
            LocalDate until = service.fullUntil();
            return new Pill(
                    until == null
                            ? view.text("directory.room.full")
                            : view.text("directory.full-until", view.words().date(until)),
                    Tone.CLOSED);
        }
        return switch (service.room()) {
            case "yes" -> new Pill(view.text("directory.room.yes"), Tone.DONE);
            case "few" -> new Pill(view.text("directory.room.few"), Tone.ATTENTION);
            default -> new Pill(view.text("directory.room.unknown"), Tone.OPEN);
        };
    }

    /** Whether the door is open now, or why it is not; none: the hours are not understood. */
    public Optional<Pill> open(View view, Service service) {
        return switch (doors.of(service)) {
            case OPEN -> Optional.of(new Pill(view.text("directory.open.now"), Tone.DONE));
            case CLOSED -> Optional.of(new Pill(view.text("directory.open.closed"), Tone.CLOSED));
            case HOLIDAY -> Optional.of(new Pill(view.text("directory.open.holiday"), Tone.CLOSED));
            case UNKNOWN -> Optional.empty();
        };
    }

    /** That somebody should ask before anybody goes: a public holiday, and hours that may hold. */
    public Optional<String> holiday(View view, Service service) {
        return doors.of(service) != OpenHours.State.HOLIDAY && doors.holiday(service)
                ? Optional.of(view.text("directory.open.holiday-ask"))
                : Optional.empty();
    }

    /** When the owner last said that it holds. */
    public String confirmed(View view, Service service, OffsetDateTime now) {
        String day = view.words().near(service.confirmedAt().toLocalDate());
        return service.isStale(now) ? view.text("directory.stale", day) : day;
    }
}
