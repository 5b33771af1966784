package amparo.engine.rule;

import static amparo.engine.testing.Rules.window;
import static amparo.engine.testing.World.day;
import static amparo.engine.value.Truth.FALSE;
import static amparo.engine.value.Truth.TRUE;
import static amparo.engine.value.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.value.Range;
import org.junit.jupiter.api.Test;

/** FEATURE: a window has both its ends in it, and an end may be known only in part. */
class WindowTest {
    @Test
    void bothEndsAreIncluded() {
        Window window = window("2024-03-01", "2024-06-30");
        assertThat(window.holds(day("2024-02-29"))).isEqualTo(FALSE);
        assertThat(window.holds(day("2024-03-01"))).isEqualTo(TRUE);
        assertThat(window.holds(day("2024-06-30"))).isEqualTo(TRUE);
        assertThat(window.holds(day("2024-07-01"))).isEqualTo(FALSE);
        assertThat(window.begun(day("2024-02-29"))).isEqualTo(FALSE);
        assertThat(window.begun(day("2024-03-01"))).isEqualTo(TRUE);
        assertThat(window.ended(day("2024-06-30"))).isEqualTo(FALSE);
        assertThat(window.ended(day("2024-07-01"))).isEqualTo(TRUE);
    }

    @Test
    void anEndKnownInPartIsOpenWhereItMatters() {
        Window window = window("2024-03", "2025");
        assertThat(window.holds(day("2024-02-29"))).isEqualTo(FALSE);
        assertThat(window.holds(day("2024-03-15"))).isEqualTo(UNKNOWN);
        assertThat(window.holds(day("2024-03-31"))).isEqualTo(TRUE);
        assertThat(window.holds(day("2025-01-01"))).isEqualTo(TRUE);
        assertThat(window.holds(day("2025-06-01"))).isEqualTo(UNKNOWN);
        assertThat(window.holds(day("2026-01-01"))).isEqualTo(FALSE);
    }

    @Test
    void openAndUnknownEndsAreDifferentThings() {
        assertThat(Window.ALWAYS.holds(0)).isEqualTo(TRUE);
        assertThat(window("2024-01-01", "").holds(day("2090-01-01"))).isEqualTo(TRUE);
        assertThat(window("2024-01-01", "?").holds(day("2024-01-01"))).isEqualTo(UNKNOWN);
        assertThat(window("2024-01-01", "?").holds(day("2023-12-31"))).isEqualTo(FALSE);
        assertThat(window("?", "2024-01-01").holds(day("2023-12-31"))).isEqualTo(UNKNOWN);
    }

    @Test
    void itIsWrittenAsInFiles() {
        assertThat(window("2024-03", "2025-01-31").text()).isEqualTo("2024-03..2025-01-31");
        assertThat(window("", "?").text()).isEqualTo("..?");
        assertThat(window("?", "").text()).isEqualTo("?..");
        assertThat(Window.ALWAYS.text()).isEqualTo("..");
    }

    @Test
    void anUnknownDayThatIsNoLaterIsWrittenSo() {
        Window begun =
                new Window(new Range(Range.NEVER, day("2020-05-01")), Range.exactly(Range.FOREVER));
        assertThat(begun.text()).isEqualTo("by 2020-05-01..");
        assertThat(begun.holds(day("2019-01-01"))).isEqualTo(UNKNOWN);
        assertThat(begun.holds(day("2020-05-01"))).isEqualTo(TRUE);
        Window ended =
                new Window(
                        Range.exactly(day("2018-10-03")),
                        new Range(day("2018-10-03"), day("2020-05-01")));
        assertThat(ended.text()).isEqualTo("2018-10-03..by 2020-05-01");
        assertThat(ended.holds(day("2019-01-01"))).isEqualTo(UNKNOWN);
        assertThat(ended.holds(day("2020-05-02"))).isEqualTo(FALSE);
    }
}
