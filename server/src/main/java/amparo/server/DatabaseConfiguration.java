package amparo.server;

import amparo.server.access.Matrix;
import amparo.server.access.MatrixReader;
import amparo.server.access.Room;
import amparo.server.access.Seal;
import amparo.server.access.TableWalls;
import amparo.server.access.WalledTransactions;
import amparo.server.database.Database;
import amparo.server.database.Migrations;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The way from the application to the database: through the walls, or not at all. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    Matrix matrix() {
        return MatrixReader.bundled();
    }

    /** Signs in as a role that owns nothing; by then the tables and walls of this version stand. */
    @Bean
    @Primary
    DataSource dataSource(
            Database database,
            Matrix matrix,
            @Value("${amparo.database.connections:10}") int connections) {
        Migrations.run(database, Room.databaseRoles(), owner -> TableWalls.build(owner, matrix));
        return pool(database, "amparo", Database.APPLICATION, connections);
    }

    /** Reaches the tables of the sessions and nothing else; no room reaches them. */
    @Bean
    @SpringSessionDataSource
    DataSource sessionDataSource(
            Database database,
            DataSource migrated,
            @Value("${amparo.database.session-connections:4}") int connections) {
        return pool(database, "sessions", Database.SESSIONS, connections);
    }

    private static HikariDataSource pool(
            Database database, String name, String login, int connections) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(database.url());
        pool.setUsername(login);
        pool.setPassword(database.applicationPassword());
        pool.setSchema(Database.SCHEMA);
        // The detail of an error quotes the values of a row, and errors may reach a log.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        // So that a request does not hang on a database that is gone without a word.
        pool.addDataSourceProperty("socketTimeout", "60");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.setInitializationFailTimeout(30_000);
        return new HikariDataSource(pool);
    }

    /** Read as the owner, once the tables stand: that is why it asks for the data source. */
    @Bean
    Seal seal(Database database, DataSource migrated) throws SQLException {
        try (Connection owner = Migrations.open(database)) {
            return Seal.of(owner);
        }
    }

    @Bean
    @Primary
    PlatformTransactionManager transactionManager(DataSource dataSource, Seal seal) {
        return new WalledTransactions(dataSource, seal);
    }

    /** Said here, because the one of the sessions would otherwise be taken for it. */
    @Bean
    @Primary
    TransactionTemplate transactionTemplate(PlatformTransactionManager walls) {
        return new TransactionTemplate(walls);
    }
}
