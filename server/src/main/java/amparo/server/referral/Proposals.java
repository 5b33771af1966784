package amparo.server.referral;

import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import amparo.server.access.Acting;
import amparo.server.directory.ForWhom;
import amparo.server.directory.Service;
import amparo.server.directory.Services;
import amparo.server.directory.Services.Wanted;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Services for a person, the best first: whom it is for, how far it is, whether there is room, and
 * whether they speak the language; what nobody confirmed for long comes later. How fast a service
 * answers is shown and not counted: who answers late may be who is asked most.
 */
@Component
@Transactional
class Proposals {

    private static final int MOST = 1000;
    private static final int SHOWN = 20;
    private static final double EARTH = 6371;

    private final Services directory;
    private final ForWhom forWhom;
    private final PersonFacts persons;
    private final ReferralStore store;
    private final Clock clock;

    Proposals(
            Services directory,
            ForWhom forWhom,
            PersonFacts persons,
            ReferralStore store,
            Clock clock) {
        this.directory = directory;
        this.forWhom = forWhom;
        this.persons = persons;
        this.store = store;
        this.clock = clock;
    }

    /** How near a service is. */
    enum Near {
        SAME_PLACE,
        SAME_COUNTRY,
        OTHER_COUNTRY
    }

    /**
     * A service for a person.
     *
     * @param kilometres none: not known
     * @param speaks whether they speak a language of the person; none: not known
     * @param hours within which they answered lately, in the middle; none: too few to say
     * @param asked whether they were asked for this person already
     * @param shut whether nothing may be sent there: {@link #isShut}
     */
    record Proposal(
            Service service,
            Truth fits,
            Near near,
            @Nullable Integer kilometres,
            @Nullable Boolean speaks,
            boolean full,
            boolean stale,
            @Nullable Double hours,
            boolean asked,
            boolean shut) {}

    /** What is proposed, and for which country. */
    record Proposed(String country, List<Proposal> all, int more) {
        Proposed {
            all = List.copyOf(all);
        }
    }

    /**
     * Proposes.
     *
     * @param country where; empty: where the person is
     */
    Proposed of(PersonFiles.Ref person, String sector, String country) {
        Ranked ranked = ranked(person, sector, country);
        return new Proposed(
                ranked.country(),
                ranked.all().stream().limit(SHOWN).toList(),
                Math.max(0, ranked.all().size() - SHOWN));
    }

    /** All services of a country that could be proposed, also those that come late. */
    List<Proposal> everything(PersonFiles.Ref person, String sector, String country) {
        return ranked(person, sector, country).all();
    }

    private record Ranked(String country, List<Proposal> all) {}

    private Ranked ranked(PersonFiles.Ref person, String sector, String country) {
        Facts facts =
                persons.of(person.code())
                        .map(PersonFacts.Assembled::facts)
                        .orElseThrow(NoSuchReferral::new);
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate today = now.toLocalDate();
        int day = Math.toIntExact(today.toEpochDay());
        String here = code(facts, "country_now").orElseGet(store::ourCountry);
        String where = country.isEmpty() ? here : country;
        Set<String> languages = codes(facts, "languages");
        String place = store.place(person.id()).orElse("");
        Set<UUID> asked = Set.copyOf(store.asked(person.files()));
        UUID us = Acting.now().requireOrganisation();
        List<Service> found =
                directory.list(Wanted.of(sector, where), 0, MOST).stream()
                        .filter(one -> !one.online() || isReceiver(one, us))
                        .toList();
        double[] from = middle(found, place);
        Map<UUID, Double> hours = store.answerHours(found.stream().map(Service::id).toList());
        List<Proposal> all =
                found.stream()
                        .map(one ->
                                new Proposal(
                                        one,
                                        forWhom.fits(one.forWhom(), facts, one.country(), day),
                                        near(one, place, here),
                                        kilometres(one, from),
                                        one.languages().isEmpty() || languages.isEmpty()
                                                ? null
                                                : one.languages().stream()
                                                        .anyMatch(languages::contains),
                                        one.isFull(today),
                                        one.isStale(now),
                                        hours.get(one.id()),
                                        asked.contains(one.id()),
                                        isShut(one, facts, here)))
                        .sorted(ORDER)
                        .toList();
        return new Ranked(where, all);
    }

    static final Comparator<Proposal> ORDER =
            Comparator.comparing(Proposal::shut)
                    .thenComparing(Proposal::asked)
                    .thenComparing(one -> rank(one.fits()))
                    .thenComparing(Proposal::near)
                    .thenComparing(
                            one -> one.full() ? 2 : one.service().room().equals("yes") ? 0 : 1)
                    .thenComparing(one ->
                            Boolean.TRUE.equals(one.speaks()) ? 0 : one.speaks() == null ? 1 : 2)
                    .thenComparing(Proposal::stale)
                    .thenComparing(
                            one -> one.kilometres() == null ? Integer.MAX_VALUE : one.kilometres())
                    .thenComparing(one -> one.service().name())
                    .thenComparing(one -> one.service().id());

    private static int rank(Truth fits) {
        return switch (fits) {
            case TRUE -> 0;
            case UNKNOWN -> 1;
            case FALSE -> 2;
        };
    }

    private static boolean isReceiver(Service one, UUID us) {
        return !one.organisation().equals(us)
                && !one.organisationKind().equals("border-authority")
                && !one.organisationKind().equals("monitor");
    }

    /**
     * Whether nothing may be sent there: an authority of the country that was left; or a consulate,
     * before it is known that the person does not fear the authorities of their country.
     */
    static boolean isShut(Service one, Facts facts, String here) {
        return isConsulateShut(one, facts)
                || one.organisationKind().endsWith("-authority")
                        && codes(facts, "nationality").contains(one.organisationCountry())
                        && !here.equals(one.organisationCountry());
    }

    /**
     * A consulate is asked only where somebody said that they fear nothing of what it belongs to.
     */
    static boolean isConsulateShut(Service one, Facts facts) {
        return one.sector().equals("consular")
                && !(said(facts, "fear_of_return", false)
                        && said(facts, "fears_authorities", false));
    }

    private static boolean said(Facts facts, String name, boolean yes) {
        Fact fact = facts.vocabulary().find(name);
        return fact != null && facts.get(fact) instanceof Value.Flag flag && flag.yes() == yes;
    }

    private static Near near(Service one, String place, String here) {
        if (!one.country().equals(here)) {
            return Near.OTHER_COUNTRY;
        }
        return !place.isEmpty() && one.places().stream().anyMatch(place::equalsIgnoreCase)
                ? Near.SAME_PLACE
                : Near.SAME_COUNTRY;
    }

    /** The middle of the services of the place: where it lies, if any of them says so. */
    private static double[] middle(List<Service> services, String place) {
        double[] sum = new double[3];
        for (Service one : services) {
            Double latitude = one.latitude();
            Double longitude = one.longitude();
            if (latitude != null
                    && longitude != null
                    && one.places().stream().anyMatch(place::equalsIgnoreCase)) {
                sum[0] += latitude;
                sum[1] += longitude;
                sum[2]++;
            }
        }
        return sum[2] == 0 ? new double[0] : new double[] {sum[0] / sum[2], sum[1] / sum[2]};
    }

    /** As the crow flies. */
    private static @Nullable Integer kilometres(Service to, double[] from) {
        Double latitude = to.latitude();
        Double longitude = to.longitude();
        if (latitude == null || longitude == null || from.length == 0) {
            return null;
        }
        double a = Math.toRadians(latitude - from[0]) / 2;
        double b = Math.toRadians(longitude - from[1]) / 2;
        double chord =
                Math.pow(Math.sin(a), 2)
                        + Math.cos(Math.toRadians(from[0]))
                                * Math.cos(Math.toRadians(latitude))
                                * Math.pow(Math.sin(b), 2);
        return (int) Math.round(2 * EARTH * Math.asin(Math.min(1, Math.sqrt(chord))));
    }

    static Optional<String> code(Facts facts, String name) {
        Fact fact = facts.vocabulary().find(name);
        return fact != null && facts.get(fact) instanceof Value.Code code
                ? Optional.of(code.code())
                : Optional.empty();
    }

    static Set<String> codes(Facts facts, String name) {
        Fact fact = facts.vocabulary().find(name);
        return fact != null && facts.get(fact) instanceof Value.Codes codes
                ? codes.known()
                : Set.of();
    }
}
