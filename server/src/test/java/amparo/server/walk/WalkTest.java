package amparo.server.walk;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.AmparoServer;
import amparo.server.accounts.TestSessions;
import amparo.server.database.Database;
import amparo.server.demo.DemoWorld;
import amparo.server.pages.Chromium;
import amparo.server.platform.Installation;
import amparo.server.storage.Connections;
import amparo.server.testing.TestDatabases;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Media;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * FEATURE: somebody of each role walks the demonstration from the start page along every link, on a
 * narrow screen: no link leads to a closed door, axe finds nothing, nothing is wider than the
 * screen, nothing stands in a title that names a person. With -Damparo.pictures each is drawn into
 * target/screenshots/walk, which takes longer than the rest. In the long run each page is drawn, in
 * the short one the first of a kind, and what others are sent of it is read only.
 */
class WalkTest {

    private static final Path PICTURES = Path.of("target/screenshots/walk");
    private static final boolean ALL = Boolean.getBoolean("amparo.long");

    /** How many pages of one kind a person opens. */
    private static final int OF_A_KIND = ALL ? 3 : 1;

    /** Pages that are another one for each role: each is drawn, also in the short run. */
    private static final Set<String> DIFFERS = Set.of("/", "/persons/{code}", "/cases/{code}");

    /** What is read of a page, whether it was drawn or only fetched. */
    private static final String READ =
            """
            s => { const read = ([page, status]) => ({
              status,
              title: page.title,
              headings: page.querySelectorAll('h1').length,
              language: page.documentElement.lang,
              missing: /\\[registry\\.|>\\[[a-z-]+\\.[a-z.-]+\\]</.test(page.documentElement.outerHTML),
              links: [...page.querySelectorAll('a[href]:not([download])')].map(a => a.getAttribute('href')),
            }); return \
            """;

    private static Connections database;
    private static ConfigurableApplicationContext server;
    private static Chromium browser;
    private static final List<PathPattern> KINDS = new ArrayList<>();

    /** Kinds of page that axe has judged; in the long run in each language. */
    private static final Map<String, Integer> JUDGED = new TreeMap<>();

    private record Walker(UUID account, String role, String kind) {}

    private record Step(String address, String from) {}

    @BeforeAll
    static void open() {
        browser = new Chromium();
        database = TestDatabases.fresh();
        server =
                AmparoServer.start(
                        new Database(
                                database.url(),
                                database.ownerUser(),
                                database.ownerPassword(),
                                database.appPassword()),
                        new Installation(new byte[32], true, "http://amparo.test"),
                        Map.of("server.port", 0, "server.address", "127.0.0.1"));
        server.getBean(DemoWorld.class).fill();
        server.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping ->
                        mapping.getPatternValues()
                                .forEach(one ->
                                        KINDS.add(PathPatternParser.defaultInstance.parse(one))));
        KINDS.sort(PathPattern.SPECIFICITY_COMPARATOR);
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
            browser.close();
            TestDatabases.drop(database);
        }
    }

    @Test
    void everyRoleWalksEveryLink() throws SQLException {
        Set<String> problems = new TreeSet<>();
        List<String> names =
                column("select distinct value #>> '{}' from amparo.answer where fact = 'name'");
        assertThat(names).hasSizeGreaterThan(10);
        List<Walker> walkers = walkers();
        assertThat(walkers).hasSizeGreaterThan(10);
        for (int i = 0; i < walkers.size(); i++) {
            walk(walkers.get(i), i % 2 == 0 ? "es" : "en", names, problems);
        }
        assertThat(problems).isEmpty();
        assertThat(browser.faults).as("what the console said").isEmpty();
        // A walk that was stopped at the first door proves nothing.
        assertThat(JUDGED.keySet()).hasSizeGreaterThan(30);
        assertThat(JUDGED.keySet())
                .anyMatch(one -> one.startsWith("/persons/{code} "))
                .anyMatch(one -> one.startsWith("/people/{account} "))
                .anyMatch(one -> one.startsWith("/audit "))
                .anyMatch(one -> one.startsWith("/data-requests "));
    }

    /** One person for each role in each kind of organisation where somebody has it. */
    private static List<Walker> walkers() throws SQLException {
        List<Walker> all = new ArrayList<>();
        try (Connection owner = database.owner();
                ResultSet row =
                        owner.createStatement()
                                .executeQuery(
                                        """
                                        select distinct on (m.role, o.kind) m.account, m.role, o.kind
                                        from amparo.membership m join amparo.organisation o on o.id = m.organisation
                                             join amparo.account a on a.id = m.account
                                        where m.until is null and a.status = 'active'
                                        order by m.role, o.kind, m.account
                                        """)) {
            Set<String> roles = new HashSet<>();
            while (row.next()) {
                boolean first = roles.add(row.getString(2));
                if (ALL || first || row.getString(3).equals("border-authority")) {
                    all.add(
                            new Walker(
                                    row.getObject(1, UUID.class),
                                    row.getString(2),
                                    row.getString(3)));
                }
            }
        }
        return all;
    }

    private static void walk(Walker who, String language, List<String> names, Set<String> problems)
            throws SQLException {
        try (Connection owner = database.owner();
                var change =
                        owner.prepareStatement(
                                "update amparo.account set language = ? where id = ?")) {
            change.setString(1, language);
            change.setObject(2, who.account());
            change.executeUpdate();
        }
        Page page = browser.open(360, 800, ColorScheme.LIGHT, true);
        String[] cookie = TestSessions.open(server, who.account(), true).cookie().split("=", 2);
        page.context().addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(address("/"))));
        Deque<Step> ahead = new ArrayDeque<>(List.of(new Step("/", "the start")));
        Set<String> known = new HashSet<>(Set.of("/"));
        Map<String, Integer> opened = new HashMap<>();
        while (!ahead.isEmpty()) {
            Step step = ahead.removeFirst();
            String kind = kind(step.address());
            if (kind.isEmpty() || opened.merge(kind, 1, Integer::sum) > OF_A_KIND) {
                continue;
            }
            String place =
                    "%s in %s (%s): %s from %s"
                            .formatted(
                                    who.role(), who.kind(), language, step.address(), step.from());
            boolean drawn =
                    ALL || DIFFERS.contains(kind) || !JUDGED.containsKey(judged(kind, language));
            Map<?, ?> seen = drawn ? drawn(page, step.address()) : fetched(page, step.address());
            if (!Integer.valueOf(200).equals(seen.get("status"))) {
                problems.add(place + " is answered " + seen.get("status"));
                continue;
            }
            read(seen, language, place, names, problems);
            if (drawn) {
                judge(page, kind, language, place, problems);
            }
            for (Object one : (List<?>) seen.get("links")) {
                String next = local(step.address(), (String) one);
                if (next != null && known.add(next)) {
                    ahead.add(new Step(next, step.address()));
                }
            }
        }
        page.context().close();
    }

    private static Map<?, ?> drawn(Page page, String address) {
        Response answer = page.navigate(address(address));
        return (Map<?, ?>)
                page.evaluate(READ + "read([document, s]) }", answer == null ? 0 : answer.status());
    }

    /** As it is sent, without being drawn: for pages of a kind that somebody else was shown. */
    private static Map<?, ?> fetched(Page page, String address) {
        return (Map<?, ?>)
                page.evaluate(
                        READ
                                + "fetch(s).then(async a => read([new DOMParser()"
                                + ".parseFromString(await a.text(), 'text/html'), a.status])) }",
                        address(address));
    }

    private static void read(
            Map<?, ?> seen,
            String language,
            String place,
            List<String> names,
            Set<String> problems) {
        String title = (String) seen.get("title");
        names.stream()
                .filter(name -> name.length() > 4 && title.contains(name))
                .forEach(_ -> problems.add(place + ": the title names a person"));
        if (!Integer.valueOf(1).equals(seen.get("headings"))) {
            problems.add(place + ": " + seen.get("headings") + " main headings");
        }
        if (!language.equals(seen.get("language"))) {
            problems.add(place + ": is in " + seen.get("language"));
        }
        if (Boolean.TRUE.equals(seen.get("missing"))) {
            problems.add(place + ": a text is missing");
        }
    }

    private static String judged(String kind, String language) {
        return ALL ? kind + " " + language : kind + " ";
    }

    private static void judge(
            Page page, String kind, String language, String place, Set<String> problems) {
        wide(page, place, problems);
        if (JUDGED.merge(judged(kind, language), 1, Integer::sum) > 1) {
            return;
        }
        page.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))");
        wide(page, place + " opened", problems);
        for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
            problems.add(
                    place
                            + ": axe "
                            + rule.getId()
                            + " "
                            + rule.getNodes().stream().map(n -> n.getHtml()).toList());
        }
        page.evaluate("document.querySelectorAll('details.menu').forEach(d => (d.open = false))");
        picture(page, kind, language + "-360");
        page.setViewportSize(768, 1024);
        wide(page, place + " at 768", problems);
        page.setViewportSize(1280, 900);
        wide(page, place + " at 1280", problems);
        picture(page, kind, language + "-1280");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        picture(page, kind, language + "-print");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.setViewportSize(360, 800);
    }

    private static void wide(Page page, String place, Set<String> problems) {
        if (Boolean.TRUE.equals(
                page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"))) {
            problems.add(
                    place
                            + ": wider than the screen: "
                            + page.evaluate(
                                    """
                                    () => [...document.querySelectorAll('main *')]
                                      .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
                                      .map(e => e.outerHTML.slice(0, 100)).slice(0, 3)
                                    """));
        }
    }

    private static void picture(Page page, String kind, String as) {
        if (System.getProperty("amparo.pictures") == null) {
            return;
        }
        String name = kind.replaceAll("[{}]", "").replaceAll("[^a-z0-9-]+", "-");
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(
                                PICTURES.resolve(
                                        (name + "-" + as + ".png").toLowerCase(Locale.ROOT))));
    }

    /** The pattern of an address of ours; empty for files and what is not a page. */
    private static String kind(String address) {
        String path = URI.create(address).getPath();
        if (path.endsWith(".csv")
                || path.endsWith(".ics")
                || path.startsWith("/static")
                || path.startsWith("/api")) {
            return "";
        }
        return KINDS.stream()
                .filter(one -> one.matches(PathContainer.parsePath(path)))
                .findFirst()
                .map(PathPattern::getPatternString)
                .orElse("");
    }

    /** The address that a link leads to, or none if it leaves us or stays on the page. */
    private static @org.jspecify.annotations.Nullable String local(String from, String href) {
        if (href.startsWith("#")
                || href.contains(":")
                || href.startsWith("//")
                || href.contains("lang=")) {
            return null;
        }
        URI next = URI.create(address(from)).resolve(href);
        return next.getRawPath() + (next.getRawQuery() == null ? "" : "?" + next.getRawQuery());
    }

    private static String address(String path) {
        return "http://127.0.0.1:"
                + server.getEnvironment().getProperty("local.server.port")
                + path;
    }

    private static List<String> column(String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection owner = database.owner();
                ResultSet rows = owner.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }
}
