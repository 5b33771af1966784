package amparo.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/**
 * FEATURE: a module is reached by its front door, by its declared neighbours, and never in a
 * circle.
 */
class ModulesTest {

    @Test
    void modulesUseOnlyEachOthersFrontDoors() {
        ApplicationModules modules = ApplicationModules.of(AmparoServer.class);
        // A check that matches nothing must not pass.
        assertThat(modules.stream()).hasSizeGreaterThan(6);
        modules.verify();
    }
}
