package amparo.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher itself, in a small copy of the repository, with a Maven and a JDK that only write
 * down what they were asked to do.
 */
class LauncherTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path temp;
    private Path root;
    private Path calls;

    @BeforeEach
    void makeRepository() throws IOException {
        root = Files.createDirectories(temp.resolve("repository"));
        calls = temp.resolve("calls");
        Files.copy(REPOSITORY.resolve("amparo"), root.resolve("amparo"), attributes());
        Files.writeString(root.resolve("pom.xml"), "");
        for (String module : List.of("engine", "rulebook", "app", "server", "finder")) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "");
            Files.writeString(root.resolve(module).resolve("src/main/Code.java"), "");
        }
        Files.createDirectories(root.resolve("rulebook/schema"));
        Files.createDirectories(root.resolve("rulebook/content"));
        Files.writeString(root.resolve("rulebook/content/rule.yaml"), "");
        age(root);

        Path jdk = temp.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        program(jdk.resolve("bin/javac"), "");
        program(
                jdk.resolve("bin/java"),
                """
                echo "java $*" >>"$CALLS"
                for argument; do
                    case $argument in -XX:AOTCacheOutput=*) : >"${argument#*=}" ;; esac
                done
                """);
        program(
                temp.resolve("bin/mvn"),
                """
                echo "mvn $*" >>"$CALLS"
                part=app
                case " $* " in *' -pl server '*) part=server ;; esac
                mkdir -p $part/target/lib
                : >$part/target/amparo-$part.jar
                : >$part/target/lib/some.jar
                """);
    }

    @Test
    void each_part_is_built_by_itself_and_only_when_it_is_stale() throws Exception {
        assertThat(built("check", "x")).containsExactly("app");
        assertThat(built("check", "x")).isEmpty();
        assertThat(built("serve")).containsExactly("server");
        assertThat(built("serve")).isEmpty();
    }

    @Test
    void the_command_line_never_waits_for_the_server_nor_the_server_for_the_command_line()
            throws Exception {
        built("check");
        built("serve");
        touch("server/src/main/Code.java");
        assertThat(built("check")).isEmpty();
        assertThat(built("backup", "x")).containsExactly("server");
        touch("app/src/main/Code.java");
        assertThat(built("restore", "x")).isEmpty();
        assertThat(built("check")).containsExactly("app");
        touch("finder/src/main/Code.java");
        assertThat(built("check")).isEmpty();
        assertThat(built("serve")).isEmpty();
    }

    @Test
    void rules_and_the_engine_matter_to_both() throws Exception {
        built("check");
        built("serve");
        for (String file : List.of("rulebook/content/rule.yaml", "engine/src/main/Code.java")) {
            touch(file);
            assertThat(built("audit", "verify")).containsExactly("server");
            assertThat(built("check")).containsExactly("app");
        }
    }

    @Test
    void a_file_that_was_deleted_is_noticed() throws Exception {
        built("serve");
        Files.delete(root.resolve("server/src/main/Code.java"));
        assertThat(built("serve")).containsExactly("server");
    }

    @Test
    void a_build_that_fails_is_told_and_starts_nothing() throws Exception {
        program(temp.resolve("bin/mvn"), "echo '[ERROR] it does not compile'; exit 1");
        Result result = run(Map.of(), "serve");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("the build failed", "it does not compile");
        assertThat(result.calls()).noneMatch(call -> call.startsWith("java"));
    }

    @Test
    void the_server_gets_its_arguments_as_they_are() throws Exception {
        String call = last(run(Map.of(), "serve", "--data", "a folder", "--port", "81"));
        assertThat(call)
                .endsWith("amparo.server.command.Main serve --data a folder --port 81")
                .contains("-Damparo.home=" + root.toRealPath())
                .contains("-cp " + root.toRealPath().resolve("server/target/amparo-server.jar"));
    }

    @Test
    void memory_and_speed_choose_how_the_server_is_started() throws Exception {
        assertThat(last(run(Map.of(), "serve"))).contains("UseSerialGC", "-Xmx512m");
        assertThat(last(run(Map.of(), "serve", "--memory"))).contains("UseSerialGC", "-Xmx192m");
        assertThat(last(run(Map.of(), "serve", "--speed")))
                .contains("UseG1GC")
                .doesNotContain("TieredStopAtLevel", "UseSerialGC");
    }

    @Test
    void no_dump_of_the_memory_is_left_anywhere() throws Exception {
        assertThat(last(run(Map.of(), "serve")))
                .contains("-CreateCoredumpOnCrash")
                .doesNotContain("HeapDumpOnOutOfMemoryError");
    }

    @Test
    void the_first_start_does_not_wait_for_the_cache_and_a_later_one_uses_it() throws Exception {
        Map<String, String> now = Map.of("AMPARO_AOT_DELAY", "0");
        assertThat(run(now, "serve").calls())
                .anyMatch(call -> call.endsWith("Main serve") && !call.contains("AOT"));
        await(root.resolve("server/target/amparo.aot.key"));
        assertThat(calls()).anyMatch(call -> call.endsWith("Main train"));
        assertThat(last(run(now, "serve"))).contains("-XX:AOTCache=");
        assertThat(last(run(now, "backup", "x"))).contains("-XX:AOTCache=");
    }

    /**
     * Java throws a cache away, without a word, that was recorded with other flags of this kind.
     */
    @Test
    void the_cache_is_recorded_with_the_flags_of_modules_that_the_start_has() throws Exception {
        Map<String, String> now = Map.of("AMPARO_AOT_DELAY", "0");
        run(now, "serve");
        await(root.resolve("server/target/amparo.aot.key"));
        String recorded =
                calls().stream()
                        .filter(call -> call.endsWith("Main train"))
                        .findFirst()
                        .orElseThrow();
        String started = last(run(now, "serve"));
        assertThat(words(recorded)).containsExactlyElementsOf(words(started)).isNotEmpty();
    }

    private static List<String> words(String call) {
        return Stream.of(call.split(" "))
                .filter(word ->
                        word.startsWith("--enable-")
                                || word.startsWith("--add-")
                                || word.startsWith("--sun-"))
                .toList();
    }

    @Test
    void a_cache_of_other_libraries_is_not_used() throws Exception {
        Map<String, String> now = Map.of("AMPARO_AOT_DELAY", "0");
        run(now, "serve");
        await(root.resolve("server/target/amparo.aot.key"));
        Files.delete(root.resolve("server/target/lib/some.jar"));
        Files.writeString(root.resolve("server/target/lib/other.jar"), "");
        Files.setLastModifiedTime(
                root.resolve("server/target/lib/other.jar"), FileTime.from(Instant.EPOCH));
        assertThat(last(run(Map.of("AMPARO_AOT", "off"), "serve"))).doesNotContain("AOT");
    }

    @Test
    void the_modules_it_watches_are_those_that_each_part_is_made_of() throws Exception {
        assertThat(watched("app")).containsExactlyInAnyOrder("engine", "rulebook", "app");
        assertThat(watched("server"))
                .containsExactlyInAnyOrder("engine", "engine-web", "rulebook", "server");
    }

    /** The module, and by the poms of the repository all modules it needs when it runs. */
    private static List<String> watched(String module) throws IOException {
        List<String> all = new ArrayList<>(List.of(module));
        for (int i = 0; i < all.size(); i++) {
            String pom = Files.readString(REPOSITORY.resolve(all.get(i)).resolve("pom.xml"));
            // Profiles add modules for tests only.
            String dependencies = pom.replaceAll("(?s)<profiles>.*</profiles>", "");
            Pattern.compile(
                            "(?s)<dependency>(?:(?!</dependency>).)*?<artifactId>amparo-([a-z-]+)</artifactId>"
                                    + "(?<rest>(?:(?!</dependency>).)*)</dependency>")
                    .matcher(dependencies)
                    .results()
                    .filter(found -> !found.group(2).contains("<scope>test</scope>"))
                    .map(found -> found.group(1))
                    .filter(name -> !all.contains(name))
                    .forEach(all::add);
        }
        return all;
    }

    private record Result(int code, String output, List<String> calls) {}

    private List<String> built(String... arguments) throws Exception {
        return run(Map.of("AMPARO_AOT", "off"), arguments).calls().stream()
                .filter(call -> call.startsWith("mvn"))
                .map(call -> call.replaceAll(".* -pl (\\w+) .*", "$1"))
                .toList();
    }

    private static String last(Result result) {
        assertThat(result.calls()).as(result.output()).isNotEmpty();
        return result.calls().stream()
                .filter(call -> call.startsWith("java") && !call.endsWith(" train"))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private Result run(Map<String, String> more, String... arguments) throws Exception {
        Files.deleteIfExists(calls);
        List<String> command = new ArrayList<>(List.of(root.resolve("amparo").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CALLS", calls.toString());
        builder.environment().put("AMPARO_JAVA_HOME", temp.resolve("jdk").toString());
        builder.environment().put("HOME", temp.toString());
        builder.environment().put("AMPARO_AOT_DELAY", "600");
        builder.environment()
                .merge("PATH", temp.resolve("bin") + ":", (path, first) -> first + path);
        builder.environment().putAll(more);
        if (more.isEmpty()) {
            builder.environment().put("AMPARO_AOT", "off");
        }
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        return new Result(process.waitFor(), output, calls());
    }

    private List<String> calls() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void touch(String file) throws Exception {
        Files.setLastModifiedTime(root.resolve(file), FileTime.from(Instant.now().plusMillis(20)));
        Thread.sleep(40);
    }

    private static void await(Path file) throws Exception {
        for (int i = 0; i < 600 && !Files.exists(file); i++) {
            Thread.sleep(50);
        }
        assertThat(file).exists();
    }

    private static void program(Path file, String lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static StandardCopyOption attributes() {
        return StandardCopyOption.COPY_ATTRIBUTES;
    }

    private static void age(Path folder) throws IOException {
        FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, old);
            }
        }
    }
}
