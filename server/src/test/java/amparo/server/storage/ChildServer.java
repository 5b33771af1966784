package amparo.server.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;

/**
 * What a child JVM does: it opens a folder, starts its database, and either waits or writes rows
 * and says the number of each one that was confirmed. Arguments: folder, programs ("" for those
 * that come along), "hold", "wait", "once" or "write".
 */
final class ChildServer {
    private ChildServer() {}

    public static void main(String[] arguments) throws Exception {
        try {
            DataFolder folder = DataFolder.open(Path.of(arguments[0]));
            if (!arguments[2].equals("hold")) {
                serve(folder, arguments[1], arguments[2]);
            }
            System.out.println("ready");
            Thread.sleep(Long.MAX_VALUE);
        } catch (StorageException told) {
            System.out.println("told " + told.problem() + " " + told.getMessage());
        }
    }

    private static void serve(DataFolder folder, String bin, String what) throws Exception {
        ServerOptions options =
                new ServerOptions(bin.isEmpty() ? null : Path.of(bin), 0, true, false);
        EmbeddedPostgres server = EmbeddedPostgres.start(folder, options);
        System.out.println("port " + server.port());
        if (what.equals("once")) {
            server.close();
            System.out.println("stopped");
            System.exit(0);
        }
        if (what.equals("write")) {
            write(server);
        }
    }

    private static void write(EmbeddedPostgres server) throws Exception {
        try (Connection connection = server.connections().owner();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists written (number bigint primary key)");
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into written values (?)")) {
                for (long number = 1; ; number++) {
                    insert.setLong(1, number);
                    insert.executeUpdate();
                    System.out.println("confirmed " + number);
                }
            }
        }
    }
}
