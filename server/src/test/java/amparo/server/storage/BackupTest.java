package amparo.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import amparo.server.testing.TestDatabases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class BackupTest {
    /** The same for all: who changes it takes a copy. */
    private static Connections source;

    @TempDir Path temp;
    private Connections target;

    @BeforeAll
    static void makeSource() {
        source = filled();
    }

    @AfterAll
    static void dropSource() {
        TestDatabases.drop(source);
    }

    @BeforeEach
    void makeTarget() {
        target = TestDatabases.fresh("sample", Sample::tables);
    }

    @AfterEach
    void dropTarget() {
        TestDatabases.drop(target);
    }

    // --- what must be refused, with nothing changed

    @Test
    void a_short_passphrase_is_refused_before_anything_is_written() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection owner = source.owner()) {
            assertProblem(
                    Problem.PASSPHRASE_TOO_SHORT,
                    () -> Backup.write(owner, out, "eleven char".toCharArray()));
        }
        assertThat(out.size()).isZero();
    }

    @Test
    void a_wrong_passphrase_is_refused_and_nothing_is_changed() throws Exception {
        Path file = backup();
        Map<String, String> before = Sample.content(target);
        assertRefused(
                Problem.PASSPHRASE_WRONG,
                () ->
                        restore(
                                file,
                                "correct horse batterY".toCharArray(),
                                Restore.Options.CAREFUL));
        assertThat(Sample.content(target)).isEqualTo(before);
    }

    @Test
    void one_flipped_bit_anywhere_is_found_before_anything_is_changed() throws Exception {
        byte[] good = Files.readAllBytes(backup());
        Map<String, String> before = Sample.content(target);
        Random random = new Random(4);
        List<Integer> places = new ArrayList<>(List.of(good.length - 1, good.length - 20));
        for (int i = 0; i < 16; i++) {
            places.add(i < 8 ? i : random.nextInt(good.length));
        }
        for (int place : places) {
            byte[] bad = good.clone();
            bad[place] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(temp.resolve("flipped"), bad);
            assertThatThrownBy(() -> restore(file, Sample.PASSPHRASE, Restore.Options.CAREFUL))
                    .as("byte %d of %d", place, good.length)
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            e ->
                                    assertThat(e.problem())
                                            .isIn(
                                                    Problem.BACKUP_DAMAGED,
                                                    Problem.PASSPHRASE_WRONG,
                                                    Problem.BACKUP_NOT_A_BACKUP));
        }
        assertThat(Sample.content(target)).isEqualTo(before);
    }

    @Test
    void a_file_cut_anywhere_is_found_before_anything_is_changed() throws Exception {
        byte[] good = Files.readAllBytes(backup());
        Map<String, String> before = Sample.content(target);
        for (int length :
                List.of(0, 1, 30, 200, good.length / 2, good.length - 22, good.length - 1)) {
            Path file = Files.write(temp.resolve("cut"), java.util.Arrays.copyOf(good, length));
            assertThatThrownBy(() -> restore(file, Sample.PASSPHRASE, Restore.Options.CAREFUL))
                    .as("cut at %d of %d", length, good.length)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("Nothing was changed");
        }
        assertThat(Sample.content(target)).isEqualTo(before);
    }

    @Test
    void something_that_is_no_backup_or_is_not_there_is_told_plainly() throws Exception {
        Path text = Files.writeString(temp.resolve("text"), "select * from person;\n".repeat(50));
        assertRefused(Problem.BACKUP_NOT_A_BACKUP, () -> Restore.check(text, Sample.PASSPHRASE));
        assertRefused(
                Problem.BACKUP_NOT_READABLE,
                () -> Restore.check(temp.resolve("none"), Sample.PASSPHRASE));
        Path foreign = sealed(archive -> archive.entry("hello.txt", new byte[10]));
        assertRefused(Problem.BACKUP_NOT_A_BACKUP, () -> Restore.check(foreign, Sample.PASSPHRASE));
    }

    @Test
    void a_newer_format_is_told_plainly() throws Exception {
        Path newer =
                sealed(archive ->
                        archive.entry(
                                Archive.HEAD,
                                Archive.json(new Archive.Head("amparo", 2, "later"))));
        assertThatThrownBy(() -> Restore.check(newer, Sample.PASSPHRASE))
                .hasMessageContaining("format 2")
                .hasMessageContaining("newer Amparo");
    }

    @Test
    void an_archive_without_its_list_or_with_another_one_is_damaged() throws Exception {
        byte[] head = Archive.json(new Archive.Head("amparo", 1, "now"));
        Path noList = sealed(archive -> archive.entry(Archive.HEAD, head));
        assertRefused(Problem.BACKUP_DAMAGED, () -> Restore.check(noList, Sample.PASSPHRASE));
        Path other =
                sealed(archive -> {
                    archive.entry(Archive.HEAD, head);
                    archive.finish(
                            new Manifest(
                                    1,
                                    "now",
                                    "amparo",
                                    null,
                                    "18",
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(new Manifest.Part(Archive.HEAD, 1, "00"))));
                });
        assertRefused(Problem.BACKUP_DAMAGED, () -> Restore.check(other, Sample.PASSPHRASE));
    }

    @Test
    void a_database_with_rows_is_left_alone_unless_it_is_to_be_replaced() throws Exception {
        Path file = backup();
        Sample.rows(target);
        Map<String, String> before = Sample.content(target);
        assertRefused(
                Problem.RESTORE_NOT_EMPTY,
                () -> restore(file, Sample.PASSPHRASE, Restore.Options.CAREFUL));
        assertThat(Sample.content(target)).isEqualTo(before);

        restore(file, Sample.PASSPHRASE, new Restore.Options(true, Set.of(), null));
        assertSameAsSource();
    }

    @Test
    void another_version_of_the_tables_is_refused() throws Exception {
        Path file = backup();
        change(
                target,
                "update amparo.flyway_schema_history set version = '006' where version = '007'");
        assertThatThrownBy(() -> restore(file, Sample.PASSPHRASE, Restore.Options.CAREFUL))
                .hasMessageContaining("version 007")
                .hasMessageContaining("version 006");
    }

    @Test
    void other_tables_or_columns_are_refused_by_name() throws Exception {
        Path file = backup();
        change(target, "alter table amparo.person add column extra int");
        change(target, "drop table amparo.empty");
        assertThatThrownBy(() -> restore(file, Sample.PASSPHRASE, Restore.Options.CAREFUL))
                .hasMessageContaining("empty, person");
    }

    @Test
    void a_refusal_in_the_middle_takes_everything_back() throws Exception {
        Path file = backup();
        change(target, "alter table amparo.event add check (what <> 'new')");
        Path secrets = Files.createDirectory(temp.resolve("secrets"));
        Map<String, String> before = Sample.content(target);
        assertRefused(
                Problem.RESTORE_REFUSED,
                () ->
                        restore(
                                file,
                                Sample.PASSPHRASE,
                                new Restore.Options(false, Set.of(), secrets)));
        assertThat(Sample.content(target)).isEqualTo(before);
        assertThat(secrets).isEmptyDirectory();
    }

    @Test
    void a_backup_with_holes_is_refused() throws Exception {
        Connections database = TestDatabases.fresh();
        try (Connection plain = Sample.plainOwner(database)) {
            Sample.plainTables(plain);
            Sample.plainRows(plain);
            assertThatThrownBy(() ->
                            Backup.write(plain, OutputStream.nullOutputStream(), Sample.PASSPHRASE))
                    .hasMessageContaining("person")
                    .hasMessageContaining("alter role plain_owner bypassrls");
        }
    }

    @Test
    void an_empty_schema_a_full_disk_and_an_old_file_are_told_plainly() throws Exception {
        try (Connection empty = TestDatabases.fresh().owner();
                Connection owner = source.owner()) {
            assertProblem(
                    Problem.BACKUP_NOTHING_THERE,
                    () -> Backup.write(empty, OutputStream.nullOutputStream(), Sample.PASSPHRASE));
            OutputStream full =
                    new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            throw new IOException("No space left on device");
                        }
                    };
            assertProblem(
                    Problem.BACKUP_NOT_WRITTEN, () -> Backup.write(owner, full, Sample.PASSPHRASE));
            Path old = Files.writeString(temp.resolve("old"), "precious");
            assertProblem(
                    Problem.BACKUP_NOT_WRITTEN,
                    () -> Backup.toFile(owner, old, Sample.PASSPHRASE, Backup.Content.ALL));
            assertThat(old).hasContent("precious");
            assertThat(owner.getAutoCommit()).isTrue();
            assertThat(owner.isReadOnly()).isFalse();
        }
    }

    // --- what must come back

    @Test
    void everything_comes_back_as_it_was() throws Exception {
        Path file = backup();
        Manifest manifest = restore(file, Sample.PASSPHRASE, Restore.Options.CAREFUL);

        assertThat(manifest.migration()).isEqualTo("007");
        assertThat(manifest.rows()).isEqualTo(2 + 202 + 2 + 2 + 2);
        assertThat(manifest.leftOut()).containsExactly("session");
        assertSameAsSource();
        try (Connection owner = target.owner()) {
            assertThat(Sample.ask(owner, "select shout from amparo.person where name = 'Person 1'"))
                    .isEqualTo("PERSON 1");
            assertThatThrownBy(() -> Sample.run(owner, "delete from amparo.audit"))
                    .hasMessageContaining("append only");
        }
    }

    @Test
    void the_file_is_for_its_owner_only_and_shows_nothing_of_what_is_in_it() throws Exception {
        Path file = backup();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("Person")
                .doesNotContain("manifest");
        try (var files = Files.list(temp)) {
            assertThat(files.toList()).containsExactly(file);
        }
    }

    @Test
    void it_is_one_moment_though_others_go_on_writing() throws Exception {
        Path file = temp.resolve("backup");
        Connections busy = filled();
        try (Connection owner = busy.owner();
                Connection other = busy.owner();
                OutputStream out = Files.newOutputStream(file)) {
            OutputStream meddling =
                    new OutputStream() {
                        private boolean done;

                        @Override
                        public void write(int b) throws IOException {
                            write(new byte[] {(byte) b}, 0, 1);
                        }

                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            try {
                                if (!done) {
                                    done = true;
                                    Sample.run(
                                            other,
                                            "insert into amparo.organisation (name) values ('late')");
                                    Sample.run(
                                            other, "insert into amparo.audit values (3, 'late')");
                                }
                            } catch (java.sql.SQLException failed) {
                                throw new IOException(failed);
                            }
                            out.write(bytes, offset, length);
                        }
                    };
            Backup.write(owner, meddling, Sample.PASSPHRASE);
            assertThat(Sample.ask(owner, "select count(*) from amparo.audit")).isEqualTo("3");
        }
        restore(file, Sample.PASSPHRASE, Restore.Options.CAREFUL);
        try (Connection owner = target.owner()) {
            assertThat(Sample.ask(owner, "select count(*) from amparo.audit")).isEqualTo("2");
            assertThat(Sample.ask(owner, "select count(*) from amparo.organisation"))
                    .isEqualTo("2");
        }
        TestDatabases.drop(busy);
    }

    @Test
    void an_owner_who_is_no_superuser_can_restore() throws Exception {
        Path file = backup();
        Connections database = TestDatabases.fresh();
        try (Connection plain = Sample.plainOwner(database)) {
            Sample.plainTables(plain);
            Restore.read(plain, file, Sample.PASSPHRASE, Restore.Options.CAREFUL);
        }
        Map<String, String> restored = Sample.content(database);
        Map<String, String> expected = Sample.content(source);
        expected.put("session", restored.get("session"));
        assertThat(restored).isEqualTo(expected);
        assertThat(restored.get("session")).isEqualTo("0 ");
    }

    @Test
    void rows_of_migrations_give_way_to_those_of_the_backup() throws Exception {
        Path file = backup();
        change(target, "insert into amparo.organisation (name) values ('seed')");
        restore(file, Sample.PASSPHRASE, new Restore.Options(false, Set.of("organisation"), null));
        assertSameAsSource();
    }

    @Test
    void small_files_come_along_and_those_they_replace_are_kept() throws Exception {
        Path key = Files.writeString(temp.resolve("field-key"), "the key");
        Path file = temp.resolve("with-files");
        try (Connection owner = source.owner()) {
            Backup.toFile(owner, file, Sample.PASSPHRASE, Sample.withoutSessions(key));
        }
        Path secrets = Files.createDirectory(temp.resolve("secrets"));
        Files.writeString(secrets.resolve("field-key"), "another key");
        restore(file, Sample.PASSPHRASE, new Restore.Options(false, Set.of(), secrets));
        assertThat(secrets.resolve("field-key")).hasContent("the key");
        assertThat(secrets.resolve("field-key.before-restore")).hasContent("another key");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(secrets.resolve("field-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void gpg_opens_it_without_this_program() throws Exception {
        Path file = backup();
        Path home = PrivateFiles.folder(temp.resolve("gnupg"));
        Path passphrase =
                Files.writeString(home.resolve("passphrase"), new String(Sample.PASSPHRASE));
        Path tar = home.resolve("backup.tar");
        Shell shell = new Shell(home);
        List<String> gpg = List.of("gpg", "--homedir", home.toString(), "--batch");
        try {
            assumeThat(shell.run(gpg, List.of("--version"), Duration.ofMinutes(1)).ok())
                    .as("gpg is installed")
                    .isTrue();
        } catch (IOException none) {
            assumeThat(false).as("gpg is installed").isTrue();
        }
        Shell.Result result =
                shell.run(
                        gpg,
                        List.of(
                                "--pinentry-mode",
                                "loopback",
                                "--passphrase-file",
                                passphrase.toString(),
                                "--output",
                                tar.toString(),
                                "--decrypt",
                                file.toString()),
                        Duration.ofMinutes(5));
        shell.run(
                List.of("gpgconf", "--homedir", home.toString()),
                List.of("--kill", "gpg-agent"),
                Duration.ofMinutes(1));
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.output()).contains("AES256");
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(tar))) {
            for (TarArchiveEntry entry = in.getNextEntry();
                    entry != null;
                    entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names)
                .startsWith(Archive.HEAD)
                .endsWith(Archive.MANIFEST)
                .anyMatch(name -> name.matches("tables/\\d{4}-person/00000001.copy"));
    }

    @Test
    void a_passphrase_file_counts_to_its_first_line_break() throws Exception {
        Path file = Files.writeString(temp.resolve("passphrase"), "señal de la montaña\r\nmore\n");
        assertThat(new String(Passphrase.fromFile(file))).isEqualTo("señal de la montaña");
        Files.writeString(file, "short\n");
        assertProblem(Problem.PASSPHRASE_TOO_SHORT, () -> Passphrase.fromFile(file));
    }

    // --- tools

    private static Connections filled() {
        return TestDatabases.fresh(
                "sample_rows",
                database -> {
                    Sample.tables(database);
                    Sample.rows(database);
                });
    }

    private Path backup() throws Exception {
        Path file = temp.resolve("backup");
        try (Connection owner = source.owner()) {
            Backup.toFile(owner, file, Sample.PASSPHRASE, Sample.withoutSessions());
        }
        return file;
    }

    private Manifest restore(Path file, char[] passphrase, Restore.Options options)
            throws Exception {
        try (Connection owner = target.owner()) {
            return Restore.read(owner, file, passphrase, options);
        }
    }

    private void assertSameAsSource() throws Exception {
        Map<String, String> expected = Sample.content(source);
        expected.put("session", "0 ");
        assertThat(Sample.content(target)).isEqualTo(expected);
    }

    private static void change(Connections database, String sql) throws Exception {
        try (Connection owner = database.owner()) {
            Sample.run(owner, sql);
        }
    }

    private interface Filling {
        void fill(ArchiveWriter archive) throws IOException;
    }

    private Path sealed(Filling filling) throws IOException {
        Path file = temp.resolve("sealed");
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream sealed = Envelope.seal(out, Sample.PASSPHRASE)) {
            ArchiveWriter archive = new ArchiveWriter(sealed);
            filling.fill(archive);
            archive.close();
        }
        return file;
    }

    private static void assertRefused(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.problem()).isEqualTo(problem))
                .hasMessageContaining("othing was ");
    }

    private static void assertProblem(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
