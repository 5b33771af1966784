package amparo.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Dockerfile and compose file say what the server understands, and nothing dangerous. */
class OperatorFilesTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private final String docker = read("Dockerfile");
    private final Map<?, ?> compose = yaml("compose.yaml");

    @Test
    void the_image_is_built_in_one_stage_and_runs_in_another_as_nobody_special() {
        assertThat(lines("FROM")).hasSize(2);
        assertThat(lines("FROM").getLast()).contains("-jre").doesNotContain("latest");
        assertThat(lines("USER")).containsExactly("10001:10001");
        assertThat(docker.indexOf("\nUSER ")).isLessThan(docker.indexOf("\nENTRYPOINT "));
        assertThat(lines("VOLUME")).containsExactly("/data");
        assertThat(lines("HEALTHCHECK")).hasSize(1);
        assertThat(lines("EXPOSE")).containsExactly("8080");
    }

    @Test
    void what_the_image_copies_is_in_the_repository_or_comes_out_of_the_build() {
        for (MatchResult copy : Pattern.compile("/src/(\\S+)").matcher(docker).results().toList()) {
            String path = copy.group(1);
            if (!path.contains("/target/")) {
                assertThat(REPOSITORY.resolve(path)).isExecutable();
            } else {
                assertThat(path).isIn("server/target/amparo-server.jar", "server/target/lib");
            }
        }
        assertThat(read("server/pom.xml"))
                .contains("<finalName>amparo-server</finalName>", "<classpathPrefix>lib/");
    }

    @Test
    void no_secret_and_no_data_is_sent_to_the_build() {
        assertThat(read(".dockerignore").lines()).contains(".git", "data", "secrets", "**/target");
    }

    @Test
    void the_server_understands_what_the_files_tell_it() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        commands.add(
                Pattern.compile("\"([^\"]+)\"")
                        .matcher(lines("CMD").getLast())
                        .results()
                        .map(found -> found.group(1))
                        .toList());
        for (Object service : map(compose.get("services")).values()) {
            if (map(service).containsKey("build")) {
                commands.add(strings(map(service).get("command")));
            }
        }
        assertThat(commands).hasSize(3);
        for (List<String> command : commands) {
            // Fails on an option that does not exist.
            Main.line().parseArgs(command.toArray(String[]::new));
            assertThat(command).startsWith("serve", "--data", "/data");
            assertThat(command).containsSequence("--port", "8080").contains("--behind-proxy");
        }
    }

    @Test
    void nothing_listens_to_the_network_and_nothing_runs_as_root() {
        for (Map.Entry<?, ?> entry : map(compose.get("services")).entrySet()) {
            Map<?, ?> service = map(entry.getValue());
            assertThat(strings(service.get("ports")))
                    .allMatch(port -> port.startsWith("127.0.0.1:"));
            if (service.containsKey("build")) {
                assertThat(service.get("user")).isEqualTo("10001:10001");
                assertThat(service.get("read_only")).isEqualTo(true);
                assertThat(strings(service.get("cap_drop"))).containsExactly("ALL");
                assertThat(strings(service.get("volumes"))).anyMatch(one -> one.endsWith(":/data"));
            } else {
                assertThat(String.valueOf(service.get("image")))
                        .matches("[a-z]+:\\d+")
                        .doesNotContain("latest");
            }
        }
    }

    @Test
    void secrets_come_from_files_and_every_named_volume_and_secret_is_declared() {
        assertThat(read("compose.yaml")).doesNotContainPattern("(?i)password: *\\S");
        for (Object service : map(compose.get("services")).values()) {
            for (String volume : strings(map(service).get("volumes"))) {
                assertThat(map(compose.get("volumes")).keySet().contains(volume.split(":")[0]))
                        .isTrue();
            }
        }
        assertThat(map(map(compose.get("secrets")).get("database_owner_password")).get("file"))
                .isEqualTo("./secrets/database_owner_password");
        assertThat(read(".gitignore").lines()).contains("/secrets/", "/data/");
        assertThat(read("compose.yaml")).contains("/run/secrets/database_owner_password");
    }

    private List<String> lines(String word) {
        return docker.lines()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1).strip())
                .toList();
    }

    private static List<String> strings(Object list) {
        return list == null ? List.of() : ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static Map<?, ?> yaml(String file) {
        // The merge key of older YAML, as compose understands it.
        String text = read(file);
        Load load = new Load(LoadSettings.builder().setSchema(new CoreSchema()).build());
        Map<String, Object> all = new java.util.LinkedHashMap<>();
        map(load.loadFromString(text)).forEach((key, value) -> all.put(String.valueOf(key), value));
        Map<String, Object> services = new java.util.LinkedHashMap<>();
        map(all.get("services"))
                .forEach((name, value) -> {
                    Map<String, Object> merged = new java.util.LinkedHashMap<>();
                    if (map(value).get("<<") instanceof Map<?, ?> shared) {
                        shared.forEach((key, one) -> merged.put(String.valueOf(key), one));
                    }
                    map(value).forEach((key, one) -> merged.put(String.valueOf(key), one));
                    services.put(String.valueOf(name), merged);
                });
        all.put("services", services);
        return all;
    }

    private static String read(String file) {
        try {
            return Files.readString(REPOSITORY.resolve(file));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
