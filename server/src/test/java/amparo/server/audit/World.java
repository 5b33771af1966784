package amparo.server.audit;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.MatrixReader;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.access.Seal;
import amparo.server.access.TableWalls;
import amparo.server.access.WalledTransactions;
import amparo.server.database.Database;
import amparo.server.database.Migrations;
import amparo.server.platform.Ids;
import amparo.server.storage.Connections;
import amparo.server.testing.TestDatabases;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database with all walls, the beans that a test asks for, and people who act in it. The owner's
 * hand makes what a test needs; all else goes through the walls.
 */
public final class World implements AutoCloseable {

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {}

    private final Connections connections;
    private final HikariDataSource pool;
    private final AnnotationConfigApplicationContext context;

    /** With these beans; the audit and the walls are there anyway. */
    public World(Class<?>... beans) {
        connections =
                TestDatabases.fresh(
                        "walled",
                        empty ->
                                Migrations.run(
                                        database(empty),
                                        Room.databaseRoles(),
                                        owner -> TableWalls.build(owner, MatrixReader.bundled())));
        Seal seal;
        // A copy of a template does not copy the rights on the database itself.
        Migrations.run(
                database(connections),
                Room.databaseRoles(),
                owner -> TableWalls.build(owner, MatrixReader.bundled()));
        try (Connection owner = connections.owner()) {
            seal = Seal.of(owner);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(connections.url());
        settings.setUsername(Database.APPLICATION);
        settings.setPassword(connections.appPassword());
        settings.setSchema(Database.SCHEMA);
        settings.setMaximumPoolSize(17);
        settings.setMinimumIdle(0);
        pool = new HikariDataSource(settings);
        context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(
                PlatformTransactionManager.class, () -> new WalledTransactions(pool, seal));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(pool));
        context.registerBean(
                TransactionTemplate.class,
                () -> new TransactionTemplate(context.getBean(PlatformTransactionManager.class)));
        context.registerBean(
                java.time.Clock.class, java.time.Clock::systemUTC, bean -> bean.setPrimary(false));
        context.register(Transactions.class, AuditLog.class);
        if (beans.length > 0) {
            context.register(beans);
        }
        context.refresh();
    }

    private static Database database(Connections connections) {
        return new Database(
                connections.url(),
                connections.ownerUser(),
                connections.ownerPassword(),
                connections.appPassword());
    }

    public Database database() {
        return database(connections);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** As this actor, in a transaction. */
    public <T> T in(Actor actor, Supplier<T> work) {
        return Objects.requireNonNull(
                Acting.as(
                        actor,
                        () -> bean(TransactionTemplate.class).execute(status -> work.get())));
    }

    /** As this actor, in a transaction, SQL that gives one column. */
    public List<String> sql(Actor actor, String sql) {
        return in(actor, () -> bean(JdbcClient.class).sql(sql).query(String.class).list());
    }

    /** A connection of the owner; the caller closes it. */
    public Connection owner() throws SQLException {
        Connection owner = connections.owner();
        try (Statement statement = owner.createStatement()) {
            statement.execute("set search_path = amparo");
        }
        return owner;
    }

    /** What the owner's hand does, past the walls. */
    public void byHand(String sql, Object... values) {
        try (Connection owner = owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** The first column of what the owner sees. */
    public List<String> seen(String sql, Object... values) {
        try (Connection owner = owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(String.valueOf(rows.getString(1)));
                }
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    public UUID organisation(String name, OrganisationKind kind) {
        UUID id = Ids.next();
        byHand(
                "insert into organisation (id, kind, name, country) values (?, ?, ?, 'MEX')",
                id,
                kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                name);
        return id;
    }

    /** Somebody with this role, who acts in that organisation with its whole scope. */
    public Actor actor(UUID organisation, OrganisationKind kind, Role role, String name) {
        UUID account = Ids.next();
        byHand(
                "insert into account (id, display_name, status) values (?, ?, 'active')",
                account,
                name);
        byHand(
                "insert into membership (id, account, organisation, role) values (?, ?, ?, ?)",
                Ids.next(),
                account,
                organisation,
                role.code());
        return new Actor(
                account,
                organisation,
                kind,
                role.room(kind),
                Set.of(role),
                Scope.ORGANISATION,
                Set.of(),
                "192.0.2.7");
    }

    /** A person whom this actor entered. */
    public UUID person(Actor by, String code) {
        UUID id = Ids.next();
        byHand(
                "insert into person (id, code, organisation, entered_by, entered_room) values (?, '', ?, ?, ?)",
                id,
                by.requireOrganisation(),
                by.requireAccount(),
                by.room().code());
        // The database makes a code of its own.
        byHand("update person set code = ? where id = ?", code, id);
        return id;
    }

    public UUID answer(Actor by, UUID person, String fact, String json, String sensitivity) {
        UUID id = Ids.next();
        byHand(
                "insert into answer (id, person, fact, value, sensitivity, source, organisation,"
                        + " recorded_by, recorded_room) values (?, ?, ?, ?::jsonb, ?, 'person', ?, ?, ?)",
                id,
                person,
                fact,
                json,
                sensitivity,
                by.requireOrganisation(),
                by.requireAccount(),
                by.room().code());
        return id;
    }

    public void share(Actor by, UUID person, UUID receiver, String... facts) {
        byHand(
                "insert into share (id, person, organisation, shared_by, from_organisation, facts,"
                        + " basis, consented_at, until) values (?, ?, ?, ?, ?, ?::text[], 'consent',"
                        + " now(), now() + interval '90 days')",
                Ids.next(),
                person,
                receiver,
                by.requireAccount(),
                by.requireOrganisation(),
                "{" + String.join(",", facts) + "}");
    }

    public void assign(Actor by, UUID person, Actor to) {
        byHand(
                "insert into assignment (id, person, account, organisation, assigned_by) values (?, ?, ?, ?, ?)",
                Ids.next(),
                person,
                to.requireAccount(),
                to.requireOrganisation(),
                by.requireAccount());
    }

    @Override
    public void close() {
        context.close();
        pool.close();
        TestDatabases.drop(connections);
    }
}
