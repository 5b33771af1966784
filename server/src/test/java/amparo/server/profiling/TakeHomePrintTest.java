package amparo.server.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.TestSessions;
import amparo.server.pages.Chromium;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What comes out of the printer is in the hands of whoever searches the person. */
@Tag("database")
class TakeHomePrintTest {

    private final WholeServer server = WholeServer.get();

    @Test
    void onPaperStandsTheSheetAloneAndNothingThatIsForTheOfficer() throws Exception {
        Browser worker =
                server.worker(
                        server.organisation(OrganisationKind.NGO),
                        Role.CASE_WORKER,
                        "organisation");
        String to = WholeServer.location(worker.post("/persons", "name", "Yuleisy"));
        String code = to.substring(to.length() - 8);
        String interview =
                WholeServer.location(
                                worker.post(
                                        "/persons/" + code + "/interview",
                                        "place",
                                        "room",
                                        "private",
                                        "yes",
                                        "language",
                                        "spanish",
                                        "through",
                                        "direct",
                                        "understood",
                                        "yes",
                                        "informed",
                                        "yes",
                                        "consent",
                                        "yes"))
                        .replaceAll("^https?://[^/]+", "");
        for (List<String> told :
                List.of(
                        List.of("country_now", "MEX"),
                        List.of("nationality", "HND"),
                        List.of("fear_of_return", "yes"),
                        List.of("route_events", "kidnapped"))) {
            worker.post(
                    interview + "/answers",
                    "item",
                    Ids.next().toString(),
                    "fact",
                    told.get(0),
                    "value",
                    told.get(1),
                    "source",
                    "person");
        }
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.open(794);
            String address =
                    "http://localhost:"
                            + server.context.getEnvironment().getProperty("local.server.port");
            String cookie = TestSessions.open(server.context, worker.account, true).cookie();
            page.context()
                    .addCookies(
                            List.of(
                                    new Cookie("amparo", cookie.substring(cookie.indexOf('=') + 1))
                                            .setUrl(address)));
            for (boolean discreet : List.of(false, true)) {
                page.navigate(
                        address + "/persons/" + code + "/take-home?in=es&discreet=" + discreet);
                String onScreen = page.innerText("body");
                assertThat(onScreen).contains("Amparo", "discre");
                page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
                String printed = page.innerText("body");
                page.screenshot(
                        new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setPath(
                                        Path.of(
                                                "target/screenshots/take-home-print-"
                                                        + discreet
                                                        + ".png")));
                assertThat(printed.strip())
                        .isEqualTo(page.innerText("section.take-home").strip())
                        .isNotBlank()
                        .doesNotContain("Amparo", "Yuleisy", code, "discre");
                page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
            }
        }
    }
}
