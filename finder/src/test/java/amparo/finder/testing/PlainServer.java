package amparo.finder.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that knows nothing: no headers but the type, no packing, and the finder in a subfolder.
 * It remembers what it was asked for, so that a test can say what a host could see.
 */
public final class PlainServer implements AutoCloseable {
    private static final String PLACE = "/guide/amparo/";
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html",
                    "js", "text/javascript",
                    "css", "text/css",
                    "json", "application/json",
                    "webmanifest", "application/manifest+json",
                    "svg", "image/svg+xml",
                    "png", "image/png");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Map<String, byte[]> files;

    /** What it was asked for, below the place of the finder. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    public PlainServer(Map<String, byte[]> files) throws IOException {
        this.files = files;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Publishes other files in the same place. */
    public void publish(Map<String, byte[]> other) {
        files = other;
    }

    /** The address of a file. */
    public String at(String path) {
        return "http://localhost:" + server.getAddress().getPort() + PLACE + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String whole = exchange.getRequestURI().getPath();
            String path = whole.startsWith(PLACE) ? whole.substring(PLACE.length()) : whole;
            asked.add(path);
            if (path.isEmpty() || path.endsWith("/")) {
                path += "index.html";
            }
            byte[] bytes = files.get(path);
            if (bytes == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String ending = path.substring(path.lastIndexOf('.') + 1);
            exchange.getResponseHeaders().set("Content-Type", TYPES.get(ending));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
