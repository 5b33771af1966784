package amparo.server.web;

import amparo.server.access.Acting;
import amparo.server.access.RouteWalls;
import amparo.server.access.RouteWalls.Decision;
import amparo.server.accounts.Visitor;
import amparo.server.platform.Language;
import amparo.server.platform.Nav;
import amparo.server.platform.Option;
import amparo.server.platform.SignedIn;
import amparo.server.platform.Texts;
import amparo.server.practice.Practice;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The main navigation: of all areas those that the matrix opens to whoever acts. */
@Component
class Navigation {

    /** Addresses in their order; the text of each is {@code nav.<name>}. */
    private static final List<Area> AREAS =
            List.of(
                    new Area("home", "/"),
                    new Area("persons", "/persons"),
                    new Area("groups", "/groups"),
                    new Area("device", "/device"),
                    new Area("cases", "/cases"),
                    new Area("referrals", "/referrals"),
                    new Area("services", "/services"),
                    new Area("handover", "/handover"),
                    new Area("learning", "/learning"),
                    new Area("surge", "/surge"),
                    new Area("interpreters", "/interpreters"),
                    new Area("people", "/people"),
                    new Area("organisations", "/organisations"),
                    new Area("programs", "/api-clients"),
                    new Area("audit", "/audit"),
                    new Area("requests", "/data-requests"),
                    new Area("retention", "/retention"),
                    new Area("emergencies", "/emergencies"),
                    new Area("agreements", "/agreements"),
                    new Area("complaints", "/complaints"),
                    new Area("complain", "/complaints/new"));

    private record Area(String name, String address) {}

    private final RouteWalls walls;
    private final Texts texts;
    private final Practice practice;

    Navigation(RouteWalls walls, Texts texts, Practice practice) {
        this.walls = walls;
        this.practice = practice;
        this.texts = texts;
    }

    List<Nav> entries(HttpServletRequest request, Language language) {
        if (Visitor.of(request).filter(Visitor::wholly).isEmpty()) {
            return List.of();
        }
        String here = request.getRequestURI();
        boolean practising = practice.current(request).isPresent();
        return AREAS.stream()
                .filter(area ->
                        walls.find("GET", area.address()).isPresent()
                                && walls.decide("GET", area.address(), true, Acting.now())
                                        == Decision.ADMITTED)
                .filter(area -> !practising || practice.opens("GET", area.address()))
                .map(area ->
                        new Nav(
                                texts.text(language, "nav." + area.name()),
                                area.address(),
                                area.address().equals("/")
                                        ? here.equals("/")
                                        : here.equals(area.address())
                                                || here.startsWith(area.address() + "/")))
                .toList();
    }

    @Nullable SignedIn person(HttpServletRequest request, Language language) {
        return Visitor.of(request)
                .filter(Visitor::wholly)
                .map(visitor -> {
                    Visitor.Place here = Objects.requireNonNull(visitor.here());
                    return new SignedIn(
                            visitor.displayName(),
                            here.name(),
                            roles(here, language),
                            visitor.places().stream()
                                    .filter(place -> !place.equals(here))
                                    .map(place ->
                                            new Option(
                                                    place.organisation()
                                                            + ":"
                                                            + place.room().code(),
                                                    place.name(),
                                                    roles(place, language)))
                                    .toList());
                })
                .orElse(null);
    }

    private String roles(Visitor.Place place, Language language) {
        return place.roles().stream()
                .sorted()
                .map(role -> texts.text(language, "role." + role.code()))
                .collect(Collectors.joining(", "));
    }
}
