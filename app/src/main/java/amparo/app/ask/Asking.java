package amparo.app.ask;

import amparo.app.check.Values;
import amparo.app.text.Messages;
import amparo.app.text.Page;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.value.Value;

/** One question with its choices, asked until there is an answer or none is wanted. */
final class Asking {
    private static final String MARK = "?";

    private final Dialogue dialogue;
    private final Answers answers;
    private final Fields fields;
    private final Values values;
    private final Page page;
    private final Messages messages;

    Asking(Dialogue dialogue, Fields fields) {
        this.dialogue = dialogue;
        this.answers = new Answers(dialogue);
        this.fields = fields;
        this.page = dialogue.page();
        this.messages = dialogue.messages();
        this.values = new Values(messages);
    }

    /** What came of a question. */
    sealed interface Reply {
        /** An answer. */
        record Given(Value value) implements Reply {}

        /** No answer wanted, or none known. */
        record Skipped() implements Reply {}

        /** One question back. */
        record Back() implements Reply {}

        /** Enough. */
        record Stop() implements Reply {}
    }

    /** Question, help and choices. */
    void show(int indent, Fact fact) {
        page.strong(indent, fact.question().in(messages.language()));
        page.small(indent, fact.help().in(messages.language()));
        CodeList list = fact.codes();
        if (list != null && list.codes().size() <= Answers.MOST_SHOWN) {
            int number = 1;
            for (String code : list.codes().keySet()) {
                page.item(indent + 1, number++ + ".", list.label(code, messages.language()));
            }
        }
        page.small(indent, hint(fact));
    }

    private String hint(Fact fact) {
        CodeList list = fact.codes();
        boolean named = list != null && list.codes().size() > Answers.MOST_SHOWN;
        return switch (fact.type()) {
            case BOOLEAN -> messages.text("ask.hint.boolean");
            case WHOLE -> messages.text("ask.hint.number");
            case DATE ->
                    messages.text("ask.hint.date")
                            + (fields.mayLast(fact) ? " " + messages.text("ask.hint.ongoing") : "");
            case CODE -> messages.text(named ? "ask.hint.name" : "ask.hint.code");
            case CODES -> messages.text(named ? "ask.hint.names" : "ask.hint.codes");
            case RECORDS -> messages.text("ask.records.any");
        };
    }

    /**
     * Reads the answer to a question that was shown.
     *
     * @param optional true if the Enter key alone leaves it out
     */
    Reply read(int indent, Fact fact, boolean optional, Runnable why) {
        while (true) {
            switch (dialogue.read(why)) {
                case Dialogue.Line.Skip _ -> {
                    return new Reply.Skipped();
                }
                case Dialogue.Line.Back _ -> {
                    return new Reply.Back();
                }
                case Dialogue.Line.Stop _ -> {
                    return new Reply.Stop();
                }
                case Dialogue.Line.Empty _ -> {
                    if (optional) {
                        return new Reply.Skipped();
                    }
                    page.text(indent, messages.text("ask.empty"));
                }
                case Dialogue.Line.Answer answer -> {
                    Answers.Reading reading = answers.read(fact, answer.text());
                    if (reading.value() != null) {
                        repeat(indent, fact, reading.value());
                        return new Reply.Given(reading.value());
                    }
                    page.item(indent, MARK, reading.trouble());
                }
            }
        }
    }

    /** Says how it was understood, where that is not plain. */
    private void repeat(int indent, Fact fact, Value value) {
        boolean plain = fact.type() == FactType.BOOLEAN || fact.type() == FactType.WHOLE;
        if (!plain) {
            page.small(indent, messages.text("ask.understood", values.text(fact, value)));
        }
    }
}
