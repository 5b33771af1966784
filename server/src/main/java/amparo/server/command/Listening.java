package amparo.server.command;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the server listens, with or without TLS, and whose word about the caller it takes. */
final class Listening {

    private static final int TOKEN_LENGTH = 24;

    @Option(
            names = "--port",
            paramLabel = "NUMBER",
            defaultValue = "8080",
            description = "Port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "Address to listen on. Default: this computer only (127.0.0.1); with TLS all"
                            + " (0.0.0.0).")
    private @Nullable String bind;

    @Option(
            names = "--public-address",
            paramLabel = "URL",
            description =
                    "How people reach it, for links and passkeys: https://amparo.example.org.")
    private @Nullable String publicAddress;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description =
                    "Certificate chain, PEM, your own first. A new file is taken up without a restart.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "Its private key, PEM, without a passphrase.")
    private @Nullable Path key;

    @Option(
            names = "--behind-proxy",
            description =
                    "A proxy in front ends TLS and sets X-Forwarded-For and X-Forwarded-Proto itself."
                            + " Only then they are believed, and only from private addresses.")
    private boolean behindProxy;

    @Option(
            names = "--proxy",
            paramLabel = "ADDRESS",
            description = "IP address of the proxy: no other is believed. Can be repeated.")
    private @Nullable List<String> proxies;

    @Option(
            names = "--metrics-token-file",
            paramLabel = "FILE",
            description =
                    "Token that opens /metrics (Authorization: Bearer ...). Without it only this"
                            + " computer may look, and nobody behind a proxy.")
    private @Nullable Path metricsToken;

    /** Refuses what cannot work or would be dangerous, before anything is started. */
    void check(boolean demo) {
        if (port < 1 || port > 65_535) {
            throw CommandException.of("port-number");
        }
        if ((certificate == null) != (key == null)) {
            throw CommandException.of("tls-both");
        }
        if (proxies != null && !behindProxy) {
            throw CommandException.of("proxy-without");
        }
        if (publicAddress != null) {
            checkPublicAddress(publicAddress);
        }
        if (certificate != null && key != null) {
            Certificates.check(certificate, key);
        }
        if (certificate == null && !behindProxy && !demo && !onlyHere()) {
            throw CommandException.of("in-the-clear");
        }
        tryPort();
    }

    /** Sentences that the operator should read although the server starts. */
    List<String> warnings() {
        return certificate == null ? List.of() : Certificates.warnings(certificate);
    }

    /** How people reach it, without a slash at the end. */
    String address() {
        if (publicAddress != null) {
            return publicAddress.replaceAll("/+$", "");
        }
        return (certificate == null ? "http" : "https") + "://localhost:" + port;
    }

    /** From where it can be reached, in words. */
    String reach() {
        return Say.line(behindProxy ? "behind-proxy" : onlyHere() ? "only-here" : "from-network");
    }

    int port() {
        return port;
    }

    /** Spring's settings. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", port);
        settings.put("server.address", bindAddress());
        settings.put("amparo.session.secure", certificate != null || behindProxy);
        if (certificate != null && key != null) {
            String bundle = "spring.ssl.bundle.pem.server.";
            settings.put("server.ssl.bundle", "server");
            settings.put(bundle + "keystore.certificate", certificate.toUri().toString());
            settings.put(bundle + "keystore.private-key", key.toUri().toString());
            settings.put(bundle + "options.enabled-protocols", "TLSv1.2,TLSv1.3");
            settings.put(bundle + "reload-on-update", true);
        }
        if (behindProxy) {
            settings.put("server.forward-headers-strategy", "native");
            if (proxies != null) {
                settings.put(
                        "server.tomcat.remoteip.internal-proxies",
                        proxies.stream().map(Pattern::quote).collect(Collectors.joining("|")));
            }
        }
        settings.put("amparo.metrics.local", !behindProxy);
        settings.put("amparo.metrics.token", token());
        return settings;
    }

    private String token() {
        if (metricsToken == null) {
            return "";
        }
        try {
            String token = Files.readString(metricsToken).strip();
            if (token.length() < TOKEN_LENGTH) {
                throw CommandException.of("token-short", metricsToken);
            }
            return token;
        } catch (IOException unreadable) {
            throw CommandException.of("file-unreadable", metricsToken);
        }
    }

    private String bindAddress() {
        return bind != null ? bind : certificate != null ? "0.0.0.0" : "127.0.0.1";
    }

    private boolean onlyHere() {
        try {
            return InetAddress.getByName(bindAddress()).isLoopbackAddress();
        } catch (IOException unknown) {
            throw CommandException.of("port-refused", bindAddress(), Say.plain(port));
        }
    }

    private static void checkPublicAddress(String address) {
        try {
            URI uri = URI.create(address.replaceAll("/+$", ""));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null) {
                return;
            }
        } catch (IllegalArgumentException malformed) {
            // Told below.
        }
        throw CommandException.of("public-address");
    }

    /** Sooner and clearer than the web server would say it. */
    private void tryPort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(bindAddress(), port));
        } catch (BindException taken) {
            boolean inUse = String.valueOf(taken.getMessage()).contains("in use");
            throw inUse
                    ? CommandException.of("port-taken", Say.plain(port))
                    : CommandException.of("port-refused", bindAddress(), Say.plain(port));
        } catch (IOException refused) {
            throw CommandException.of("port-refused", bindAddress(), Say.plain(port));
        }
    }
}
