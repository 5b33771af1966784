package amparo.server.practice;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Matrix;
import amparo.server.access.MatrixReader;
import amparo.server.practice.Addresses.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** FEATURE: an exercise opens what the stories need, and nothing that leaves or comes in. */
class AddressesTest {

    private static final Map<Kind, Set<String>> ROUTES = routes();

    private static Map<Kind, Set<String>> routes() {
        Map<Kind, Set<String>> all = new EnumMap<>(Kind.class);
        for (Matrix.Route route : MatrixReader.bundled().routes().keySet()) {
            String path =
                    route.pattern().replaceAll("\\{\\*[a-z]+}", "x").replaceAll("\\{[a-z]+}", "x");
            all.computeIfAbsent(Addresses.of(route.method(), path), kind -> new TreeSet<>())
                    .add(route.method() + " " + route.pattern());
        }
        return all;
    }

    private static Set<String> of(Kind kind) {
        return ROUTES.getOrDefault(kind, Set.of());
    }

    @Test
    void whatTheStoriesNeedIsOpen() {
        assertThat(of(Kind.OPEN))
                .contains(
                        "GET /",
                        "POST /search",
                        "GET /persons",
                        "POST /persons",
                        "GET /persons/{code}",
                        "POST /persons/{code}/answers",
                        "GET /persons/{code}/needs",
                        "GET /persons/{code}/needs/{flag}",
                        "POST /persons/{code}/needs/{flag}/opinions",
                        "POST /persons/{code}/needs",
                        "POST /persons/{code}/interview",
                        "GET /interviews/{id}/question",
                        "POST /interviews/{id}/answers",
                        "POST /interviews/{id}/alone",
                        "POST /interviews/{id}/close",
                        "GET /groups/{code}",
                        "POST /persons/{code}/consent",
                        "POST /persons/{code}/referrals",
                        "POST /referrals/{id}/send",
                        "GET /services",
                        "POST /persons/{code}/send-on",
                        "POST /persons/{code}/arrange/calls",
                        "POST /persons/{code}/cases");
    }

    @Test
    void whatLeavesOrComesInOrIsToldToRealColleaguesIsClosed() {
        assertThat(of(Kind.CLOSED))
                .contains(
                        "GET /export",
                        "POST /export",
                        "POST /import",
                        "POST /import/persons",
                        "GET /persons/{code}/handover",
                        "POST /handovers/open",
                        "GET /persons/{code}/data",
                        "POST /persons/{code}/photo",
                        "POST /cases/{id}/files",
                        "GET /cases/{id}/appointments/{appointment}/calendar",
                        "POST /cases/{id}/transfer",
                        "POST /persons/{code}/shares",
                        "POST /emergency-access",
                        "POST /complaints",
                        "POST /handover/notes",
                        "POST /data-requests",
                        "POST /device/items",
                        "GET /device/work",
                        "GET /account",
                        "POST /account/password",
                        "POST /passkeys/new",
                        "POST /working-as",
                        "GET /people",
                        "POST /services",
                        "GET /services/new",
                        "POST /services/{id}/edit",
                        "POST /services/import/write",
                        "GET /audit",
                        "GET /persons/{code}/access-log",
                        "POST /surge",
                        "POST /views",
                        "POST /bulk",
                        "GET /paper");
    }

    @Test
    void whoOneIsAndTheWayOutStayInTheWorldOfRealWork() {
        assertThat(of(Kind.REAL))
                .contains(
                        "POST /sign-out",
                        "POST /lock",
                        "GET /locked",
                        "POST /locked",
                        "POST /practice/leave",
                        "GET /learning",
                        "POST /learning/exercises/{id}/decide",
                        "GET /static/{*path}")
                .satisfies(all ->
                        assertThat(all.stream().filter(one -> !one.contains(" /api/")))
                                .as("nothing of persons is served as real work to who practises")
                                .noneMatch(one ->
                                        one.matches(
                                                "[A-Z]+ /(persons|cases|groups|referrals|services|search|account|people).*")));
    }

    @Test
    void whatNobodyPutOnTheListIsClosed() {
        for (String path : Set.of("/new-module", "/persons-export", "//persons", "/Persons", "/")) {
            assertThat(Addresses.of("DELETE", path)).as(path).isEqualTo(Kind.CLOSED);
        }
        assertThat(Addresses.of("GET", "/new-module/x")).isEqualTo(Kind.CLOSED);
        assertThat(Addresses.of("HEAD", "/persons")).isEqualTo(Kind.OPEN);
    }
}
