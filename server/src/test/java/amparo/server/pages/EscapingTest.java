package amparo.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Csrf;
import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.Language;
import amparo.server.platform.Nav;
import amparo.server.platform.Option;
import amparo.server.platform.SignedIn;
import amparo.server.platform.Table;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import com.google.zxing.common.BitMatrix;
import gg.jte.Content;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Puts an attack into every text that a component can be given, and looks where it comes out. */
class EscapingTest {
    private static final String ATTACK = "\"'><script>evil</script><b onmouseover=\"evil";

    /**
     * What a component has no place for: parts of a field, and answers on paper are not changed.
     */
    private static final Map<String, Set<String>> NOT_SHOWN =
            Map.of(
                    "hint", Set.of("label", "error"),
                    "fieldError", Set.of("label", "hint"),
                    "label", Set.of("fieldname", "hint", "error"),
                    "legend", Set.of("fieldname", "hint", "error"),
                    "printSheet", Set.of("changeHref"),
                    "many", Set.of("optionhint"),
                    "select", Set.of("optionhint"));

    private final List<String> marks = new ArrayList<>();

    static Stream<String> components() {
        try (Stream<Path> files = Files.list(Path.of("src/main/jte/components"))) {
            return files
                    .map(file -> file.getFileName().toString().replace(".jte", ""))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theListOfComponentsIsNotEmpty() {
        assertThat(components()).hasSizeGreaterThan(35);
    }

    @ParameterizedTest
    @MethodSource("components")
    void nothingThatIsGivenToAComponentBecomesMarkup(String component) throws Exception {
        Class<?> template =
                Class.forName("amparo.server.pages.components.Jte" + component + "Generated");
        Method render =
                Stream.of(template.getMethods())
                        .filter(method -> method.getName().equals("render"))
                        .findFirst()
                        .orElseThrow();
        // Every branch: with each tone, each switch on and off.
        Set<String> seen = new TreeSet<>();
        Set<String> given = new TreeSet<>();
        for (int variant = 0; variant < Tone.values().length * 2; variant++) {
            marks.clear();
            StringOutput html = new StringOutput();
            HtmlTemplateOutput output = new OwaspHtmlTemplateOutput(html);
            List<Object> values = new ArrayList<>();
            values.add(output);
            values.add(null);
            for (Parameter parameter : render.getParameters()) {
                if (parameter.getType() != HtmlTemplateOutput.class
                        && parameter.getType() != HtmlInterceptor.class) {
                    values.add(value(parameter.getParameterizedType(), component, variant));
                }
            }
            render.invoke(null, values.toArray());
            check(html.toString());
            given.addAll(marks);
            marks.stream().filter(html.toString()::contains).forEach(seen::add);
        }
        given.removeAll(seen);
        Set<String> homeless = NOT_SHOWN.getOrDefault(component, Set.of());
        given.removeIf(mark -> homeless.contains(mark.replaceAll("^m\\d+-|-$", "")));
        assertThat(given).as("texts that never come out").isEmpty();
    }

    @Test
    void aPersonsNameInTheFrameOfThePageStaysAName() {
        String page =
                new Templates()
                        .render(
                                "layout/page",
                                Map.of(
                                        "view", attackedView(),
                                        "title", mark("title"),
                                        "content", (Content) output -> output.writeContent("")));
        check(page);
        assertThat(marks).isNotEmpty().allMatch(page::contains);
    }

    @Test
    void theCheckItselfSeesAnOpenWound() {
        String mark = "m0-wound-";
        assertThat(wounds("<p>" + mark + ATTACK + "</p>")).isNotEmpty();
        assertThat(wounds("<p title=\"" + mark + ATTACK.replace("<", "&lt;") + "\">")).isNotEmpty();
        assertThat(wounds("<p>" + mark + ATTACK.replace("<", "&lt;").replace(">", "&gt;") + "</p>"))
                .isEmpty();
    }

    private String mark(String name) {
        String mark = "m" + marks.size() + "-" + name.replaceAll("[^A-Za-z]", "") + "-";
        marks.add(mark);
        return mark + ATTACK;
    }

    private static void check(String html) {
        assertThat(wounds(html)).isEmpty();
    }

    /** Every place where an attack still has a sign with which it could leave its place. */
    private static List<String> wounds(String html) {
        List<String> wounds = new ArrayList<>();
        Matcher mark = Pattern.compile("m\\d+-[A-Za-z]+-").matcher(html);
        while (mark.find()) {
            int before = mark.start();
            boolean inTag = html.lastIndexOf('<', before) > html.lastIndexOf('>', before);
            String after = html.substring(mark.end(), Math.min(html.length(), mark.end() + 60));
            if (inTag
                    ? after.startsWith("\"")
                    : after.startsWith("\"'>") || after.contains("<script")) {
                wounds.add(
                        html.substring(
                                Math.max(0, before - 80),
                                Math.min(html.length(), mark.end() + 60)));
            }
        }
        if (html.contains("<script>evil") || html.contains("<b ")) {
            wounds.add("markup of the attack");
        }
        return wounds;
    }

    private View attackedView() {
        return View.in(Texts.strict(), Language.ES)
                .at("/x?" + mark("address"))
                .csrf(new Csrf(mark("csrf"), mark("token")))
                .person(
                        new SignedIn(
                                mark("name"),
                                mark("organisation"),
                                mark("role"),
                                List.of(new Option(mark("value"), mark("label"), mark("hint")))))
                .navigation(List.of(new Nav(mark("nav"), mark("href"), true)))
                .flash(new Flash(Tone.DONE, mark("flash")))
                .build();
    }

    private Object value(Type type, String name, int variant) throws Exception {
        if (type instanceof ParameterizedType list) {
            assertThat(list.getRawType()).isEqualTo(List.class);
            return List.of(value(list.getActualTypeArguments()[0], name, variant));
        }
        Class<?> kind = (Class<?>) type;
        if (kind == String.class) {
            return mark(name);
        } else if (kind == int.class) {
            return variant + 1;
        } else if (kind == boolean.class) {
            return variant % 2 == 0;
        } else if (kind == View.class) {
            return View.in(Texts.strict(), Language.ES)
                    .csrf(new Csrf("_csrf", "token"))
                    .demo(true)
                    .build();
        } else if (kind == Content.class) {
            return (Content) output -> output.writeContent("<p>content</p>");
        } else if (kind == BitMatrix.class) {
            BitMatrix code = new BitMatrix(3, 3);
            code.set(1, 1);
            return code;
        } else if (kind.isEnum()) {
            return kind.getEnumConstants()[variant / 2 % kind.getEnumConstants().length];
        } else if (kind == Field.class) {
            return field(variant);
        } else if (kind == Table.class) {
            return table(variant);
        }
        assertThat(kind.isRecord()).as("%s: teach the test to make one", kind).isTrue();
        return record(kind, name, variant);
    }

    private Object record(Class<?> kind, String name, int variant) throws Exception {
        RecordComponent[] parts = kind.getRecordComponents();
        Class<?>[] types = Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String part = kind == Option.class && i == 2 ? "optionhint" : parts[i].getName();
            values[i] = value(parts[i].getGenericType(), part, variant);
        }
        Constructor<?> constructor = kind.getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }

    /** A field whose parts all kinds of fields show; its type and purpose are chosen by code. */
    private Field field(int variant) {
        Field field =
                Field.of(mark("fieldname"), mark("label")).hint(mark("hint")).error(mark("error"));
        return variant % 2 == 0 ? field.asHeading().limit(7) : field.asOptional();
    }

    private Object table(int variant) throws Exception {
        List<Column> columns = new ArrayList<>();
        List<Cell> row = new ArrayList<>();
        for (Class<?> cell : Cell.class.getPermittedSubclasses()) {
            columns.add((Column) record(Column.class, "column", variant));
            row.add((Cell) record(cell, "cell", variant));
        }
        return new Table(mark("caption"), columns, List.of(row));
    }
}
