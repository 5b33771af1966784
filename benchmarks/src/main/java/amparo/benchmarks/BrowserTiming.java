package amparo.benchmarks;

import amparo.engine.data.Data;
import amparo.engine.data.JsonWriter;
import amparo.rulebook.compile.CompiledRulebook;
import amparo.rulebook.source.YamlReader;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long the engine takes in a browser: each person in a fresh Chromium, as on a first visit.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar amparo.benchmarks.BrowserTiming \
 *     engine-web/target/dist/engine.js examples/*.yaml</pre>
 *
 * Set {@code CHROMIUM} to name the browser, if it is not {@code chromium}.
 */
public final class BrowserTiming {
    private static final int WARM = 30;
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'";
    private static final String PAGE =
            "<!doctype html><meta charset=utf-8><script type=module src=/run.js></script>";
    private static final String SCRIPT =
            """
            const post = text => fetch('/result', {method: 'POST', body: text});
            try {
              const texts = await Promise.all(
                  ['/rulebook.json', '/person.json'].map(async u => (await fetch(u)).text()));
              const at = [performance.now()];
              const engine = await import('/engine.js');
              at.push(performance.now());
              const loaded = engine.load(texts[0]);
              at.push(performance.now());
              const ask = () => engine.check(texts[1], '', 'es', '');
              const answer = ask();
              at.push(performance.now());
              if (loaded.startsWith('{"error"')) throw loaded;
              if (answer.startsWith('{"error"')) throw answer;
              const warm = [];
              for (let i = 0; i < %d; i++) {
                const start = performance.now();
                ask();
                warm.push(performance.now() - start);
              }
              warm.sort((a, b) => a - b);
              const ms = [at[1] - at[0], at[2] - at[1], at[3] - at[2], warm[warm.length >> 1]];
              await post(ms.map(t => t.toFixed(1).padStart(9)).join('') + String(answer.length).padStart(10));
            } catch (e) {
              await post('failed: ' + e);
            }
            """
                    .formatted(WARM);

    private BrowserTiming() {}

    /**
     * @param arguments the module and the files of persons
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2) {
            System.err.println("Give the file engine.js and at least one file with a person.");
            System.exit(2);
        }
        byte[] module = Files.readAllBytes(Path.of(arguments[0]));
        byte[] rulebook = CompiledRulebook.json().getBytes(StandardCharsets.UTF_8);
        System.out.println("milliseconds; warm: median of " + WARM);
        System.out.println("   import     load    first     warm characters");
        for (String file : List.of(arguments).subList(1, arguments.length)) {
            Data person = YamlReader.read(Files.readAllBytes(Path.of(file))).getFirst();
            String json = new JsonWriter(false).value(person).toString();
            String result = time(module, rulebook, json.getBytes(StandardCharsets.UTF_8));
            System.out.println(result + "  " + Path.of(file).getFileName());
        }
    }

    private static String time(byte[] module, byte[] rulebook, byte[] person)
            throws IOException, InterruptedException {
        BlockingQueue<String> results = new ArrayBlockingQueue<>(1);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server, "/", "text/html", PAGE.getBytes(StandardCharsets.UTF_8));
        serve(server, "/run.js", "text/javascript", SCRIPT.getBytes(StandardCharsets.UTF_8));
        serve(server, "/engine.js", "text/javascript", module);
        serve(server, "/rulebook.json", "application/json", rulebook);
        serve(server, "/person.json", "application/json", person);
        server.createContext(
                "/result",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    results.add(new String(body, StandardCharsets.UTF_8));
                    answer(exchange, "text/plain", new byte[0]);
                });
        server.start();
        Path profile = Files.createTempDirectory("amparo-timing");
        Process chromium = null;
        try {
            chromium = browser(profile, server.getAddress().getPort());
            String result = results.poll(2, TimeUnit.MINUTES);
            return result == null ? "no result" : result;
        } finally {
            stop(chromium);
            server.stop(0);
            delete(profile);
        }
    }

    private static Process browser(Path profile, int port) throws IOException {
        return new ProcessBuilder(
                        System.getenv().getOrDefault("CHROMIUM", "chromium"),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "http://127.0.0.1:" + port + "/")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void stop(@Nullable Process chromium) throws InterruptedException {
        if (chromium != null) {
            List<ProcessHandle> children = chromium.descendants().toList();
            chromium.destroy();
            if (!chromium.waitFor(10, TimeUnit.SECONDS)) {
                chromium.destroyForcibly();
            }
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static void serve(HttpServer server, String path, String type, byte[] body) {
        server.createContext(path, exchange -> answer(exchange, type, body));
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException failed) throws IOException {
                        Files.deleteIfExists(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
