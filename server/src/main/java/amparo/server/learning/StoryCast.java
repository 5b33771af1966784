package amparo.server.learning;

import amparo.rulebook.vignette.Vignette;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which files of an exercise are the persons of its story. The ids follow from the exercise, so
 * that setting up twice makes nobody twice, and nothing has to be remembered.
 */
record StoryCast(UUID exercise, Vignette vignette) {

    /** The file of one of them. */
    UUID person(Vignette.Player player) {
        return named("person " + player.id());
    }

    /** The files of all of them, in the order of the story. */
    List<UUID> persons() {
        return vignette.persons().stream().map(this::person).toList();
    }

    /** The group in which they came, if they are several. */
    UUID group() {
        return named("group");
    }

    /** The colleague who looks at what whoever learns may not read; nobody can sign in as them. */
    UUID specialist() {
        return named("specialist");
    }

    /** Who of the story this file is; nobody if somebody was registered besides. */
    Optional<Vignette.Player> player(UUID person) {
        return vignette.persons().stream().filter(one -> person(one).equals(person)).findFirst();
    }

    UUID named(String what) {
        return UUID.nameUUIDFromBytes(
                ("exercise " + exercise + " " + what).getBytes(StandardCharsets.UTF_8));
    }
}
