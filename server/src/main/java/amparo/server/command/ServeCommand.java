package amparo.server.command;

import amparo.server.AmparoServer;
import amparo.server.accounts.FirstSteps;
import amparo.server.database.Database;
import amparo.server.platform.Installation;
import amparo.server.storage.DataFolder;
import amparo.server.storage.EmbeddedPostgres;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the database and the web application, and goes on until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Start the working place of officers and case workers.")
final class ServeCommand implements Callable<Integer> {

    /** The exit code of a server that started: the process goes on. */
    static final int SERVING = -1;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private Place place = new Place();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "Which address to listen on. Without TLS or a proxy only this computer: 127.0.0.1.")
    private @Nullable String bind;

    @Option(
            names = "--public-address",
            paramLabel = "URL",
            description = "How people reach it, for links and passkeys.")
    private @Nullable String publicAddress;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "Certificate chain, PEM.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Private key, PEM.")
    private @Nullable Path certificateKey;

    @Option(
            names = "--behind-proxy",
            description = "A proxy ends TLS in front and sets Forwarded or X-Forwarded-* itself.")
    private boolean behindProxy;

    @Option(
            names = "--demo",
            description =
                    "Fill a synthetic world and print demo accounts. Never with real persons.")
    private boolean demo;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if ((certificate == null) != (certificateKey == null)) {
            throw new CommandException("TLS needs both --tls-certificate and --tls-key.");
        }
        DataFolder folder = DataFolder.open(place.folder());
        @Nullable EmbeddedPostgres embedded =
                place.embedded() ? EmbeddedPostgres.start(folder, place.options()) : null;
        Database database = embedded == null ? place.external(folder) : Place.of(embedded);
        boolean started = false;
        try {
            ConfigurableApplicationContext context =
                    AmparoServer.start(
                            database,
                            new Installation(Place.key(folder), demo, address()),
                            settings());
            // Closing the context first lets running requests end before the database goes.
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> {
                                context.close();
                                stop(embedded, folder);
                            }));
            started = true;
            out.println("Amparo serves at " + address());
            out.println(
                    "Data: "
                            + folder.path()
                            + (embedded == null ? " (secrets), " + database.url() : ""));
            context.getBean(FirstSteps.class)
                    .link()
                    .ifPresent(link -> {
                        out.println(
                                "Nobody has an account yet. This link makes the first administrator; it is good once, for a"
                                        + " day:");
                        out.println("  " + address() + link);
                    });
            out.println("Stop with Ctrl+C.");
            out.flush();
            return SERVING;
        } finally {
            if (!started) {
                stop(embedded, folder);
            }
        }
    }

    private static void stop(@Nullable EmbeddedPostgres embedded, DataFolder folder) {
        if (embedded != null) {
            embedded.close();
        }
        folder.close();
    }

    private String address() {
        if (publicAddress != null) {
            return publicAddress.replaceAll("/+$", "");
        }
        return (certificate == null ? "http" : "https") + "://localhost:" + port;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        boolean safe = certificate != null || behindProxy;
        settings.put("server.port", port);
        settings.put(
                "server.address",
                bind != null ? bind : certificate != null ? "0.0.0.0" : "127.0.0.1");
        settings.put("amparo.session.secure", safe);
        // The shutdown hook of this command closes the context, and then the database.
        settings.put("spring.main.register-shutdown-hook", false);
        if (certificate != null && certificateKey != null) {
            settings.put("server.ssl.certificate", certificate.toAbsolutePath().toString());
            settings.put(
                    "server.ssl.certificate-private-key",
                    certificateKey.toAbsolutePath().toString());
        }
        if (behindProxy) {
            settings.put("server.forward-headers-strategy", "native");
        }
        return settings;
    }
}
