package amparo.server.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.JsonReader;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.ScreenVerdict;
import amparo.engine.fact.Facts;
import amparo.engine.fact.FactsReader;
import amparo.rulebook.compile.CompiledRulebook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: every need of the rulebook, and so every one of the facts for profiling, is reached by a
 * person; and the person about whom nothing is known has none.
 */
class ReachabilityTest {

    private static final int DAY = Math.toIntExact(LocalDate.of(2026, 11, 22).toEpochDay());

    private final Evaluator evaluator = new Evaluator(CompiledRulebook.load());

    /** One person for each screen: the least that raises it. */
    private static Map<String, String> persons() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("care-within-three-days", "{\"hurt_on_route\":true,\"hurt_last_three_days\":true}");
        all.put("child-alone", "{\"age\":\"15..17\",\"accompanied_by\":\"nobody\"}");
        all.put("child-at-risk", "{\"age\":12,\"held_now\":true}");
        all.put("complementary-protection", "{\"fear_reasons\":[\"gangs\"]}");
        all.put("disability", "{\"difficulties\":[\"seeing\"]}");
        all.put("extra-continental", "{\"languages\":[\"wolof\"]}");
        all.put("family-separation", "{\"route_events\":[\"separated_family\"]}");
        all.put("indigenous-person", "{\"indigenous\":true}");
        all.put("lgbtiq-at-risk", "{\"lgbtiq_told\":true}");
        all.put("medical-emergency", "{\"seen_needs\":[\"life_in_danger\"]}");
        all.put("medical-need", "{\"needs_now\":[\"medical\"]}");
        all.put("older-person-at-risk", "{\"age\":80,\"seen_needs\":[\"frail_alone\"]}");
        all.put("pregnant", "{\"health\":[\"pregnant\"]}");
        all.put("prolonged-detention", "{\"held_now\":true,\"held_reviewed\":false}");
        all.put("refugee-indication", "{\"fear_of_return\":true}");
        all.put(
                "returnee-at-risk",
                "{\"came_here\":\"sent_by_other_state\",\"nationality\":[\"HND\"],\"country_now\":\"HND\",\"fear_of_return\":true}");
        all.put("single-parent-or-caregiver", "{\"needs_now\":[\"child_care\"]}");
        all.put("statelessness-risk", "{\"nationality_doubt\":true}");
        all.put("stranded", "{\"stuck_because\":[\"no_money\"]}");
        all.put(
                "third-country-deportee",
                "{\"came_here\":\"sent_by_other_state\",\"nationality\":[\"CMR\"],\"country_now\":\"CRI\"}");
        all.put("torture-survivor", "{\"torture_told\":true}");
        all.put("trafficking-indication", "{\"exploitation_signs\":[\"documents_kept\"]}");
        all.put("victim-of-crime-on-route", "{\"route_events\":[\"robbed\"]}");
        all.put("violence-survivor", "{\"hurt_on_route\":true}");
        all.put("woman-or-girl-at-risk", "{\"sex\":\"female\",\"recruited\":true}");
        return all;
    }

    @Test
    void everyScreenOfTheRulebookIsReachedByItsPerson() {
        Set<String> missing = new TreeSet<>();
        evaluator.book().screens().forEach(one -> missing.add(one.id()));
        persons()
                .forEach((screen, json) -> {
                    if (referred(json).contains(screen)) {
                        missing.remove(screen);
                    }
                });
        assertThat(missing).as("needs that no person reaches").isEmpty();
        assertThat(persons().keySet())
                .as("persons for screens that are not there")
                .isSubsetOf(
                        evaluator.book().screens().stream()
                                .map(amparo.engine.rule.Screen::id)
                                .toList());
    }

    @Test
    void whoHasToldNothingHasNoNeedAndNoScreenClosesAnything() {
        assertThat(referred("{}")).isEmpty();
        assertThat(referred("{\"fear_of_return\":false}"))
                .as("a no that was not asked in a language understood")
                .isEmpty();
        assertThat(outcome("{\"fear_of_return\":false}", "refugee-indication"))
                .isEqualTo(Outcome.NOT_ENOUGH_KNOWN);
    }

    @Test
    void aTraffickedPersonIsPresumedOneOnAnyStrongSign() {
        for (String sign :
                List.of(
                        "restriction_of_movement",
                        "violence",
                        "threats",
                        "documents_kept",
                        "debt_bondage",
                        "forced_sex",
                        "forced_crime",
                        "forced_marriage")) {
            assertThat(referred("{\"exploitation_signs\":[\"" + sign + "\"]}"))
                    .as(sign)
                    .contains("trafficking-indication");
        }
    }

    private List<String> referred(String json) {
        List<String> all = new ArrayList<>();
        for (ScreenVerdict verdict : evaluator.screens(facts(json), DAY)) {
            if (verdict.outcome() == Outcome.REFER) {
                all.add(verdict.screen().id());
            }
        }
        return all;
    }

    private Outcome outcome(String json, String screen) {
        return evaluator.screens(facts(json), DAY).stream()
                .filter(one -> one.screen().id().equals(screen))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    private Facts facts(String json) {
        List<amparo.engine.data.DataException> problems = new ArrayList<>();
        if (!(JsonReader.read(json) instanceof Data.Fields fields)) {
            throw new IllegalArgumentException(json);
        }
        Facts facts = FactsReader.read(fields, evaluator.book().vocabulary(), Set.of(), problems);
        assertThat(problems).isEmpty();
        return facts;
    }
}
