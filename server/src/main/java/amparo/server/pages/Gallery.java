package amparo.server.pages;

import amparo.server.platform.Card;
import amparo.server.platform.Cell;
import amparo.server.platform.Chip;
import amparo.server.platform.Column;
import amparo.server.platform.Confirm;
import amparo.server.platform.DateParts;
import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.Link;
import amparo.server.platform.Moment;
import amparo.server.platform.Option;
import amparo.server.platform.Paging;
import amparo.server.platform.Pill;
import amparo.server.platform.Problem;
import amparo.server.platform.Progress;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Table;
import amparo.server.platform.Task;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invented content for the page of all components. */
public final class Gallery {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 12);

    private final View view;

    public Gallery(View view) {
        this.view = view;
    }

    private String text(String key, Object... values) {
        // The keys here leave out what they all begin with.
        return view.text("gallery." + key, values);
    }

    public List<Card> cards() {
        return List.of(
                new Card(text("card.screen"), "14", "#", text("card.screen-hint"), Tone.NEUTRAL),
                new Card(text("card.flags"), "3", "#", text("card.flags-hint"), Tone.DANGER),
                new Card(text("card.answers"), "5", "#", text("card.answers-hint"), Tone.ATTENTION),
                new Card(text("card.approvals"), "0", "#", null, Tone.NEUTRAL));
    }

    public List<Chip> chips() {
        return List.of(
                new Chip(text("chip.mine"), "#", true),
                new Chip(text("chip.today"), "#", true),
                new Chip(text("chip.children"), "#", false),
                new Chip(text("chip.language"), "#", false));
    }

    public Table table() {
        return new Table(
                text("table.caption"),
                List.of(
                        Column.of(text("table.code")),
                        Column.of(text("table.arrived")).sortedBy("#", Column.Order.DOWN),
                        Column.figures(text("table.group")).sortedBy("#", Column.Order.NONE),
                        Column.of(text("table.status")),
                        Column.of(text("table.language")),
                        Column.of(text("table.action"))),
                List.of(
                        row("TPL-4F7K-22", 0, 4, status("status.flag", Tone.ATTENTION), "Kreyòl"),
                        row("TPL-9M2C-05", 0, 1, status("status.open", Tone.OPEN), "Español"),
                        row("TPL-1X8D-61", 1, 2, status("status.doing", Tone.DOING), "Português"),
                        row("TPL-7R3B-18", 3, 6, status("status.done", Tone.DONE), "Español")));
    }

    private Cell status(String key, Tone tone) {
        return Cell.status(text(key), tone);
    }

    private List<Cell> row(String code, int daysAgo, int people, Cell status, String language) {
        return List.of(
                Cell.open(code, "#"),
                Cell.words(view.words().date(DAY.minusDays(daysAgo))),
                Cell.figure(view.words().number(people)),
                status,
                Cell.words(language),
                Cell.action(text("table.screen"), "#", code));
    }

    public Paging paging() {
        return new Paging("#", "#");
    }

    public List<Pill> pills() {
        return List.of(
                new Pill(text("pill.met"), Tone.DONE),
                new Pill(text("pill.open"), Tone.OPEN),
                new Pill(text("pill.not-met"), Tone.CLOSED),
                new Pill(text("pill.doing"), Tone.DOING),
                new Pill(text("pill.attention"), Tone.ATTENTION),
                new Pill(text("pill.danger"), Tone.DANGER),
                new Pill(text("pill.neutral"), Tone.NEUTRAL));
    }

    public List<Flash> messages() {
        return List.of(
                new Flash(Tone.DONE, text("message.done")),
                new Flash(Tone.NEUTRAL, text("message.neutral")),
                new Flash(Tone.ATTENTION, text("message.attention")),
                new Flash(Tone.DANGER, text("message.danger")));
    }

    public List<SummaryRow> answers() {
        return List.of(
                new SummaryRow(
                        text("answer.born"), view.words().date(LocalDate.of(1996, 8, 2)), "#"),
                new SummaryRow(text("answer.group"), text("answer.group-value"), "#"),
                new SummaryRow(text("answer.contact"), text("answer.contact-value"), "#"),
                SummaryRow.of(text("answer.code"), "TPL-4F7K-22"));
    }

    public List<Task> tasks() {
        return List.of(
                new Task(text("task.consent"), "#", null, new Pill(text("status.done"), Tone.DONE)),
                new Task(
                        text("task.interview"),
                        "#",
                        text("task.interview-hint"),
                        new Pill(text("status.doing"), Tone.DOING)),
                new Task(
                        text("task.referral"),
                        null,
                        text("task.referral-hint"),
                        new Pill(text("status.later"), Tone.NEUTRAL)));
    }

    public List<Moment> moments() {
        return List.of(
                moment("2024-03-12T20:05:00Z", "moment.referred", "moment.referred-text"),
                moment("2024-03-12T15:40:00Z", "moment.screened", null),
                moment("2024-03-11T18:12:00Z", "moment.registered", null));
    }

    private Moment moment(String when, String title, @Nullable String more) {
        return new Moment(
                view.words().dateTime(Instant.parse(when)),
                when,
                text(title),
                more == null ? null : text(more),
                text("moment.by"));
    }

    public Link start() {
        return new Link(text("empty.action"), "#");
    }

    public Progress progress() {
        return new Progress(text("progress.label"), 340, 1200, text("progress.detail", 340, 1200));
    }

    public BitMatrix qr() {
        try {
            return new QRCodeWriter()
                    .encode("https://amparo.example/TPL-4F7K-22", BarcodeFormat.QR_CODE, 0, 0);
        } catch (WriterException e) {
            throw new IllegalStateException("an address of 34 letters fits into a QR code", e);
        }
    }

    public Confirm confirm() {
        return new Confirm(
                text("confirm.title"),
                text("confirm.effect"),
                text("confirm.undo"),
                text("confirm.verb"),
                "#",
                "#",
                true);
    }

    public Field code() {
        return Field.of("person-code", text("field.code"))
                .hint(text("field.code-hint"))
                .width(10)
                .value("TPL-");
    }

    public Field contact() {
        return Field.of("contact", text("field.contact"))
                .type("tel")
                .autocomplete("tel")
                .width(20)
                .asOptional()
                .error(text("field.contact-error"))
                .value("55 12");
    }

    public Field notes() {
        return Field.of("notes", text("field.notes")).hint(text("field.notes-hint")).limit(500);
    }

    public Field country() {
        return Field.of("country", text("field.country")).value("HTI").width(20);
    }

    public List<Option> countries() {
        return List.of(
                Option.of("", text("field.choose")),
                Option.of("COL", "Colombia"),
                Option.of("HTI", text("field.haiti")),
                Option.of("VEN", "Venezuela"));
    }

    public Field alone() {
        return Field.of("alone", text("field.alone"))
                .hint(text("field.alone-hint"))
                .value("unknown");
    }

    public List<Option> yesNo() {
        return List.of(
                Option.of("yes", text("field.yes")),
                Option.of("no", text("field.no")),
                Option.of("unknown", text("field.unknown")));
    }

    public Field needs() {
        return Field.of("needs", text("field.needs"))
                .values(List.of("doctor"))
                .error(text("field.needs-error"));
    }

    public List<Option> needOptions() {
        return List.of(
                new Option("doctor", text("field.doctor"), text("field.doctor-hint")),
                Option.of("interpreter", text("field.interpreter")),
                Option.of("none", text("field.none")));
    }

    public Field born() {
        return Field.of("born", text("field.born")).hint(text("field.born-hint"));
    }

    public DateParts bornParts() {
        return new DateParts("", "8", "1996");
    }

    public Field document() {
        return Field.of("document", text("field.document"))
                .hint(text("field.document-hint"))
                .asOptional();
    }

    public Field email() {
        return Field.of("email", text("field.email")).type("email").autocomplete("username");
    }

    public Field password() {
        return Field.of("password", text("field.password"));
    }

    public Field oneTime() {
        return Field.of("one-time", text("field.one-time")).hint(text("field.one-time-hint"));
    }

    public List<Problem> problems() {
        return Problem.of(code(), contact(), needs());
    }
}
