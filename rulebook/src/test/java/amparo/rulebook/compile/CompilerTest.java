package amparo.rulebook.compile;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.JsonReader;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Gaps;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import amparo.rulebook.SmallRulebook;
import amparo.rulebook.example.Examples;
import amparo.rulebook.load.Example;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.RulebookLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE: the compiled rulebook decides as the files do. */
class CompilerTest {
    private static Rulebook compiled(Rulebook book) {
        return RulebookCodec.read(JsonReader.read(Compiler.compile(book)));
    }

    @Test
    void theVersionIsTheHashOfTheContent() {
        String version = Compiler.version(new SmallRulebook().load().rulebook()).version();
        assertThat(version).matches("[0-9a-f]{12}");
        assertThat(Compiler.version(new SmallRulebook().load().rulebook()).version())
                .isEqualTo(version);
        assertThat(
                        Compiler.version(
                                        new SmallRulebook()
                                                .edit(
                                                        SmallRulebook.PATHWAY,
                                                        "age >= 18",
                                                        "age >= 19")
                                                .load()
                                                .rulebook())
                                .version())
                .isNotEqualTo(version);
    }

    @Test
    void compilingWhatWasCompiledChangesNothing() {
        Rulebook book = new SmallRulebook().load().rulebook();
        assertThat(Compiler.compile(compiled(book))).isEqualTo(Compiler.compile(book));
    }

    @Test
    void theExamplesOfTheContentComeOutTheSame() {
        Loaded loaded = RulebookLoader.load(Path.of("content"));
        assertThat(Examples.run(loaded).stream().filter(r -> !r.passed()).map(r -> r.text()))
                .isEmpty();
        Loaded again =
                new Loaded(
                        compiled(loaded.rulebook()),
                        List.of(),
                        List.of(),
                        List.of(),
                        loaded.places());
        Evaluator before = new Evaluator(loaded.rulebook());
        Evaluator after = new Evaluator(again.rulebook());
        for (Example example : loaded.examples()) {
            Facts same = moved(example.facts(), again.rulebook());
            var one = before.pathways(example.facts(), example.day());
            var two = after.pathways(same, example.day());
            assertThat(two).hasSameSizeAs(one);
            for (int i = 0; i < one.size(); i++) {
                assertThat(two.get(i).outcome()).isEqualTo(one.get(i).outcome());
                assertThat(two.get(i).eligible()).isEqualTo(one.get(i).eligible());
                assertThat(
                                Gaps.of(two.get(i), again.rulebook(), same, example.day()).stream()
                                        .map(gap -> gap.name()))
                        .containsExactlyElementsOf(
                                Gaps.of(
                                                one.get(i),
                                                loaded.rulebook(),
                                                example.facts(),
                                                example.day())
                                        .stream()
                                        .map(gap -> gap.name())
                                        .toList());
            }
            var screens = before.screens(example.facts(), example.day());
            var screensAgain = after.screens(same, example.day());
            for (int i = 0; i < screens.size(); i++) {
                assertThat(screensAgain.get(i).outcome()).isEqualTo(screens.get(i).outcome());
            }
        }
    }

    /** The same answers in the other vocabulary, which has the same slots. */
    private static Facts moved(Facts facts, Rulebook book) {
        Facts moved = Facts.none(book.vocabulary());
        for (var fact : book.vocabulary().facts()) {
            moved = moved.with(fact, facts.get(fact.slot()));
        }
        return moved;
    }

    @Test
    void theBuildPutsItOnTheClassPath() {
        Rulebook book = CompiledRulebook.load();
        assertThat(book.version()).matches("[0-9a-f]{12}");
        assertThat(book.pathways()).isNotEmpty();
        assertThat(Compiler.version(book).version()).isEqualTo(book.version());
        assertThat(CompiledRulebook.json()).contains(book.version());
    }

    @Test
    void oneLanguageIsEnoughForWhoWantsNoOther() {
        Rulebook all = CompiledRulebook.load();
        for (String language : Wording.LANGUAGES) {
            Rulebook one = CompiledRulebook.load(language);
            assertThat(one.version()).isEqualTo(all.version());
            assertThat(one.pathways()).hasSameSizeAs(all.pathways());
            for (int i = 0; i < all.pathways().size(); i++) {
                assertThat(one.pathways().get(i).title().in(language))
                        .isEqualTo(all.pathways().get(i).title().in(language));
                assertThat(one.pathways().get(i).title().byLanguage()).hasSize(1);
            }
            assertThat(one.vocabulary().get("fear_of_return").question().in(language))
                    .isEqualTo(all.vocabulary().get("fear_of_return").question().in(language));
        }
    }
}
