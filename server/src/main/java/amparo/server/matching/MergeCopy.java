package amparo.server.matching;

import amparo.server.audit.PersonWords;
import amparo.server.privacy.CopyPart;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * That files of the person were taken for one, or for two, in the copy of everything. Reasons are
 * free notes and stay out; so does the code of a file that is of somebody else.
 */
@Component
class MergeCopy implements CopyPart {

    private final JsonMapper json = JsonMapper.builder().build();
    private final JdbcClient jdbc;

    MergeCopy(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Joined(String code, OffsetDateTime at, @Nullable OffsetDateTime undone) {}

    @Override
    public Part of(UUID person, PersonWords words) {
        ObjectNode root = json.createObjectNode();
        List<String> lines = new ArrayList<>();
        ArrayNode merges = root.putArray("merges");
        for (Joined one : merges(person)) {
            ObjectNode into = merges.addObject();
            into.put("on", day(one.at()).toString());
            OffsetDateTime undone = one.undone();
            if (undone == null) {
                into.put("code", one.code());
                lines.add(
                        words.word("files.joined")
                                .replace("{day}", words.day(day(one.at())))
                                .replace("{code}", one.code()));
            } else {
                into.put("undone", day(undone).toString());
                lines.add(
                        words.word("files.apart")
                                .replace("{day}", words.day(day(one.at())))
                                .replace("{until}", words.day(day(undone))));
            }
        }
        ArrayNode apart = root.putArray("not_the_same");
        for (OffsetDateTime at : notSame(person)) {
            apart.addObject().put("on", day(at).toString());
            lines.add(words.word("files.not-same").replace("{day}", words.day(day(at))));
        }
        return new Part("files", words.word("export.files"), root, lines);
    }

    private List<Joined> merges(UUID person) {
        return jdbc.sql(
                        """
                        select coalesce(d.code, '–') as code, m.merged_at as at, m.undone_at as undone
                        from person_merge m left join person d on d.id = m.merged
                        where m.kept = any (person_files(:person)) or m.merged = any (person_files(:person))
                        order by m.merged_at, m.id
                        """)
                .param("person", person)
                .query((row, number) ->
                        new Joined(
                                row.getString("code"),
                                row.getObject("at", OffsetDateTime.class),
                                row.getObject("undone", OffsetDateTime.class)))
                .list();
    }

    private List<OffsetDateTime> notSame(UUID person) {
        return jdbc.sql(
                        """
                        select marked_at from not_same
                        where one = any (person_files(:person)) or other = any (person_files(:person))
                        order by marked_at
                        """)
                .param("person", person)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .list();
    }

    private static LocalDate day(OffsetDateTime at) {
        return at.atZoneSameInstant(ZoneOffset.UTC).toLocalDate();
    }
}
