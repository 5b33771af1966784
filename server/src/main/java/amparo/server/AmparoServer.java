package amparo.server;

import amparo.server.database.Database;
import amparo.server.platform.Installation;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The web application. Started by {@link amparo.server.command} with a database that already
 * answers.
 */
@SpringBootApplication
public class AmparoServer {

    /**
     * Starts serving.
     *
     * @param settings Spring's settings that differ from {@code application.properties}, for
     *     example {@code server.port}
     */
    public static ConfigurableApplicationContext start(
            Database database, Installation installation, Map<String, Object> settings) {
        SpringApplication application = new SpringApplication(AmparoServer.class);
        application.setDefaultProperties(settings);
        application.addInitializers(context -> {
            if (context instanceof GenericApplicationContext beans) {
                beans.registerBean(Database.class, () -> database);
                beans.registerBean(Installation.class, () -> installation);
            }
        });
        return application.run();
    }
}
