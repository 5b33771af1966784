package amparo.server.operations;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** UP when the database answers within a second. */
@Component
class DatabaseHealthIndicator implements HealthIndicator {

    private final Pulse pulse;

    DatabaseHealthIndicator(Pulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public Health health() {
        return pulse.beats() ? Health.up().build() : Health.down().build();
    }
}
