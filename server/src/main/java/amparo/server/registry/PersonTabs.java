package amparo.server.registry;

import amparo.server.access.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registry's own tabs of a person's page. Who may open them is said by the routes alone. */
@Configuration
class PersonTabs {

    static final String SUMMARY = "summary";
    static final String JOURNEY = "journey";
    static final String FAMILY = "family";
    static final String PAPERS = "papers";
    static final String ANSWERS = "answers";
    static final String DOORS = "doors";
    static final String HISTORY = "history";
    static final String TRACE = "access-log";

    private record Own(int position, String key) implements PersonTab {
        @Override
        public boolean opensFor(Actor actor) {
            return true;
        }

        @Override
        public String address(String code) {
            return key.equals(SUMMARY) ? "/persons/" + code : "/persons/" + code + "/" + key;
        }
    }

    @Bean
    PersonTab summaryTab() {
        return new Own(100, SUMMARY);
    }

    @Bean
    PersonTab familyTab() {
        return new Own(110, FAMILY);
    }

    @Bean
    PersonTab journeyTab() {
        return new Own(120, JOURNEY);
    }

    @Bean
    PersonTab papersTab() {
        return new Own(130, PAPERS);
    }

    @Bean
    PersonTab answersTab() {
        return new Own(140, ANSWERS);
    }

    @Bean
    PersonTab doorsTab() {
        return new Own(150, DOORS);
    }

    @Bean
    PersonTab historyTab() {
        return new Own(900, HISTORY);
    }

    @Bean
    PersonTab traceTab() {
        return new Own(910, TRACE);
    }
}
