package amparo.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.RouteWalls.Decision;
import amparo.server.testing.WholeServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** FEATURE: every address of the running application has a line in the matrix and keeps to it. */
@Tag("database")
@Tag("door")
class RoutesTest {

    /** Whoever sends more forms in one breath is told to wait. */
    private static final int OF_A_SESSION = 25;

    private final WholeServer server = WholeServer.get();
    private final Matrix matrix = MatrixReader.bundled();

    @Test
    void everyAddressOfTheApplicationHasALine() {
        Set<Matrix.Route> present = present();
        assertThat(present).hasSizeGreaterThan(20);
        assertThat(present).anyMatch(route -> route.pattern().startsWith("/health"));
        Set<Matrix.Route> without = new java.util.HashSet<>(present);
        without.removeIf(route -> lineOf(route) != null);
        assertThat(without).as("addresses without a line in access/matrix.yaml").isEmpty();
    }

    @Test
    void eachRoleGetsAtEachAddressWhatTheMatrixSays() throws Exception {
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        int admitted = 0;
        int asked = 0;
        for (OrganisationKind kind :
                List.of(OrganisationKind.NGO, OrganisationKind.BORDER_AUTHORITY)) {
            UUID organisation = server.organisation(kind);
            for (Role role : Role.values()) {
                // The same role in the same room was asked already.
                if (kind != OrganisationKind.NGO
                        && role.room(kind) == role.room(OrganisationKind.NGO)) {
                    continue;
                }
                WholeServer.Browser browser = server.worker(organisation, role, "organisation");
                for (Matrix.Route route : present()) {
                    Matrix.Entry entry = lineOf(route);
                    if (entry == null) {
                        continue;
                    }
                    boolean may = may(entry, role, role.room(kind));
                    if (asked++ % OF_A_SESSION == 0) {
                        browser = browser.again();
                    }
                    HttpResponse<String> answer = call(browser, route);
                    if (isLet(answer) != may) {
                        // Some addresses end the session, or lock it.
                        browser = browser.again();
                        answer = call(browser, route);
                    }
                    if (isLet(answer) != may || answer.statusCode() >= 500) {
                        wrong.add(kind + " " + role + " " + route + ": " + answer.statusCode());
                    }
                    admitted += may ? 1 : 0;
                    refused += may ? 0 : 1;
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(refused).isGreaterThan(100);
        assertThat(admitted).isGreaterThan(100);
    }

    private static boolean isLet(HttpResponse<String> answer) {
        return answer.statusCode() != 401
                && answer.statusCode() != 403
                && !WholeServer.location(answer).startsWith("/sign-in");
    }

    @Test
    void whoeverIsNotSignedInGetsNoFurtherThanTheDoor() throws Exception {
        WholeServer.Browser stranger = server.stranger();
        for (Matrix.Route route : present()) {
            Matrix.Entry entry = lineOf(route);
            if (!route.method().equals("GET") || entry instanceof Matrix.Entry.Everyone) {
                continue;
            }
            HttpResponse<String> answer = call(stranger, route);
            assertThat(answer.statusCode()).as("%s", route).isIn(302, 401);
            if (answer.statusCode() == 302) {
                assertThat(WholeServer.location(answer)).as("%s", route).contains("/sign-in");
            }
        }
    }

    @Test
    void anAddressThatNobodyWroteDownDoesNotExist() throws Exception {
        UUID organisation = server.organisation(OrganisationKind.NGO);
        WholeServer.Browser browser =
                server.worker(organisation, Role.ADMINISTRATOR, "organisation");
        for (String path :
                List.of(
                        "/actuator",
                        "/env",
                        "/heapdump",
                        "/error",
                        "/amparo.css",
                        "/db/migration/V001__acting.sql",
                        "/static/../application.properties",
                        "/static/..%2fapplication.properties",
                        "/persons%2f",
                        "//persons",
                        "/persons;a=b",
                        "/PERSONS")) {
            HttpResponse<String> answer = browser.get(path);
            assertThat(answer.statusCode()).as(path).isIn(400, 403, 404);
            assertThat(answer.body()).as(path).doesNotContain("Exception", "create function");
        }
    }

    /** Opening a line changes the decision for somebody: the tests above would see it. */
    @Test
    void everyLineThatIsOpenedIsNoticed() {
        int opened = 0;
        for (Map.Entry<Matrix.Route, Matrix.Entry> line : matrix.routes().entrySet()) {
            if (!(line.getValue() instanceof Matrix.Entry.Roles)) {
                continue;
            }
            Map<Matrix.Route, Matrix.Entry> routes = new HashMap<>(matrix.routes());
            routes.put(line.getKey(), new Matrix.Entry.SignedIn());
            RouteWalls wide =
                    new RouteWalls(
                            new Matrix(
                                    matrix.rows(),
                                    matrix.tables(),
                                    matrix.functions(),
                                    routes,
                                    ""));
            RouteWalls narrow = new RouteWalls(matrix);
            opened++;
            assertThat(actors())
                    .as("%s", line.getKey())
                    .anyMatch(actor ->
                            narrow.decide(line.getKey().method(), path(line.getKey()), true, actor)
                                            == Decision.NOT_YOURS
                                    && wide.decide(
                                                    line.getKey().method(),
                                                    path(line.getKey()),
                                                    true,
                                                    actor)
                                            == Decision.ADMITTED);
        }
        assertThat(opened).isGreaterThan(10);
    }

    private static List<Actor> actors() {
        List<Actor> all = new ArrayList<>();
        for (OrganisationKind kind : OrganisationKind.values()) {
            for (Role role : Role.values()) {
                all.add(
                        new Actor(
                                UUID.randomUUID(),
                                UUID.randomUUID(),
                                kind,
                                role.room(kind),
                                Set.of(role),
                                Scope.ORGANISATION,
                                Set.of(),
                                "test"));
            }
        }
        return all;
    }

    /** What a line means, said a second time. */
    private static boolean may(Matrix.Entry entry, Role role, Room room) {
        return switch (entry) {
            case Matrix.Entry.Everyone() -> true;
            case Matrix.Entry.HalfSignedIn() -> true;
            case Matrix.Entry.SignedIn() -> true;
            case Matrix.Entry.Roles(Set<Role> roles, Set<Room> rooms) ->
                    (roles.isEmpty() || roles.contains(role))
                            && (rooms.isEmpty() || rooms.contains(room));
            case Matrix.Entry.Token ignored -> false;
        };
    }

    private Matrix.@org.jspecify.annotations.Nullable Entry lineOf(Matrix.Route route) {
        Matrix.Entry exact = matrix.routes().get(route);
        return exact != null
                ? exact
                : new RouteWalls(matrix).find(route.method(), path(route)).orElse(null);
    }

    private static HttpResponse<String> call(WholeServer.Browser browser, Matrix.Route route)
            throws Exception {
        return route.method().equals("GET") ? browser.get(path(route)) : browser.post(path(route));
    }

    private static String path(Matrix.Route route) {
        return route.pattern()
                .replaceAll("\\{\\*[a-zA-Z]+}|\\*\\*", "nothing")
                .replaceAll("\\{(id|account|organisation|person)}", UUID.randomUUID().toString())
                .replaceAll("\\{[a-zA-Z]+}", "ZZZZZZZZ");
    }

    /** All that any controller or endpoint answers; the page of errors answers errors only. */
    private Set<Matrix.Route> present() {
        Set<Matrix.Route> found = new java.util.LinkedHashSet<>();
        for (RequestMappingInfoHandlerMapping mapping :
                server.context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                for (String pattern : new TreeSet<>(info.getPatternValues())) {
                    if (pattern.equals("/error")) {
                        continue;
                    }
                    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                    for (RequestMethod method :
                            methods.isEmpty()
                                    ? Set.of(RequestMethod.GET, RequestMethod.POST)
                                    : methods) {
                        found.add(new Matrix.Route(method.name(), pattern));
                    }
                }
            }
        }
        return found;
    }
}
