package amparo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void tellsItsVersion() {
        Run run = Run.of("--version");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("amparo ");
    }

    @Test
    void helpsWithEveryCommand() {
        for (String command : List.of("check", "ask", "facts", "rulebook")) {
            assertThat(Run.of("--help").out()).contains(command);
            assertThat(Run.of(command, "--help").code()).isZero();
        }
        assertThat(Run.of().out()).contains("Usage: amparo");
    }

    @Test
    void namesTheCommandsOfTheServerThatTheLauncherStarts() {
        assertThat(Run.of("--help").out())
                .contains("serve", "backup", "restore", "audit", "finder");
    }
}
