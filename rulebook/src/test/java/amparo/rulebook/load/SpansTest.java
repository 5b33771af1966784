package amparo.rulebook.load;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.rule.Pathway;
import amparo.rulebook.SmallRulebook;
import org.junit.jupiter.api.Test;

/** FEATURE: the ends of a span say how much is known of them. */
class SpansTest {
    @Test
    void anEndMayBeKnownOnlyToLieNoLater() {
        assertThat(law("\"by 2010-05-01..\"")).isEqualTo("by 2010-05-01..");
        assertThat(law("\"2004-07-16..by 2010-05-01\"")).isEqualTo("2004-07-16..by 2010-05-01");
        assertThat(law("\"?..2010-05-01\"")).isEqualTo("?..2010-05-01");
    }

    @Test
    void whatIsNoDayIsRefused() {
        SmallRulebook wrong =
                new SmallRulebook()
                        .edit(SmallRulebook.PATHWAY, "law: 2004-07-16..", "law: \"by then..\"");
        assertThat(wrong.errors())
                .anyMatch(error -> error.contains("'law' must be a span of days"));
    }

    private static String law(String span) {
        Pathway pathway =
                new SmallRulebook()
                                .edit(SmallRulebook.PATHWAY, "law: 2004-07-16..", "law: " + span)
                                .load()
                                .rulebook()
                                .pathways()
                                .stream()
                                .filter(p -> SmallRulebook.PATHWAY.contains(p.id()))
                                .findFirst()
                                .orElseThrow();
        return pathway.versions().get(0).law().text();
    }
}
