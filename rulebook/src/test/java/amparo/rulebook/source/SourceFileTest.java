package amparo.rulebook.source;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE: a mistake inside a condition is shown where it stands in the file. */
class SourceFileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "w: age >= 18;age >= 18;4;1:8",
                "w: 'age >= 18';age >= 18;4;1:9",
                "w: \"age >= 18\";age >= 18;4;1:9",
                "w: 'it''s age';it's age;5;1:11",
                "w: \"a\\\"b age\";a\"b age;4;1:10",
                "w: age@    >= 18;age >= 18;4;2:5",
                "w: >-@    age@    >= 18;age >= 18;4;3:5",
                "w: >-@    age >=@    18;age >= 18;0;2:5",
                "w: |@    age@    >= 18;age >= 18;4;3:5",
            })
    void placesOfCharacters(String text, String scalar, int index, String place) {
        SourceFile file = new SourceFile("f", text.replace('@', '\n'));
        assertThat(file.placeOf(new Mark(1, 4), scalar, index)).hasToString(place);
    }

    @Test
    void whatCannotBeFollowedIsShownAtTheStart() {
        SourceFile file = new SourceFile("f", "w: \"a\\u0041b\"");
        assertThat(file.placeOf(new Mark(1, 4), "aAb", 2)).hasToString("1:4");
    }

    @Test
    void aFindingUnderlinesAndOffersACure() {
        SourceFile file = new SourceFile("rules/a.yaml", "a: 1\n  when: day_since >= 3");
        Finding finding =
                file.finding(new Mark(2, 9), 9, Severity.ERROR, "unknown fact", "did you mean x?");
        assertThat(finding.text())
                .isEqualTo(
                        """
                        rules/a.yaml:2:9: unknown fact
                          2 |   when: day_since >= 3
                            |         ^^^^^^^^^
                        Did you mean x?
                        """);
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        SourceFile file = new SourceFile("f", "x ".repeat(200) + "HERE" + " y".repeat(200));
        Finding finding = file.finding(new Mark(1, 401), 4, Severity.WARNING, "there", "");
        String[] lines = finding.text().split("\n", -1);
        assertThat(lines[0]).isEqualTo("f:1:401: warning: there");
        assertThat(lines[1].substring(lines[2].indexOf('^'), lines[2].lastIndexOf('^') + 1))
                .isEqualTo("HERE");
        assertThat(lines[1]).hasSizeLessThan(140);
    }
}
