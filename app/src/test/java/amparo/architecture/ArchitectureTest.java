package amparo.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.app.Main;
import amparo.engine.broken.BrokenEngine;
import amparo.engine.value.Truth;
import amparo.rulebook.broken.BrokenRulebook;
import amparo.rulebook.source.YamlReader;
import amparo.web.EngineExports;
import amparo.web.broken.BrokenWeb;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static JavaClasses product;
    private static JavaClasses broken;
    private static JavaClasses nothing;

    @BeforeAll
    static void read() {
        product = Architecture.product();
        broken =
                new ClassFileImporter()
                        .importClasses(
                                BrokenEngine.class,
                                BrokenEngine.Inexact.class,
                                BrokenWeb.class,
                                BrokenRulebook.class);
        nothing = new ClassFileImporter().importClasses(String.class);
    }

    static Stream<String> rules() {
        return Architecture.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProductKeepsIt(String name) {
        rule(name).check(product);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aBrokenClassIsNoticed(String name) {
        var result = rule(name).evaluate(broken);
        assertThat(result.hasViolation()).as(name).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itFailsWhenItGuardsNothing(String name) {
        assertThatThrownBy(() -> rule(name).check(nothing)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {Truth.class, EngineExports.class, YamlReader.class, Main.class})
    void everyModuleIsSeen(Class<?> type) {
        assertThat(product.contain(type)).isTrue();
    }

    @Test
    void testsAreNotTheProduct() {
        assertThat(product.contain(ArchitectureTest.class)).isFalse();
        assertThat(product.contain(BrokenEngine.class)).isFalse();
    }

    private static ArchRule rule(String name) {
        return Architecture.all().get(name);
    }
}
