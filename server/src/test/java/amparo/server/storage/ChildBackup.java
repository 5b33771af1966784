package amparo.server.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;

/**
 * What a child JVM with little memory does: it fills a table, backs it up and restores it, and says
 * how long each took. Arguments: a folder, the programs, the number of rows.
 */
final class ChildBackup {
    private ChildBackup() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        ServerOptions options = new ServerOptions(Path.of(arguments[1]), 0, false, false);
        try (DataFolder folder = DataFolder.open(home.resolve("data"));
                EmbeddedPostgres server = EmbeddedPostgres.start(folder, options);
                Connection owner = server.connections().owner()) {
            Sample.run(
                    owner,
                    "create schema amparo; create table amparo.small (id bigint primary key, t text)");
            Sample.run(
                    owner,
                    "insert into amparo.small select n, 'Row ' || n || ' ' || md5(n::text) from"
                            + " generate_series(1, "
                            + arguments[2]
                            + ") n");
            String sum = "select count(*) || ' ' || sum(hashtext(t)) from amparo.small";
            String before = Sample.ask(owner, sum);
            Path file = home.resolve("backup");
            long start = System.nanoTime();
            Manifest manifest = Backup.toFile(owner, file, Sample.PASSPHRASE, Backup.Content.ALL);
            long backedUp = System.nanoTime();
            Restore.check(file, Sample.PASSPHRASE);
            long checked = System.nanoTime();
            Sample.run(owner, "update amparo.small set t = 'gone'");
            long update = System.nanoTime();
            Restore.read(
                    owner,
                    file,
                    Sample.PASSPHRASE,
                    new Restore.Options(true, java.util.Set.of(), null));
            long restored = System.nanoTime();
            long bytes = manifest.parts().stream().mapToLong(Manifest.Part::bytes).sum();
            System.out.printf(
                    "figures: %,d bytes of rows, %,d bytes of file, backup and check %d ms, check %d ms,"
                            + " restore %d ms%n",
                    bytes,
                    Files.size(file),
                    (backedUp - start) / 1_000_000,
                    (checked - backedUp) / 1_000_000,
                    (restored - update) / 1_000_000);
            System.out.println("same " + before.equals(Sample.ask(owner, sum)));
        }
    }
}
