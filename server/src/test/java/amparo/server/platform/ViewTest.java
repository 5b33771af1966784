package amparo.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final Texts TEXTS = Texts.strict();
    private static final LocalDate TODAY = LocalDate.of(2024, 3, 12);

    private static View.Builder view(Language language) {
        return View.in(TEXTS, language).today(ZoneId.of("America/Mexico_City"), TODAY);
    }

    @Test
    void thePageInAnotherLanguageKeepsItsQuestionAndDropsTheOldLanguage() {
        View view = view(Language.ES).at("/people?q=a%26b&lang=es&after=7").build();
        assertThat(view.addressIn(Language.EN)).isEqualTo("/people?q=a%26b&after=7&lang=en");
        assertThat(view(Language.ES).at("/people").build().addressIn(Language.EN))
                .isEqualTo("/people?lang=en");
        assertThat(view(Language.ES).at("/people?").build().addressIn(Language.EN))
                .isEqualTo("/people?lang=en");
    }

    @Test
    void datesAreWrittenOut() {
        LocalDate day = LocalDate.of(2024, 3, 12);
        assertThat(view(Language.ES).build().words().date(day)).isEqualTo("12 de marzo de 2024");
        assertThat(view(Language.EN).build().words().date(day)).isEqualTo("12 March 2024");
        assertThat(view(Language.PT).build().words().date(day)).isEqualTo("12 de março de 2024");
        assertThat(view(Language.FR).build().words().date(day)).isEqualTo("12 mars 2024");
    }

    @Test
    void timesAreThoseOfTheSite() {
        assertThat(
                        view(Language.EN)
                                .build()
                                .words()
                                .dateTime(Instant.parse("2024-03-12T03:05:00Z")))
                .isEqualTo("11 March 2024, 21:05");
    }

    @Test
    void daysNearbyAreSaidFromTodayAndOthersByTheirDate() {
        Words words = view(Language.ES).build().words();
        assertThat(words.near(TODAY)).isEqualTo("hoy");
        assertThat(words.near(TODAY.plusDays(1))).isEqualTo("mañana");
        assertThat(words.near(TODAY.minusDays(1))).isEqualTo("ayer");
        assertThat(words.near(TODAY.plusDays(2))).isEqualTo("en 2 días");
        assertThat(words.near(TODAY.minusDays(14))).isEqualTo("hace 14 días");
        assertThat(words.near(TODAY.minusDays(15))).isEqualTo("26 de febrero de 2024");
    }

    @Test
    void thousandsCannotBeReadAsFractions() {
        assertThat(Words.number(Language.ES, 1500)).isEqualTo("1500");
        assertThat(Words.number(Language.ES, -1_234_567)).isEqualTo("-1\u202f234\u202f567");
        assertThat(Words.number(Language.EN, 1500)).isEqualTo("1,500");
    }

    @Test
    void listsEndWithAnd() {
        assertThat(view(Language.ES).build().words().list(List.of("a", "b", "c")))
                .isEqualTo("a, b y c");
        assertThat(view(Language.ES).build().words().list(List.of())).isEmpty();
    }

    @Test
    void aTableWithARaggedRowIsRefused() {
        List<Column> columns = List.of(Column.of("a"), Column.of("b"));
        assertThatThrownBy(() -> new Table("t", columns, List.of(List.of(Cell.words("x")))))
                .hasMessageContaining("1 cells in a table of 2 columns");
    }

    @Test
    void onlyFieldsWithAnErrorAreProblems() {
        Field wrong = Field.of("mail", "Mail").error("Write it in full");
        assertThat(Problem.of(Field.of("name", "Name"), wrong))
                .containsExactly(new Problem("f-mail", "Write it in full"));
    }

    @Test
    void everyStatusHasAPage() {
        assertThat(ErrorPage.of(404)).isEqualTo(ErrorPage.NOT_FOUND);
        assertThat(ErrorPage.of(401)).isEqualTo(ErrorPage.SESSION_ENDED);
        assertThat(ErrorPage.of(418)).isEqualTo(ErrorPage.UNREADABLE);
        assertThat(ErrorPage.of(599)).isEqualTo(ErrorPage.OUR_FAULT);
    }

    @Test
    void aCodeIsDrawnByItsDarkSquares() {
        BitMatrix code = new BitMatrix(3, 2);
        code.set(0, 0);
        code.set(1, 0);
        code.set(2, 1);
        assertThat(Qr.path(code)).isEqualTo("M0 0h2v1H0zM2 1h1v1H2z");
    }
}
