package amparo.web;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.JsonReader;
import amparo.engine.language.Parser;
import amparo.engine.language.Printer;
import amparo.engine.language.TypeChecker;
import amparo.engine.rule.RulebookCodec;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Conditions come to the browser as trees. Whatever reads, types or prints their text stays at
 * home: none of its messages may stand in the module.
 */
class NoParserInBrowserTest {
    private static final int DISTINCTIVE = 16;
    private static final List<Class<?>> AT_HOME =
            List.of(
                    Parser.class,
                    TypeChecker.class,
                    Printer.class,
                    engineClass("language.Lexer"),
                    engineClass("rule.RulebookWriter"));
    private static final List<Class<?>> SHIPPED =
            List.of(JsonReader.class, RulebookCodec.class, engineClass("rule.RulebookReader"));

    @Test
    void noMessageOfTheParserIsShipped() throws IOException {
        String module = Files.readString(EngineInBrowser.MODULE);
        Set<String> shipped = texts(SHIPPED);
        assertThat(shipped).as("messages that are shipped").hasSizeGreaterThan(5);
        assertThat(shipped).as("how a message is found").anyMatch(module::contains);
        Set<String> atHome = texts(AT_HOME);
        atHome.removeAll(texts(List.of(engineClass("fact.FactsReader"))));
        assertThat(atHome).as("messages of the parser").hasSizeGreaterThan(50);
        assertThat(atHome).noneMatch(module::contains);
    }

    /** The compiler's own test of the same: nothing shipped names a class of the parser. */
    @Test
    void theReaderOfRulebooksNamesNoParser() throws IOException {
        List<String> named = new ArrayList<>();
        for (Class<?> type :
                List.of(engineClass("rule.RulebookReader"), engineClass("language.FormulaCodec"))) {
            for (PoolEntry entry : ClassFile.of().parse(bytes(type)).constantPool()) {
                if (entry instanceof ClassEntry other) {
                    named.add(other.asInternalName().replace('/', '.'));
                }
            }
        }
        assertThat(named).hasSizeGreaterThan(10);
        for (Class<?> type : AT_HOME) {
            assertThat(named).doesNotContain(type.getName());
        }
    }

    /** Pieces of text constants that are long enough to belong to one class. */
    private static Set<String> texts(List<Class<?>> types) throws IOException {
        Set<String> texts = new TreeSet<>();
        for (Class<?> type : types) {
            for (PoolEntry entry : ClassFile.of().parse(bytes(type)).constantPool()) {
                if (entry instanceof StringEntry constant) {
                    // U+0001 stands for the arguments of a concatenation; quotes are escaped in the
                    // module.
                    for (String piece : constant.stringValue().split("[\\x01'\"\\\\\\n]")) {
                        if (piece.length() >= DISTINCTIVE) {
                            texts.add(piece);
                        }
                    }
                }
            }
        }
        return texts;
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    private static Class<?> engineClass(String name) {
        try {
            return Class.forName("amparo.engine." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("the class has another name now: correct this test", e);
        }
    }
}
