package amparo.server.referral;

import amparo.engine.value.Truth;
import amparo.server.directory.Service;
import amparo.server.directory.Services;
import amparo.server.directory.Services.Wanted;
import amparo.server.referral.Proposals.Proposal;
import amparo.server.referral.ReferralStore.Referral;
import amparo.server.registry.LandMap;
import amparo.server.registry.LandMap.Point;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.KnownThen;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The next stop of somebody who moved on before anybody accepted them: where they say they are, or
 * else the nearest service of this kind ahead on their way, by the places and borders that they
 * passed. Services are offered; nothing is sent without asking the person.
 */
@Component
@Transactional
class NextStops {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHOWN = 3;
    private static final int MOST = 2000;

    /** Nearer than this (some twenty-five kilometres) is the same stop. */
    private static final double SAME_STOP = 1;

    private final PersonFiles files;
    private final Proposals proposals;
    private final Services directory;
    private final ReferralStore store;
    private final RoutePlaces places;

    NextStops(
            PersonFiles files,
            Proposals proposals,
            Services directory,
            ReferralStore store,
            RoutePlaces places) {
        this.files = files;
        this.proposals = proposals;
        this.directory = directory;
        this.store = store;
        this.places = places;
    }

    /**
     * Services at the next stop.
     *
     * @param place in the country; empty: not known
     * @param said whether the person said that they are there; otherwise it is the way that leads
     *     there
     */
    record Offer(String country, String place, boolean said, List<Proposal> services) {
        Offer {
            services = List.copyOf(services);
        }
    }

    /** Where somebody is by their own word. */
    private record Stop(String country, String place) {}

    /** A service ahead, and how far it is. */
    private record Ahead(Service service, double distance) {}

    /** For a referral of the own organisation whose person has moved on; empty: nothing known. */
    Optional<Offer> of(Referral one) {
        String code = one.personCode();
        if (code == null) {
            return Optional.empty();
        }
        Optional<KnownThen> known = files.known(code, null);
        Optional<PersonFiles.Ref> person = files.reach(code);
        if (known.isEmpty() || person.isEmpty()) {
            return Optional.empty();
        }
        Way way = Way.of(known.get());
        Service asked = directory.find(one.service()).orElse(null);
        RoutePlaces.Known lie = places.known();
        return said(one, known.get(), way, asked)
                .map(stop -> there(one, person.get(), stop, lie))
                .or(() -> ahead(one, person.get(), known.get(), way, asked, lie));
    }

    // --- where they say they are

    private static Optional<Stop> said(
            Referral one, KnownThen known, Way way, @Nullable Service asked) {
        Optional<Way.Station> last = way.last();
        String now = now(known);
        if (!now.isEmpty() && !now.equals(one.country())) {
            return Optional.of(
                    new Stop(
                            now,
                            last.filter(station -> station.country().equals(now))
                                    .map(Way.Station::place)
                                    .orElse("")));
        }
        LocalDate sent =
                one.sentAt() == null
                        ? LocalDate.MAX
                        : one.sentAt().withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
        return last.filter(station -> station.since(sent))
                .filter(station ->
                        !station.country().equals(one.country())
                                || (asked != null
                                        && !station.place().isEmpty()
                                        && !asked.places().isEmpty()
                                        && asked.places().stream()
                                                .noneMatch(place ->
                                                        RoutePlaces.same(place, station.place()))))
                .map(station -> new Stop(station.country(), station.place()));
    }

    private static String now(KnownThen known) {
        String value = known.facts().get("country_now");
        return value == null ? "" : JSON.readTree(value).asString("");
    }

    /** Services of the country, those of the place first, and then by how far they are from it. */
    private Offer there(Referral one, PersonFiles.Ref person, Stop stop, RoutePlaces.Known lie) {
        List<Proposal> open = open(person, one.sector(), stop.country());
        Point here = lie.place(stop.country(), stop.place()).orElse(null);
        Comparator<Proposal> nearest =
                Comparator.comparing((Proposal each) -> each.fits() == Truth.FALSE)
                        .thenComparing(each ->
                                each.service().places().stream()
                                        .noneMatch(place -> RoutePlaces.same(place, stop.place())))
                        .thenComparingDouble(each ->
                                here == null
                                        ? 0
                                        : lie.service(each.service())
                                                .map(there -> Way.distance(here, there))
                                                .orElse(Double.MAX_VALUE));
        // Those that are equally near stay in the order of proposals.
        List<Proposal> ordered =
                stop.place().isEmpty() ? open : open.stream().sorted(nearest).toList();
        return new Offer(
                stop.country(), stop.place(), true, ordered.stream().limit(SHOWN).toList());
    }

    private List<Proposal> open(PersonFiles.Ref person, String sector, String country) {
        return proposals.everything(person, sector, country).stream()
                .filter(each -> !each.shut() && !each.asked() && each.service().online())
                .toList();
    }

    // --- where their way leads

    /**
     * The nearest service in the direction in which the person goes: further on in the country
     * where they are asked for, if it is known where in it they are, or in one where they have not
     * been; never a country of which they are a national.
     */
    private Optional<Offer> ahead(
            Referral one,
            PersonFiles.Ref person,
            KnownThen known,
            Way way,
            @Nullable Service asked,
            RoutePlaces.Known lie) {
        String country = one.country();
        Optional<Point> place =
                way.end(country, lie)
                        .or(() ->
                                store.place(person.id())
                                        .flatMap(words -> lie.place(country, words)))
                        .or(() -> asked == null ? Optional.empty() : lie.service(asked));
        Optional<Point> here = place.or(() -> LandMap.country(country));
        if (here.isEmpty()) {
            return Optional.empty();
        }
        Optional<Point> before = way.before(country, here.get(), lie);
        Set<String> not = new HashSet<>(way.countries());
        String own = known.facts().get("nationality");
        if (own != null) {
            JSON.readTree(own).forEach(each -> not.add(each.asString("")));
        }
        List<Ahead> found = new ArrayList<>();
        for (Service each : directory.list(Wanted.of(one.sector(), ""), 0, MOST)) {
            boolean further = each.country().equals(country);
            if (!each.online()
                    || each.id().equals(one.service())
                    || (further
                            ? place.isEmpty() || before.isEmpty()
                            : not.contains(each.country()))) {
                continue;
            }
            lie.service(each)
                    .or(() -> further ? Optional.empty() : LandMap.country(each.country()))
                    .filter(there -> Way.distance(here.get(), there) >= SAME_STOP)
                    .filter(there ->
                            before.isEmpty() || Way.isAhead(before.get(), here.get(), there))
                    .ifPresent(
                            there -> found.add(new Ahead(each, Way.distance(here.get(), there))));
        }
        found.sort(Comparator.comparingDouble(Ahead::distance));
        return nearest(one, person, found);
    }

    /** The first of them that can be asked and may be for this person, and others close to it. */
    private Optional<Offer> nearest(Referral one, PersonFiles.Ref person, List<Ahead> found) {
        Map<String, Map<UUID, Proposal>> open = new HashMap<>();
        List<Proposal> offered = new ArrayList<>();
        Ahead stop = null;
        for (Ahead each : found) {
            if (stop != null && !each.service().country().equals(stop.service().country())) {
                continue;
            }
            Proposal proposal =
                    open.computeIfAbsent(
                                    each.service().country(),
                                    country -> {
                                        Map<UUID, Proposal> all = new HashMap<>();
                                        open(person, one.sector(), country)
                                                .forEach(p -> all.put(p.service().id(), p));
                                        return all;
                                    })
                            .get(each.service().id());
            if (proposal == null || proposal.fits() == Truth.FALSE) {
                continue;
            }
            stop = stop == null ? each : stop;
            offered.add(proposal);
            if (offered.size() == SHOWN) {
                break;
            }
        }
        if (stop == null) {
            return Optional.empty();
        }
        List<String> named = stop.service().places();
        return Optional.of(
                new Offer(
                        stop.service().country(),
                        named.isEmpty() ? "" : named.getFirst(),
                        false,
                        offered));
    }
}
