package amparo.finder.command;

import amparo.finder.Folder;
import amparo.finder.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the finder, and shows it or writes it. */
@Command(
        name = "finder",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the public page. Without --out it is shown on this computer only.",
            "With --out the folder is written for any static host, with .br and .gz beside each"
                    + " file."
        })
final class FinderCommand implements Callable<Integer> {
    /** The exit code of a server that goes on. */
    static final int SERVING = -1;

    @Option(
            names = "--port",
            defaultValue = "8090",
            description = "Port on this computer (${DEFAULT-VALUE}); 0 for any that is free.")
    private int port;

    @Option(names = "--out", paramLabel = "DIR", description = "Write the folder and stop.")
    private @Nullable Path out;

    @Option(
            names = "--address",
            paramLabel = "URL",
            description = "Where it will be published; pages of doors then carry a QR code.")
    private @Nullable String address;

    @Option(
            names = "--day",
            paramLabel = "yyyy-mm-dd",
            description = "Say what is open on this day; today if left out.")
    private @Nullable LocalDate day;

    @Option(
            names = "--sizes",
            description = "Print what a first visit transfers in each language, and stop.")
    private boolean sizes;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter say = Objects.requireNonNull(spec).commandLine().getOut();
        check(address);
        LocalDate on = day == null ? LocalDate.now(ZoneOffset.UTC) : day;
        Folder folder = new Site((int) on.toEpochDay(), address).make();
        if (sizes) {
            Sizes.print(folder, say);
            return 0;
        }
        if (out != null) {
            Written written = Written.to(out, folder);
            say.printf("%d files, %d bytes, in %s%n", written.files(), written.bytes(), out);
            if (!written.brotli()) {
                say.println("No .br files: there is no brotli library for this computer.");
            }
            return 0;
        }
        try {
            LocalServer server = LocalServer.start(folder, port);
            say.printf("Amparo, the finder: http://localhost:%d/%n", server.port());
            say.println("Stop with Ctrl+C.");
            say.flush();
        } catch (BindException taken) {
            throw new FinderException(
                    "port " + port + " is taken: choose another one with --port", taken);
        }
        return SERVING;
    }

    private static void check(@Nullable String address) {
        if (address == null) {
            return;
        }
        try {
            String scheme = URI.create(address).getScheme();
            if (scheme != null && (scheme.equals("https") || scheme.equals("http"))) {
                return;
            }
        } catch (IllegalArgumentException wrong) {
            throw new FinderException(
                    "--address takes an address such as https://example.org/", wrong);
        }
        throw new FinderException("--address takes an address such as https://example.org/");
    }
}
