package amparo.finder.interview;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;

/**
 * How long one person waits. Run by {@code benchmarks/finder-speed} with the address of a finder
 * that is being served; it prints, it judges nothing.
 */
final class FinderSpeed {
    private static final int RUNS = 5;
    private static final int SLOW_CPU = 4;

    /** Round trip in ms, and kilobits a second down and up. */
    private record Line(String name, int latency, int down, int up) {}

    private static final List<Line> LINES =
            List.of(
                    new Line("slow 4G as Lighthouse has it (150 ms, 1.6 Mbit/s)", 150, 1600, 750),
                    new Line("slow 4G as DevTools has it (562 ms, 1.4 Mbit/s)", 562, 1440, 675));

    private static final String PERSON =
            """
            {"nationality":["VEN"],"country_now":"COL","fear_of_return":true,"fear_reasons":["gangs"],
             "status_now":"irregular","sex":"male","marital_status":"married","needs_now":[],
             "stay":[{"country":"COL","entered":"2022-03","left":"ongoing","entry":"between_ports"}],
             "relative":[{"relation":"spouse","country":"CHL","status":"temporary_resident","age":33}],
             "document":[{"kind":"passport","country":"VEN","state":"expired","expires":"2021-05"}],
             "complete":["stay","relative","document"]}\
            """;

    private static final String WARM =
            """
            async ([core, person, runs]) => {
              const engine = await import(new URL('../app/engine.js', document.baseURI));
              const rules = await (await fetch(new URL(core, document.baseURI))).text();
              const median = (ask) => {
                const times = [];
                for (let i = 0; i < runs; i += 1) {
                  const told = JSON.stringify({...JSON.parse(person), age: 20 + i});
                  const begin = performance.now();
                  ask(told);
                  times.push(performance.now() - begin);
                }
                return times.sort((a, b) => a - b)[runs >> 1];
              };
              const begin = performance.now();
              engine.load(rules);
              const load = performance.now() - begin;
              // Another age each time: what was found out is remembered, and nothing would be warm.
              for (let i = 0; i < 20; i += 1) engine.check(JSON.stringify({...JSON.parse(person), age: 50 + i}), '2026-11-22', 'es', '');
              return [load,
                median((told) => engine.check(told, '2026-11-22', 'es', '')),
                median((told) => { engine.forget(); return engine.check(told, '2026-11-22', 'es', ''); }),
                median((told) => engine.check(told, '2026-11-22', 'es', 'COL')),
                median((told) => engine.nextQuestion(told, '2026-11-22', 'es', '', '', 'self')),
                median(() => engine.nextQuestion('{"fear_of_return":true,"nationality":["VEN"],"country_now":"COL"}',
                  '2026-11-22', 'es', '', '', 'self'))];
            }
            """;

    private FinderSpeed() {}

    public static void main(String[] arguments) {
        String address = arguments[0] + "es/interview.html";
        try (Phone phone = new Phone()) {
            for (Line line : LINES) {
                System.out.printf(
                        "%nFirst visit, %s, %dx CPU, medians of %d:%n", line.name, SLOW_CPU, RUNS);
                first(phone, address, line);
            }
            for (int rate : new int[] {1, SLOW_CPU}) {
                System.out.printf("%nEngine in the page once warm, %dx CPU, medians:%n", rate);
                warm(phone, address, rate);
            }
        }
    }

    private static void first(Phone phone, String address, Line line) {
        double[][] times = new double[4][RUNS];
        for (int run = 0; run < RUNS; run++) {
            Page page = phone.open(360);
            CDPSession session = page.context().newCDPSession(page);
            session.send("Network.enable");
            JsonObject network = new JsonObject();
            network.addProperty("offline", false);
            network.addProperty("latency", line.latency);
            network.addProperty("downloadThroughput", line.down * 1000 / 8);
            network.addProperty("uploadThroughput", line.up * 1000 / 8);
            session.send("Network.emulateNetworkConditions", network);
            throttle(session, SLOW_CPU);
            page.navigate(address);
            page.waitForSelector("html[data-engine=ready]");
            List<?> found =
                    (List<?>)
                            page.evaluate(
                                    """
                                    () => {
                                      const at = (name) => performance.getEntriesByName(name)[0]?.startTime ?? -1;
                                      const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
                                      return [at('first-contentful-paint'), at('amparo-question'), at('amparo-engine'),
                                        files.reduce((sum, file) => sum + file.transferSize, 0) / 1000];
                                    }
                                    """);
            for (int i = 0; i < times.length; i++) {
                times[i][run] = ((Number) found.get(i)).doubleValue();
            }
            page.context().close();
        }
        say("the first question can be read", times[0], "ms", "goal 2000");
        say("the first question can be answered", times[1], "ms", "goal 2000");
        say("the engine is ready", times[2], "ms", "goal 5000");
        say("transferred without what the worker fetched", times[3], "kB", "");
    }

    private static void warm(Phone phone, String address, int rate) {
        Page page = phone.open(360);
        page.navigate(address);
        page.waitForSelector("html[data-engine=ready]");
        String core = page.getAttribute("#app", "data-core");
        CDPSession session = page.context().newCDPSession(page);
        throttle(session, rate);
        List<?> found = (List<?>) page.evaluate(WARM, List.of(core, PERSON, 21));
        String[] names = {
            "reading the rules",
            "after one answer: every pathway with explanation and changes",
            "the same of somebody who was never asked about",
            "after one answer: one country",
            "the next question, late in an interview",
            "the next question, early in an interview"
        };
        String goal = rate == 1 ? "goal 50" : "goal 200";
        for (int i = 0; i < names.length; i++) {
            say(
                    names[i],
                    new double[] {((Number) found.get(i)).doubleValue()},
                    "ms",
                    i == 1 ? goal : "");
        }
        page.context().close();
    }

    private static void throttle(CDPSession session, int rate) {
        JsonObject cpu = new JsonObject();
        cpu.addProperty("rate", rate);
        session.send("Emulation.setCPUThrottlingRate", cpu);
    }

    private static void say(String what, double[] figures, String unit, String goal) {
        double[] sorted = figures.clone();
        java.util.Arrays.sort(sorted);
        System.out.println(
                String.format(
                                Locale.ROOT,
                                "  %-62s %8.0f %s  %s",
                                what,
                                sorted[sorted.length / 2],
                                unit,
                                goal)
                        .stripTrailing());
    }
}
