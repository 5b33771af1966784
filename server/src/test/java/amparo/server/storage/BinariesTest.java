package amparo.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    @TempDir Path temp;

    @Test
    void an_interrupted_unpacking_is_thrown_away_and_done_again_and_then_kept() throws Exception {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            Path half = folder.sub("binaries").resolve(".unpacking-1/bin");
            Files.createDirectories(half);
            Files.writeString(half.resolve("postgres"), "half a program");

            Path bin = Binaries.in(folder);

            assertThat(half.getParent()).doesNotExist();
            Programs programs = Programs.in(bin, new Shell(folder.sub("run")));
            assertThat(programs.version()).isEqualTo("18.6");
            assertThat(bin.getParent().getFileName().toString()).startsWith("18.6.0-");
            try (Stream<Path> all = Files.list(folder.sub("binaries"))) {
                assertThat(all.toList()).isEqualTo(List.of(bin.getParent()));
            }
            Files.writeString(bin.resolve("mark"), "");
            assertThat(Binaries.in(folder).resolve("mark")).exists();
        }
    }
}
