package amparo.server.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a command of the server, as a process of its own that a test can kill. */
public final class AmparoProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final StringBuffer output = new StringBuffer();
    private final Thread reader;

    private AmparoProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static AmparoProcess start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    static AmparoProcess start(Map<String, String> environment, String... arguments)
            throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Duser.language=en",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new AmparoProcess(builder.start());
    }

    /** Starts "serve" and waits until it says that it is ready. */
    public static AmparoProcess serve(Path data, int port, String... more) throws Exception {
        return serve(Map.of(), data, port, more);
    }

    /** The same, with variables of the environment. */
    public static AmparoProcess serve(
            Map<String, String> environment, Path data, int port, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "serve",
                                "--data",
                                data.toString(),
                                "--port",
                                Integer.toString(port)));
        arguments.addAll(List.of(more));
        AmparoProcess started = start(environment, arguments.toArray(String[]::new));
        started.await("Stop with Ctrl+C.");
        return started;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            while (line != null) {
                output.append(line).append('\n');
                line = lines.readLine();
            }
        } catch (IOException ended) {
            // The process is gone.
        }
    }

    /** Waits until it said this; fails with all it said if it ended instead. */
    void await(String words) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (output.indexOf(words) < 0) {
            if (!process.isAlive()) {
                reader.join(10_000);
                if (output.indexOf(words) >= 0) {
                    return;
                }
                throw new AssertionError("it ended without '" + words + "':\n" + output);
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("it never said '" + words + "':\n" + output);
            }
            Thread.sleep(20);
        }
    }

    void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes());
        process.getOutputStream().flush();
    }

    String output() {
        return output.toString();
    }

    /** The address within the server that makes the first administrator. */
    @Nullable String firstLink() {
        return output.toString()
                .lines()
                .filter(line -> line.contains("/invitation/"))
                .map(line -> line.substring(line.indexOf("/invitation/")).strip())
                .findFirst()
                .orElse(null);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    public int end() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end:\n" + output);
        }
        reader.join(10_000);
        return process.exitValue();
    }

    /** SIGTERM, as service managers and Docker do. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** kill -9. */
    public void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            terminate();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }

    /** The process id of the database of a data folder. */
    static long postmaster(Path data) throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
    }

    /** kill -9 for the database of a data folder. */
    public static void killDatabase(Path data) throws IOException {
        ProcessHandle.of(postmaster(data)).ifPresent(ProcessHandle::destroyForcibly);
    }

    /**
     * A port that nobody listens on. Below those that the system hands out by itself: one of them
     * could be somebody's connection before the server that it was meant for opens it.
     */
    public static int freePort() throws IOException {
        for (int tries = 0; tries < 200; tries++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another one.
            }
        }
        throw new IOException("no port between 20000 and 32000 is free");
    }
}
