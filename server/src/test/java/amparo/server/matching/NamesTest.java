package amparo.server.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE: names that are one name share a key, and what is typed is understood. */
class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "Vásquez, Básques",
        "Jiménez, Giménez",
        "Ximénez, Jimenez",
        "Mejía, Mexia",
        "Yolanda, Llolanda",
        "Hernández, Ernandes",
        "Castillo, Castiyo",
        "Quispe, Kispe",
        "Philippe, Filip",
        "Toussaint, Tousen",
        "Desrosiers, Dewozye",
        "Joseph, Jozèf",
        "Louis, Lwi",
        "Étienne, Etyèn",
        "François, Franswa",
        "Pierre, Pyè",
        "José, Pepe",
        "Guadalupe, Lupita",
        "João, Juan",
        "Gonçalves, González",
        "Souza, Sousa",
        "Mohamed, Muhammad",
        "Khadija, Jadiya",
        "Zhang, Chang",
        "Sergei, Serguei",
        "Nayeli, Nalleli",
        "Wagner, Vagner",
        "Delacruz, Cruz",
        "Jeanbaptiste, Baptiste",
        "Yeison, Jeison"
    })
    void theSameNameSharesACode(String one, String other) {
        Set<String> mine = loose(one);
        mine.retainAll(loose(other));
        assertThat(mine).as("%s %s and %s %s", one, loose(one), other, loose(other)).isNotEmpty();
        assertThat(Likeness.word(Folding.fold(one), Folding.fold(other))).isGreaterThan(0.7);
    }

    @ParameterizedTest
    @CsvSource({
        "María, Mario",
        "Juan, Juana",
        "Carlos, Carmen",
        "Rosa, Teresa",
        "Pérez, Páez",
        "López, Lugo",
        "Mateo, Mauricio",
        "Ana, Eva"
    })
    void differentNamesDoNot(String one, String other) {
        Set<String> mine = loose(one);
        mine.retainAll(loose(other));
        assertThat(mine).isEmpty();
    }

    private static Set<String> loose(String word) {
        Set<String> loose = new HashSet<>();
        Keys.Part.of(Folding.fold(word)).codes().forEach(code -> loose.add(code.loose()));
        return loose;
    }

    @Test
    void particlesAccentsAndOrderSayNothing() {
        assertThat(Folding.parts("María de los Ángeles D’Angelo"))
                .containsExactly("maria", "angeles", "dangelo");
        assertThat(Folding.parts("Jean-Baptiste")).containsExactly("jean", "baptiste");
        // Somebody of whose name nothing else is known is still found by it.
        assertThat(Folding.parts("de la")).containsExactly("de", "la");
        assertThat(Folding.parts("Петров")).containsExactly("петров");
    }

    @Test
    void oneFieldUnderstandsNamesDatesNumbersAndCodes() {
        Asked all = Asked.of("Rosa Pérez 12/3/1990");
        assertThat(all.words()).containsExactly("rosa", "perez");
        assertThat(all.births()).containsExactly("1990-03-12", "1990-12-03");
        assertThat(all.code()).isNull();
        assertThat(Asked.of("rosa 1990-03-25").births()).containsExactly("1990-03-25");
        assertThat(Asked.of("rosa 1990").year()).isEqualTo(1990);
        assertThat(Asked.of("+57 300 123 4567").phones()).containsExactly("573001234567");
        assertThat(Asked.of("V-12.345.678").documents()).containsExactly("v12345678");
        assertThat(Asked.of("7k2m9qxa").code()).isEqualTo("7K2M9QXA");
        assertThat(Asked.of("margaret").code()).isEqualTo("MARGARET");
        assertThat(Asked.of("margaret").words()).containsExactly("margaret");
        assertThat(Asked.of("  ").isEmpty()).isTrue();
        assertThat(Asked.of("31/31/1990 %_'\"\\;--").births()).isEmpty();
        assertThat(Asked.of("x".repeat(5000)).words().getFirst()).hasSize(Asked.LONGEST);
    }

    @Test
    void aDateThatIsOftenMistakenForAnotherIsNear() {
        assertThat(Slips.dates("1990-03-12")).contains("1990-12-03", "1991-03-12", "1990-03-21");
        assertThat(Slips.coarser("1990-03-12")).containsExactly("1990-03-12", "1990-03", "1990");
        assertThat(Likeness.date("1990-03-12", "1990-12-03")).isGreaterThan(0.7);
        assertThat(Likeness.date("1990-03-12", "1990")).isGreaterThan(0.7);
        assertThat(Likeness.date("1990-03-12", "1971-07-30")).isZero();
    }

    @Test
    void twoWhoShareOneCommonNameAreNotAlike() {
        Known one = known("María Fernanda Quispe Rojas", "1990-03-12");
        assertThat(Likeness.alike(one, known("María Quispe", "1990-03-12")).score())
                .isGreaterThan(0.9);
        assertThat(Likeness.alike(one, known("Rojas Quispe María", "1990-12-03")).score())
                .isGreaterThan(Likeness.CLOSE);
        assertThat(Likeness.alike(one, known("María López", "1990-03-12")).score())
                .isLessThan(Likeness.CLOSE);
        assertThat(Likeness.alike(one, known("María Fernanda Quispe Rojas", "1960-08-01")).score())
                .isLessThan(Likeness.CLOSE);
    }

    @Test
    void aPersonHasFewKeysAndNoWordOfThemIsKept() {
        List<Keys.Key> keys = Keys.of(known("María José García López", "1990-03-12"));
        assertThat(keys).hasSizeBetween(10, 24);
        assertThat(keys.stream().map(Keys.Key::key).distinct()).hasSameSizeAs(keys);
    }

    private static Known known(String name, String birth) {
        return Known.of(
                List.of(
                        new Known.Said("name", null, "\"" + name + "\""),
                        new Known.Said("birth_date", null, "\"" + birth + "\"")));
    }

    @Test
    void theTableOfNamesStandsByItself() {
        assertThat(EqualNames.forms("beto")).contains("alberto", "roberto");
        assertThat(EqualNames.forms("quispe")).containsExactly("quispe");
        assertThat(EqualNames.forms("jose")).contains("jose");
    }
}
