package amparo.server.referral;

import amparo.server.registry.AnswerListener;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.PersonFiles.Told;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hears that a person is in another country than the service that was asked for them. */
@Component
class MovedOn implements AnswerListener {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    MovedOn(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void recorded(Ref person, Told answer) {
        if (!answer.fact().equals("country_now") && !answer.fact().equals("stay")) {
            return;
        }
        String country = country(answer);
        if (country.matches("[A-Z]{3}")) {
            jdbc.sql("select referral_moved(:person, :country)")
                    .param("person", person.id())
                    .param("country", country)
                    .query(row -> {});
        }
    }

    /** Where they are now by this answer; empty if it does not say that. */
    private static String country(Told answer) {
        JsonNode value;
        try {
            value = JSON.readTree(answer.value());
        } catch (JacksonException none) {
            return "";
        }
        if (answer.fact().equals("country_now")) {
            return value.asString("");
        }
        // A stay that is over, or whose end nobody told, says nothing of today.
        return value.path("left").asString("").equals("ongoing")
                ? value.path("country").asString("")
                : "";
    }
}
