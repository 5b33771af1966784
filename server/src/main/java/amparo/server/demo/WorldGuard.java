package amparo.server.demo;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.accounts.SyntheticAccounts;
import amparo.server.platform.Installation;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the real world and the invented one apart, before the first request is answered: the
 * demonstration shows codes to everybody and has a public password.
 */
@Component
class WorldGuard implements SmartInitializingSingleton {

    private final JdbcClient jdbc;
    private final SyntheticAccounts accounts;
    private final Installation installation;
    private final TransactionTemplate transactions;

    WorldGuard(
            JdbcClient jdbc,
            SyntheticAccounts accounts,
            Installation installation,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.installation = installation;
        this.transactions = transactions;
    }

    /**
     * @throws WrongWorld if the database holds the other world
     */
    @Override
    public void afterSingletonsInstantiated() {
        Acting.as(
                Actor.atTheGate("start"),
                () -> {
                    transactions.executeWithoutResult(status -> check());
                    return installation;
                });
    }

    private void check() {
        boolean invented =
                jdbc.sql("select exists (select 1 from demo_world)").query(Boolean.class).single();
        if (invented && !installation.demo()) {
            throw new WrongWorld(false);
        }
        if (installation.demo() && !invented) {
            if (!accounts.none()) {
                throw new WrongWorld(true);
            }
            jdbc.sql("insert into demo_world (seed) values (:seed)")
                    .param("seed", DemoWorld.SEED)
                    .update();
        }
    }
}
