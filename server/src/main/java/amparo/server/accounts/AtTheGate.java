package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work with credentials happens at the gate, whoever acts otherwise: no other room reads them. Each
 * call is a transaction of its own.
 */
@Component
class AtTheGate {

    private final TransactionTemplate transactions;

    AtTheGate(PlatformTransactionManager manager) {
        transactions = new TransactionTemplate(manager);
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    <T> T call(Supplier<T> work) {
        String origin = Acting.find().map(Actor::origin).orElse("system");
        return Acting.as(Actor.atTheGate(origin), () -> transactions.execute(status -> work.get()));
    }

    void run(Runnable work) {
        call(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }
}
