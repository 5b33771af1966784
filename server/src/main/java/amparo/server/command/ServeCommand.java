package amparo.server.command;

import amparo.server.AmparoServer;
import amparo.server.accounts.FirstSteps;
import amparo.server.database.Database;
import amparo.server.demo.DemoWorld;
import amparo.server.demo.WrongWorld;
import amparo.server.platform.Installation;
import amparo.server.storage.DataFolder;
import amparo.server.storage.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the database and the web application, and goes on until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Start the working place of officers and case workers.")
final class ServeCommand implements Callable<Integer> {

    /** The exit code of a server that started: the process goes on. */
    static final int SERVING = -1;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private Place place = new Place();

    @Mixin private Listening listening = new Listening();

    @Option(
            names = "--demo",
            description =
                    "Fill a synthetic world and print demo accounts. Never with real persons.")
    private boolean demo;

    @ArgGroup private Size size = new Size();

    /** The launcher reads these too: they choose how the JVM is started. */
    static final class Size {
        @Option(
                names = "--memory",
                description = "Take little memory: for a small computer and a handful of people.")
        private boolean memory;

        @Option(
                names = "--speed",
                description = "Take what there is: for a large office. Starts more slowly.")
        private boolean speed;

        ServerOptions of(ServerOptions usual) {
            return speed ? usual.forLargeOffice() : usual;
        }

        int connections() {
            return memory ? 5 : speed ? 20 : 10;
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        listening.check(demo);
        DataFolder folder = DataFolder.open(place.folder());
        @Nullable Keeper keeper = null;
        boolean started = false;
        try {
            if (place.embedded()) {
                keeper = database(folder, out);
            }
            Database database = keeper == null ? place.external(folder) : Place.of(keeper.server());
            Aside.recover(database, place.name());
            ConfigurableApplicationContext context = application(folder, database);
            stopOrderly(context, keeper, folder, out);
            started = true;
            tell(out, folder, database, context);
            return SERVING;
        } finally {
            if (!started) {
                stop(keeper, folder);
            }
        }
    }

    private Keeper database(DataFolder folder, PrintWriter out) {
        boolean first = !Files.exists(folder.path().resolve("postgres"));
        say(out, Say.line(first ? "starting-first" : "starting", folder.path()));
        Keeper keeper = Keeper.start(folder, size.of(place.options()), line -> say(out, line));
        if (keeper.server().adopted()) {
            say(out, Say.line("adopted"));
        }
        return keeper;
    }

    private ConfigurableApplicationContext application(DataFolder folder, Database database) {
        Map<String, Object> settings = listening.settings();
        settings.put("logging.file.name", log(folder).toString());
        settings.put("amparo.database.connections", size.connections());
        Path providers = folder.path().resolve("sign-in-providers.yaml");
        if (Files.isRegularFile(providers)) {
            settings.put("amparo.sign-in.providers", providers.toString());
        }
        // The shutdown hook of this command closes the context, and then the database.
        settings.put("spring.main.register-shutdown-hook", false);
        try {
            return AmparoServer.start(
                    database,
                    new Installation(Place.key(folder), demo, listening.address()),
                    settings);
        } catch (RuntimeException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof WrongWorld world) {
                    throw CommandException.of(
                            world.real() ? "demo-on-real-data" : "real-on-demo-data");
                }
                if (cause instanceof PortInUseException) {
                    throw CommandException.of("port-taken", Say.plain(listening.port()));
                }
            }
            throw failed;
        }
    }

    /** A folder of the JVM alone: the database, which may run as somebody else, has its own. */
    private static Path log(DataFolder folder) {
        try {
            return Place.privateFolder(folder.path().resolve("server-log")).resolve("amparo.log");
        } catch (IOException refused) {
            throw CommandException.of("file-unreadable", folder.path().resolve("server-log"));
        }
    }

    /** Closing the context first lets running requests end before the database goes. */
    private static void stopOrderly(
            ConfigurableApplicationContext context,
            @Nullable Keeper keeper,
            DataFolder folder,
            PrintWriter out) {
        Runnable end =
                () -> {
                    say(out, Say.line("stopping"));
                    context.close();
                    stop(keeper, folder);
                    say(out, Say.line("stopped"));
                };
        Runtime.getRuntime().addShutdownHook(new Thread(end, "stop"));
    }

    private static void stop(@Nullable Keeper keeper, DataFolder folder) {
        if (keeper != null) {
            keeper.close();
        }
        folder.close();
    }

    private void tell(
            PrintWriter out,
            DataFolder folder,
            Database database,
            ConfigurableApplicationContext context) {
        out.println();
        out.println(Say.line("ready"));
        row(out, "address", listening.address() + "  (" + listening.reach() + ")");
        row(out, "data", folder.path().toString());
        if (!place.embedded()) {
            row(out, "database", database.url());
        }
        row(out, "log", log(folder).toString());
        listening.warnings().forEach(warning -> paragraph(out, warning));
        if (demo) {
            paragraph(out, Say.line("demo"));
            guests(out, context.getBean(DemoWorld.class).open());
            paragraph(out, Say.line("demo-filling"));
        }
        context.getBean(FirstSteps.class)
                .link()
                .ifPresent(link -> {
                    paragraph(out, Say.line("first-link"));
                    out.println("  " + listening.address() + link);
                });
        paragraph(out, Say.line("stop"));
        out.flush();
    }

    /** As whom one can sign in to the demonstration. */
    private static void guests(PrintWriter out, List<DemoWorld.Guest> guests) {
        paragraph(out, Say.line("demo-accounts", DemoWorld.PASSWORD));
        out.println(Say.line("demo-second"));
        out.println();
        out.printf(
                "  %-30s %-40s %s%n",
                Say.line("demo-email"), Say.line("demo-role"), Say.line("demo-organisation"));
        for (DemoWorld.Guest guest : guests) {
            out.printf(
                    "  %-30s %-40s %s%n",
                    guest.email(),
                    guest.roles().stream().map(Say::role).collect(Collectors.joining(", ")),
                    guest.organisation());
        }
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("  %-14s %s%n", Say.line(name), value);
    }

    private static void paragraph(PrintWriter out, String text) {
        out.println();
        out.println(text);
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
