package amparo.server.referral;

import amparo.server.audit.PersonWords;
import amparo.server.privacy.CopyPart;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * To whom something of a person was sent, and what came of it; for the person. Through the walls of
 * whoever makes the copy. Of some kinds of help neither paper nor file says which.
 */
@Component
class ReferralCopy implements CopyPart {

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    ReferralCopy(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Line(
            String organisation,
            boolean guarded,
            String state,
            OffsetDateTime at,
            List<String> facts) {}

    @Override
    public Part of(UUID person, PersonWords words) {
        ObjectNode root = json.createObjectNode();
        ArrayNode all = root.putArray("referrals");
        List<String> lines = new ArrayList<>();
        jdbc.sql(
                        """
                        select o.name, r.guarded, r.state, r.made_at, r.facts
                        from referral r join organisation o on o.id = r.organisation
                        where r.person = any (person_files(:person)) and r.from_organisation = acting_organisation() order by r.made_at, r.id
                        """)
                .param("person", person)
                .query((row, number) ->
                        new Line(
                                row.getString(1),
                                row.getBoolean(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class),
                                List.of((String[]) row.getArray(5).getArray())))
                .list()
                .forEach(one -> {
                    String to = one.guarded() ? "–" : one.organisation();
                    ObjectNode into = all.addObject();
                    into.put("organisation", to);
                    into.put("state", one.state());
                    into.put("made", one.at().toInstant().toString());
                    ArrayNode facts = into.putArray("facts");
                    one.facts().forEach(facts::add);
                    lines.add(
                            words.word("referral")
                                    + ": "
                                    + to
                                    + " – "
                                    + words.word("referral." + one.state())
                                    + " ("
                                    + words.moment(one.at().toInstant())
                                    + ")");
                });
        return new Part("referrals", words.word("export.referrals"), root, lines);
    }
}
