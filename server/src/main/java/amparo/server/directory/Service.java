package amparo.server.directory;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service, as its organisation describes it.
 *
 * @param organisation whose entry it is, and whose queue gets the referrals
 * @param provider who gives it, if that is another body, which has no queue here
 * @param online whether referrals reach a queue here; otherwise telephone and paper
 * @param sector one of {@link Sectors#ALL}
 * @param country ISO 3166-1 alpha-3
 * @param places towns; empty: the whole country
 * @param forWhom a condition of the rule language; empty: everybody
 * @param languages codes of the rulebook's list
 * @param room yes, few, full or unknown: as it was when it was last confirmed
 * @param cost free, some or depends
 * @param openToAll whether it may stand in the public pack
 */
public record Service(
        UUID id,
        UUID organisation,
        String organisationName,
        String organisationKind,
        String organisationCountry,
        @Nullable String provider,
        boolean online,
        String name,
        String sector,
        String country,
        List<String> places,
        @Nullable Double latitude,
        @Nullable Double longitude,
        String forWhom,
        List<String> languages,
        String hours,
        String room,
        @Nullable LocalDate fullUntil,
        OffsetDateTime confirmedAt,
        String cost,
        String how,
        @Nullable String urgentLine,
        boolean openToAll,
        boolean active,
        int version) {

    /** After so many days without a word from its owner an entry is stale. */
    public static final int STALE_DAYS = 30;

    public Service {
        places = List.copyOf(places);
        languages = List.copyOf(languages);
    }

    /** Who gives it. */
    public String giver() {
        return provider == null ? organisationName : provider;
    }

    /** Whether nobody confirmed it for long. */
    public boolean isStale(OffsetDateTime now) {
        return confirmedAt.isBefore(now.minusDays(STALE_DAYS));
    }

    /** Whether it said that there is no room, and that day is not over. */
    public boolean isFull(LocalDate today) {
        return room.equals("full") && (fullUntil == null || !fullUntil.isBefore(today));
    }

    /** A step of the telephone tree: a function, never a name. */
    public record Phone(int place, String who, String number, String hours) {}

    /** What the owner writes. */
    public record Draft(
            @Nullable String provider,
            boolean online,
            String name,
            String sector,
            String country,
            List<String> places,
            @Nullable Double latitude,
            @Nullable Double longitude,
            String forWhom,
            List<String> languages,
            String hours,
            String room,
            @Nullable LocalDate fullUntil,
            String cost,
            String how,
            @Nullable String urgentLine,
            boolean openToAll,
            boolean active,
            List<Phone> phones) {
        public Draft {
            places = List.copyOf(places);
            languages = List.copyOf(languages);
            phones = List.copyOf(phones);
        }
    }
}
