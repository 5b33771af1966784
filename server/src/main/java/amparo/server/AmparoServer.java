package amparo.server;

import amparo.server.database.Database;
import amparo.server.platform.Installation;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

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
        // Only what the command line says counts, not the surroundings. Logging starts before the
        // initializers, so it needs the settings in the first place too.
        Map<String, Object> early = new HashMap<>(settings);
        early.put("spring.config.location", "classpath:/application.properties");
        application.setDefaultProperties(early);
        application.addInitializers(context -> {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("amparo", settings));
            if (context instanceof GenericApplicationContext beans) {
                beans.registerBean(Database.class, () -> database);
                beans.registerBean(Installation.class, () -> installation);
            }
        });
        return application.run();
    }
}
