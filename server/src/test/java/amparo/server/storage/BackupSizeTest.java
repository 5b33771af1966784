package amparo.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Tag("long")
class BackupSizeTest {
    @TempDir Path temp;

    @Test
    void a_million_rows_go_through_little_memory() throws Exception {
        try (ChildJvm child =
                ChildJvm.start(
                        List.of(),
                        ChildJvm.classPath(),
                        // The rows alone are larger than this.
                        List.of("-Xmx40m"),
                        ChildBackup.class,
                        temp,
                        TestDatabases.programs(),
                        1_000_000)) {
            System.out.println(child.await("figures: "));
            assertThat(child.await("same ")).isEqualTo("true");
        }
    }
}
