package amparo.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.privacy.RetentionRules.Rule;
import amparo.server.privacy.RetentionRules.Then;
import org.junit.jupiter.api.Test;

class RetentionRulesTest {

    @Test
    void everyMistakeIsToldAtOnce() {
        assertThatThrownBy(() ->
                        RetentionRules.read(
                                """
                                rules:
                                  - {kind: sesion, from: x, after: P1D, then: delete, source: policy, why: {es: a, en: b}}
                                  - {kind: person, from: x, after: P1D, then: delete, source: policy, why: {es: a, en: b}}
                                  - {kind: share, from: x, after: 3 days, then: delete, source: policy, why: {es: a, en: b}}
                                  - {kind: audit, from: x, after: P1D, then: keep, source: policy, why: {es: a}}
                                  - {kind: session, from: x, after: P0D, then: throw, why: {es: a, en: b}}
                                """))
                .message()
                .contains(
                        "sesion: no such kind",
                        "person: persons are erased",
                        "share: 'after' is written like",
                        "audit: 'after' belongs to",
                        "audit: 'why' needs es and en",
                        "session: 'after' is longer than nothing",
                        "session: 'then' is delete, erase or keep",
                        "session: needs 'from' and 'source'",
                        "invitation: has no rule");
    }

    @Test
    void theRulesOfThisVersionSayWhatTheyRestOn() {
        assertThat(RetentionRules.bundled().rules())
                .hasSizeGreaterThan(15)
                .allSatisfy(rule -> assertThat(rule.source()).isIn("law", "policy"));
        Rule person = RetentionRules.bundled().of("person");
        assertThat(person.then()).isEqualTo(Then.ERASE);
        assertThat(person.general()).isTrue();
    }
}
