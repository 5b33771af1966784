package amparo.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir Path temp;

    @Test
    void a_second_opening_in_the_same_process_is_refused_and_does_not_free_the_lock()
            throws Exception {
        Path path = temp.resolve("data");
        try (DataFolder first = DataFolder.open(path)) {
            assertThatThrownBy(() -> DataFolder.open(path))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            e -> assertThat(e.problem()).isEqualTo(Problem.FOLDER_IN_USE));
            assertThat(openElsewhere(first.path())).startsWith("told FOLDER_IN_USE");
        }
    }

    @Test
    void another_process_is_told_which_process_holds_the_folder() throws Exception {
        try (DataFolder mine = DataFolder.open(temp.resolve("data"))) {
            assertThat(openElsewhere(mine.path()))
                    .contains("process " + ProcessHandle.current().pid())
                    .contains("Stop the other one first");
        }
    }

    @Test
    void a_link_to_a_folder_in_use_is_refused_too() throws Exception {
        try (DataFolder mine = DataFolder.open(temp.resolve("data"))) {
            Path link = Files.createSymbolicLink(temp.resolve("link"), mine.path());
            assertThatThrownBy(() -> DataFolder.open(link))
                    .hasMessageContaining("in use by another Amparo");
        }
    }

    @Test
    void the_lock_of_a_killed_process_is_free_at_once() throws Exception {
        Path path = temp.resolve("data");
        try (ChildJvm child = ChildJvm.start(ChildServer.class, path, "", "hold")) {
            child.await("ready");
            assertThatThrownBy(() -> DataFolder.open(path))
                    .hasMessageContaining("process " + child.pid());
            child.kill();
            DataFolder.open(path).close();
        }
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_told_plainly() throws Exception {
        Path file = Files.writeString(temp.resolve("data"), "x");
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.FOLDER_UNREADABLE));
    }

    @Test
    void rights_given_away_are_taken_back() throws Exception {
        Path path = temp.resolve("data");
        try (DataFolder folder = DataFolder.open(path)) {
            folder.secret("owner-password");
        }
        Path secret = path.resolve("secrets/owner-password");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(
                secret.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-rw-r--"));

        DataFolder.open(path).close();

        assertThat(rights(path)).isEqualTo("rwx------");
        assertThat(rights(secret.getParent())).isEqualTo("rwx------");
        assertThat(rights(secret)).isEqualTo("rw-------");
    }

    @Test
    void a_secret_stays_the_same_and_is_nobody_elses() throws Exception {
        Path path = temp.resolve("data");
        String secret;
        try (DataFolder folder = DataFolder.open(path)) {
            secret = folder.secret("owner-password");
            assertThat(secret).hasSize(43).isNotEqualTo(folder.secret("app-password"));
        }
        try (DataFolder again = DataFolder.open(path)) {
            assertThat(again.secret("owner-password")).isEqualTo(secret);
            assertThat(rights(again.secretFile("owner-password"))).isEqualTo("rw-------");
        }
    }

    @Test
    void a_secret_may_not_be_named_outside_its_folder() {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            assertThatThrownBy(() -> folder.secret("../lock"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void what_an_interrupted_writing_left_is_swept_away() throws Exception {
        Path path = temp.resolve("data");
        DataFolder.open(path).close();
        Path half = Files.writeString(path.resolve("secrets/.new-123"), "half");
        DataFolder.open(path).close();
        assertThat(half).doesNotExist();
    }

    @Test
    void a_choice_is_remembered() {
        Path path = temp.resolve("data");
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.choice("runner")).isEmpty();
            folder.remember("runner", "itself");
        }
        try (DataFolder again = DataFolder.open(path)) {
            assertThat(again.choice("runner")).contains("itself");
        }
    }

    private static String openElsewhere(Path path) throws Exception {
        try (ChildJvm child = ChildJvm.start(ChildServer.class, path, "", "hold")) {
            return child.line();
        }
    }

    private static String rights(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
