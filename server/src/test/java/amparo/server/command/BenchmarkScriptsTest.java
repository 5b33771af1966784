package amparo.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the benchmarks say what is missing, before they start anything. */
class BenchmarkScriptsTest {

    private static final Path SCRIPTS = Path.of("..", "benchmarks").toAbsolutePath().normalize();

    @TempDir Path temp;

    private record Said(int code, String text) {}

    private Said run(String script, String home, String path) throws Exception {
        ProcessBuilder process = new ProcessBuilder("/bin/bash", "-c", script);
        process.directory(SCRIPTS.toFile()).redirectErrorStream(true);
        process.environment().remove("AMPARO_JAVA_HOME");
        process.environment().remove("JAVA_HOME");
        if (!home.isEmpty()) {
            process.environment().put("JAVA_HOME", home);
        }
        process.environment().put("PATH", path + ":/usr/bin:/bin");
        Process started = process.start();
        String text = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(started.waitFor(), text);
    }

    private Path jdk(String version) throws IOException {
        Path jdk = temp.resolve("jdk-" + version);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = jdk.resolve("bin/java");
        Files.writeString(java, "#!/bin/sh\necho started\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return jdk;
    }

    @Test
    void aJavaThatIsTooOldIsNamedWithWhatToDoAndNothingIsStarted() throws Exception {
        Path old = jdk("21.0.4");
        for (String script : new String[] {"./record machine", "./finder-speed"}) {
            for (Said said :
                    new Said[] {
                        run(script, old.toString(), ""),
                        run(script, "", old.resolve("bin").toString())
                    }) {
                assertThat(said.code()).as(script + said.text()).isEqualTo(3);
                assertThat(said.text())
                        .contains("is version 21", "needs 25 or newer", "JAVA_HOME")
                        .doesNotContain("started");
            }
        }
        Said common = run(". ./registry-common", old.toString(), "");
        assertThat(common.code()).isEqualTo(3);
        assertThat(common.text()).contains("needs 25 or newer");
        Said nothing = run("./record machine", temp.resolve("nowhere").toString(), "");
        assertThat(nothing.text()).contains("is no JDK of a known version", "25");
    }

    @Test
    void aJavaThatIsNewEnoughIsTaken() throws Exception {
        String fresh = jdk("25.0.3").toString();
        String named = ". ./need-java; \"$java\"";
        assertThat(run(named, fresh, "").text()).isEqualTo("started\n");
        assertThat(run(named, "", fresh + "/bin").text()).isEqualTo("started\n");
    }
}
