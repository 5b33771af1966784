package amparo.server.referral;

import amparo.server.directory.Services;
import amparo.server.referral.Proposals.Proposal;
import amparo.server.referral.ReferralStore.Referral;
import amparo.server.registry.LandMap;
import amparo.server.registry.LandMap.Point;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.HeldRecord;
import amparo.server.registry.PersonFiles.KnownThen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The next stop of somebody who moved on before anybody accepted them: where they say they are, or
 * else where their way leads. Services are offered; nothing is sent without asking the person.
 */
@Component
@Transactional
class NextStops {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHOWN = 3;

    private final PersonFiles files;
    private final Proposals proposals;
    private final Services directory;

    NextStops(PersonFiles files, Proposals proposals, Services directory) {
        this.files = files;
        this.proposals = proposals;
        this.directory = directory;
    }

    /**
     * Services at the next stop.
     *
     * @param said whether the person said that they are there; otherwise it is the way that leads
     *     there
     */
    record Offer(String country, boolean said, List<Proposal> services) {
        Offer {
            services = List.copyOf(services);
        }
    }

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
        String now = now(known.get());
        boolean said = !now.isEmpty() && !now.equals(one.country());
        String next = said ? now : ahead(one, known.get());
        if (next.isEmpty()) {
            return Optional.empty();
        }
        List<Proposal> services =
                proposals.of(person.get(), one.sector(), next).all().stream()
                        .filter(each -> !each.shut() && !each.asked() && each.service().online())
                        .limit(SHOWN)
                        .toList();
        return Optional.of(new Offer(next, said, services));
    }

    private static String now(KnownThen known) {
        String value = known.facts().get("country_now");
        return value == null ? "" : JSON.readTree(value).asString("");
    }

    /**
     * The nearest country with such a service in the direction in which the person goes; never one
     * of which they are a national or where they have been.
     */
    private String ahead(Referral one, KnownThen known) {
        List<String> way = way(known);
        Set<String> not = new HashSet<>(way);
        not.add(one.country());
        String own = known.facts().get("nationality");
        if (own != null) {
            JSON.readTree(own).forEach(each -> not.add(each.asString("")));
        }
        Optional<Point> here = LandMap.country(one.country());
        if (here.isEmpty()) {
            return "";
        }
        Optional<Point> before =
                way.reversed().stream()
                        .filter(each -> !each.equals(one.country()))
                        .findFirst()
                        .flatMap(LandMap::country);
        return directory.countries(one.sector()).stream()
                .filter(each -> !not.contains(each))
                .filter(each ->
                        LandMap.country(each)
                                .filter(there -> isAhead(before, here.get(), there))
                                .isPresent())
                .min(
                        Comparator.comparingDouble(each ->
                                distance(here.get(), LandMap.country(each).orElse(here.get()))))
                .orElse("");
    }

    private static boolean isAhead(Optional<Point> before, Point here, Point there) {
        return before.isEmpty()
                || (here.x() - before.get().x()) * (there.x() - here.x())
                                + (here.y() - before.get().y()) * (there.y() - here.y())
                        > 0;
    }

    private static double distance(Point one, Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }

    /** The countries where the person was, by the day on which they came; undated ones first. */
    private static List<String> way(KnownThen known) {
        List<JsonNode> stays = new ArrayList<>();
        for (HeldRecord one : known.records().getOrDefault("stay", List.of())) {
            stays.add(JSON.readTree(one.value()));
        }
        return stays.stream()
                .sorted(Comparator.comparing((JsonNode one) -> one.path("entered").asString("")))
                .map(one -> one.path("country").asString(""))
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
