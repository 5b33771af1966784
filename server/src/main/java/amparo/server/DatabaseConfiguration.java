package amparo.server;

import amparo.server.access.Matrix;
import amparo.server.access.MatrixReader;
import amparo.server.access.Room;
import amparo.server.access.Seal;
import amparo.server.access.TableWalls;
import amparo.server.access.WalledQuestion;
import amparo.server.access.WalledTransactions;
import amparo.server.database.Database;
import amparo.server.database.Migrations;
import amparo.server.database.Pool;
import amparo.server.practice.PracticeDatabase;
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
            PracticeDatabase practice,
            @Value("${amparo.database.connections:10}") int connections) {
        Migrations.run(database, Room.databaseRoles(), owner -> TableWalls.build(owner, matrix));
        practice.sweep();
        return new TwoWorlds(
                Pool.of(database, "amparo", Database.APPLICATION, connections), practice);
    }

    /** Reaches the tables of the sessions and nothing else; no room reaches them. */
    @Bean
    @SpringSessionDataSource
    DataSource sessionDataSource(
            Database database,
            DataSource migrated,
            @Value("${amparo.database.session-connections:4}") int connections) {
        return Pool.of(database, "sessions", Database.SESSIONS, connections);
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
    PlatformTransactionManager transactionManager(
            DataSource dataSource, Seal seal, PracticeDatabase practice) {
        return new WalledTransactions(dataSource, seal, practice::seal);
    }

    @Bean
    WalledQuestion walledQuestion(DataSource dataSource, Seal seal) {
        return new WalledQuestion(dataSource, seal);
    }

    /** Said here, because the one of the sessions would otherwise be taken for it. */
    @Bean
    @Primary
    TransactionTemplate transactionTemplate(PlatformTransactionManager walls) {
        return new TransactionTemplate(walls);
    }
}
