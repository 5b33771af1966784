package amparo.server.registry;

import amparo.server.platform.Ids;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door for other modules of who works with a person, with whom what is shared, and the
 * photo: the same decisions and audit as on the pages. Empty is what is not there, or not theirs.
 */
@Service
@Transactional
public class PersonTies {

    private final Persons persons;
    private final Photos photos;

    PersonTies(Persons persons, Photos photos) {
        this.persons = persons;
        this.photos = photos;
    }

    /** Somebody who works with the person. */
    public record Worker(UUID id, UUID account, String name) {}

    /** What one organisation shares with another. */
    public record Share(
            UUID id,
            UUID from,
            String fromName,
            UUID to,
            String toName,
            List<String> facts,
            OffsetDateTime until) {
        public Share {
            facts = List.copyOf(facts);
        }
    }

    /**
     * All of it.
     *
     * @param received what others ever received from the own organisation on consent
     */
    public record Ties(List<Worker> team, List<Share> shares, List<PersonFiles.Received> received) {
        public Ties {
            team = List.copyOf(team);
            shares = List.copyOf(shares);
            received = List.copyOf(received);
        }
    }

    /** Who works with the person and with whom what is shared, as far as the actor may know. */
    public Optional<Ties> of(String code) {
        return perhaps(() -> {
            Persons.Opened opened = persons.open(code);
            return new Ties(
                    opened.team().stream()
                            .map(one -> new Worker(one.id(), one.account(), one.name()))
                            .toList(),
                    opened.shares().stream()
                            .map(one ->
                                    new Share(
                                            one.id(),
                                            one.fromOrganisation(),
                                            one.fromName(),
                                            one.organisation(),
                                            one.toName(),
                                            one.facts(),
                                            one.until()))
                            .toList(),
                    persons.received(opened.person().reference()));
        });
    }

    /** Gives the person to a colleague; whether the actor may. */
    public boolean assign(String code, UUID colleague) {
        return perhaps(
                        () -> {
                            persons.assign(code, Ids.next(), colleague);
                            return code;
                        })
                .isPresent();
    }

    /** Ends somebody's work with the person; whether there was such a thing to end. */
    public boolean endAssignment(String code, UUID id) {
        return perhaps(() -> persons.endAssignment(code, id) ? code : null).isPresent();
    }

    /** What a share can rest on. */
    public static boolean isBasis(String word) {
        return TiePages.BASES.contains(word);
    }

    /** Shares answers with another organisation and gives the id; empty if the actor may not. */
    public Optional<UUID> share(
            String code, UUID receiver, List<String> facts, String basis, LocalDate until) {
        UUID id = Ids.next();
        return perhaps(() -> {
            persons.share(code, id, receiver, facts, basis, until);
            return id;
        });
    }

    /** Ends a share at once; whether there was such a thing to end. */
    public boolean endShare(String code, UUID id) {
        return perhaps(() -> persons.endShare(code, id) ? code : null).isPresent();
    }

    /** The photo that holds, as a JPEG. */
    public Optional<byte[]> photo(String code) {
        return perhaps(() -> photos.read(code));
    }

    /** How keeping a photo went. */
    public enum Kept {
        DONE,
        /** No such person, or none of whom the actor may keep a photo. */
        GONE,
        /** No JPEG or PNG that can be read, or far too large. */
        UNREADABLE
    }

    /** Keeps a photo, made anew from its points alone, instead of the one before. */
    public Kept keepPhoto(String code, byte[] file) {
        Optional<PhotoImage.Made> made = PhotoImage.of(file);
        if (made.isEmpty()) {
            return Kept.UNREADABLE;
        }
        return perhaps(
                                () -> {
                                    photos.put(code, Ids.next(), made.get());
                                    return code;
                                })
                        .isPresent()
                ? Kept.DONE
                : Kept.GONE;
    }

    /** Takes the own organisation's photo away; whether the actor may. */
    public boolean removePhoto(String code) {
        return perhaps(
                        () -> {
                            photos.remove(code, Ids.next());
                            return code;
                        })
                .isPresent();
    }

    private static <T> Optional<T> perhaps(Supplier<@Nullable T> work) {
        try {
            return Optional.ofNullable(work.get());
        } catch (NoSuchPerson none) {
            return Optional.empty();
        }
    }
}
