package amparo.server.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end and keeps what it said. */
final class Shell {
    private final Path run;

    /**
     * @param run where the output goes for a moment: a server inherits the output of the program
     *     that starts it, and a pipe would never end
     */
    Shell(Path run) {
        this.run = run;
    }

    /** How a program ended. */
    record Result(int code, String output) {
        boolean ok() {
            return code == 0;
        }

        /** The last lines, short enough for a message. */
        String end() {
            List<String> lines =
                    output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
            return String.join(" ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
        }
    }

    /**
     * @throws IOException if the program cannot be started at all
     */
    Result run(List<String> prefix, List<String> command, Duration limit) throws IOException {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        Path output = Files.createTempFile(run, "output-", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(line)
                            .directory(run.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(output.toFile());
            // Nothing of the caller's PG* settings; English, because messages are looked at.
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> !name.equals("PATH"));
            environment.put("LC_ALL", "C");
            environment.put("TZ", "UTC");
            Process process = builder.start();
            boolean ended;
            try {
                ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new IOException(
                        "interrupted while " + command.getFirst() + " ran", interrupted);
            }
            String said = Files.readString(output, StandardCharsets.ISO_8859_1);
            if (!ended) {
                process.destroyForcibly();
                return new Result(-1, said + "\n(no end after " + limit.toSeconds() + " s)");
            }
            return new Result(process.exitValue(), said);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
