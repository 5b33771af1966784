package amparo.server.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM of its own that a test can kill. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
        return start(List.of(), classPath(), List.of(), main, arguments);
    }

    static ChildJvm start(
            List<String> prefix,
            String classPath,
            List<String> flags,
            Class<?> main,
            Object... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return new ChildJvm(
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .start());
    }

    /** The next line it says; fails if it ended instead. */
    String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new AssertionError("the child ended");
        }
        return line;
    }

    /** Reads until a line begins so; what else it said is in the error if none does. */
    String await(String beginning) throws IOException {
        StringBuilder said = new StringBuilder();
        while (true) {
            String line = output.readLine();
            if (line == null) {
                throw new AssertionError("the child ended without " + beginning + ":\n" + said);
            }
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length()).strip();
            }
            said.append(line).append('\n');
        }
    }

    /** All lines that are left. */
    List<String> rest() {
        return output.lines().toList();
    }

    long pid() {
        return process.pid();
    }

    /** kill -9; what it said before can still be read. */
    void kill() {
        // By its handle: Process.destroyForcibly would throw the output away.
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
