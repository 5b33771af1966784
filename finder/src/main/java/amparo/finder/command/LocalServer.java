package amparo.finder.command;

import amparo.finder.Folder;
import amparo.finder.Packing;
import amparo.finder.Site;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** Serves the finder to this computer. It keeps no log: nobody reads who looked at what. */
public final class LocalServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int SAME = 304;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int NO_BODY = -1;

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", "application/json",
                    "webmanifest", "application/manifest+json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "txt", "text/plain; charset=utf-8");

    private final Folder folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> packed = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final LongAdder sent = new LongAdder();

    private LocalServer(Folder folder, HttpServer server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * Starts it on this computer only.
     *
     * @param port 0 for any that is free
     * @throws java.net.BindException if the port is taken
     */
    public static LocalServer start(Folder folder, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        LocalServer started = new LocalServer(folder, HttpServer.create(address, 0));
        started.server.createContext("/", started::answer);
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** How many bytes of files it has sent since it was started, as they were packed. */
    public long sent() {
        return sent.sum();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.sendResponseHeaders(NOT_ALLOWED, NO_BODY);
                return;
            }
            String path = exchange.getRequestURI().getPath().substring(1);
            if (path.isEmpty() || path.endsWith("/")) {
                path += "index.html";
            }
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Security-Policy", Site.POLICY + "; frame-ancestors 'none'");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cache-Control", "no-cache");
            if (!folder.has(path)) {
                byte[] gone = "There is no such page.".getBytes(StandardCharsets.UTF_8);
                headers.set("Content-Type", "text/plain; charset=utf-8");
                exchange.sendResponseHeaders(NOT_FOUND, gone.length);
                exchange.getResponseBody().write(gone);
                return;
            }
            send(exchange, path, method.equals("HEAD"));
        }
    }

    private void send(HttpExchange exchange, String path, boolean head) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        String ending = path.substring(path.lastIndexOf('.') + 1);
        headers.set("Content-Type", TYPES.getOrDefault(ending, "application/octet-stream"));
        headers.set("Vary", "Accept-Encoding");
        String tag = tags.computeIfAbsent(path, this::tag);
        headers.set("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(SAME, NO_BODY);
            return;
        }
        byte[] body = folder.bytes(path);
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (accepted != null && Packing.isWorth(path)) {
            if (accepted.contains("br") && Packing.hasBrotli()) {
                headers.set("Content-Encoding", "br");
                body = packed.computeIfAbsent(path + ".br", _ -> brotli(path));
            } else if (accepted.contains("gzip")) {
                headers.set("Content-Encoding", "gzip");
                body = packed.computeIfAbsent(path + ".gz", _ -> gzip(path));
            }
        }
        if (head) {
            exchange.sendResponseHeaders(OK, NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(OK, body.length);
        sent.add(body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private byte[] brotli(String path) {
        return Packing.brotli(folder.bytes(path));
    }

    private byte[] gzip(String path) {
        return Packing.gzip(folder.bytes(path));
    }

    private String tag(String path) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(folder.bytes(path));
            return "\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
