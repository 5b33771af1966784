package amparo.finder;

import java.util.List;

/**
 * A country with its doors: asylum first, then those that may be taken, then those that are shut.
 */
public record Country(Place place, List<Door> doors) {
    public Country {
        doors = List.copyOf(doors);
    }

    /** Asylum in this country. */
    public List<Door> asylum() {
        return doors.stream().filter(Door::isAsylum).toList();
    }

    /** Doors that take applications, as far as is known. */
    public List<Door> usable() {
        return doors.stream()
                .filter(door -> !door.isAsylum() && !door.isBarrier() && !door.isShut())
                .toList();
    }

    /** Doors that nobody can take now. */
    public List<Door> shut() {
        return doors.stream()
                .filter(door -> !door.isAsylum() && !door.isBarrier() && door.isShut())
                .toList();
    }

    /** Restrictions. */
    public List<Door> barriers() {
        return doors.stream().filter(Door::isBarrier).toList();
    }

    /** The way to its page from the root of the language. */
    public String file() {
        return "countries/" + place.code() + ".html";
    }
}
