package amparo.server.practice;

import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Scope;
import amparo.server.database.Database;
import amparo.server.database.Migrations;
import amparo.server.practice.PracticeDatabase.Opened;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an exercise before anybody works in it: an organisation, a site, and the account
 * of whoever learns, with its roles and without any secret. Put there by the owner, as no room may
 * make organisations; all of it or nothing.
 */
final class Furniture {

    private Furniture() {}

    static void put(Database database, UUID exercise, Opened opened, Actor actor, Learner learner) {
        try (Connection owner = Migrations.open(database)) {
            owner.setAutoCommit(false);
            execute(owner, "set local search_path = amparo, pg_temp");
            execute(
                    owner,
                    "insert into organisation (id, kind, name, country) values (?, ?, ?, ?)",
                    exercise,
                    learner.kind().code(),
                    learner.organisation().apply(number(exercise)),
                    learner.country());
            execute(
                    owner,
                    "insert into site (id, organisation, name, country) values (?, ?, ?, ?)",
                    opened.site(),
                    exercise,
                    learner.site(),
                    learner.country());
            // The same account may have practised before.
            execute(
                    owner,
                    "insert into account (id, display_name, language, status) values (?, ?, ?,"
                            + " 'active') on conflict (id) do update set display_name ="
                            + " excluded.display_name, language = excluded.language",
                    opened.account(),
                    learner.name(),
                    learner.language());
            boolean sites = actor.scope() == Scope.SITE || actor.scope() == Scope.COUNTRY;
            for (Role role : actor.roles()) {
                execute(
                        owner,
                        "insert into membership (id, account, organisation, role, scope, sites)"
                                + " values (gen_random_uuid(), ?, ?, ?, ?, case when ? then"
                                + " array[?::uuid] else '{}'::uuid[] end)",
                        opened.account(),
                        exercise,
                        role.code(),
                        (sites ? Scope.SITE : actor.scope()).code(),
                        sites,
                        opened.site());
            }
            owner.commit();
        } catch (SQLException refused) {
            throw new PracticeException("an exercise could not be furnished", refused);
        }
    }

    /** Short enough to be read, long enough that no two exercises have the same. */
    private static String number(UUID exercise) {
        String digits = exercise.toString();
        return digits.substring(digits.length() - 12);
    }

    private static void execute(Connection owner, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
