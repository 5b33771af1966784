package amparo.server.referral;

import amparo.server.registry.AnswerListener;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.PersonFiles.Told;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hears that a person is elsewhere than the service that was asked for them: in another country, or
 * at another place of their way since it was sent.
 */
@Component
class MovedOn implements AnswerListener {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    MovedOn(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void recorded(Ref person, Told answer) {
        if (answer.fact().equals("station")) {
            station(person, answer);
            return;
        }
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

    /** A station without a whole day may be one of long ago: it says nothing of today. */
    private void station(Ref person, Told answer) {
        JsonNode value;
        try {
            value = JSON.readTree(answer.value());
        } catch (JacksonException none) {
            return;
        }
        LocalDate on = Way.day(value.path("on").asString(""));
        String country = value.path("country").asString("");
        if (on != null && country.matches("[A-Z]{3}")) {
            jdbc.sql("select referral_moved_to(:person, :country, :place, :on)")
                    .param("person", person.id())
                    .param("country", country)
                    .param("place", value.path("place").asString(""))
                    .param("on", on)
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
