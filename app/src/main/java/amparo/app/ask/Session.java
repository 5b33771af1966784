package amparo.app.ask;

import amparo.app.check.DraftText;
import amparo.app.check.Values;
import amparo.app.text.Messages;
import amparo.app.text.Page;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Gap;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Sensitivity;
import amparo.engine.interview.Interview;
import amparo.engine.interview.Question;
import amparo.engine.interview.Setting;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Screen;
import amparo.engine.value.Item;
import amparo.engine.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The interview: one question at a time, until nothing is left to ask or the person stops. */
public final class Session {
    private static final String UNDERSTOOD = "interview_language_understood";
    private static final int MOST_REASONS = 8;

    private final Dialogue dialogue;
    private final Page page;
    private final Messages messages;
    private final Evaluator evaluator;
    private final Interview interview;
    private final Fields fields;
    private final Asking asking;
    private final int day;
    private final Deque<State> past = new ArrayDeque<>();
    private State state;

    private record State(Facts facts, Set<Gap> skipped) {}

    /**
     * @param destinations the countries that the person asks about; empty for all
     */
    public Session(Dialogue dialogue, Evaluator evaluator, int day, Set<String> destinations) {
        this.dialogue = dialogue;
        this.page = dialogue.page();
        this.messages = dialogue.messages();
        this.evaluator = evaluator;
        this.interview = new Interview(evaluator, Setting.SELF, destinations);
        this.fields = new Fields(evaluator.book());
        this.asking = new Asking(dialogue, fields);
        this.day = day;
        Facts facts = Facts.none(evaluator.book().vocabulary());
        Fact understood = facts.vocabulary().find(UNDERSTOOD);
        // The person chose the language of this page, so they read it.
        this.state =
                new State(
                        understood == null ? facts : facts.with(understood, new Value.Flag(true)),
                        Set.of());
    }

    /** Asks, and returns what was told. */
    public Facts run() {
        page.title(messages.text("ask.title"));
        // The questions belong to no rule, so nobody can have signed them.
        if (evaluator.book().translations().drafts().contains(messages.language())) {
            DraftText.write(page, messages);
        }
        page.text(0, messages.text("ask.welcome"));
        page.text(0, messages.text("ask.commands"));
        while (true) {
            Question question = interview.next(state.facts(), day, state.skipped());
            if (question == null) {
                page.blank();
                page.text(0, messages.text("ask.done"));
                return state.facts();
            }
            if (!step(question)) {
                page.blank();
                page.text(0, messages.text("ask.ended"));
                return state.facts();
            }
        }
    }

    /** False to end. */
    private boolean step(Question question) {
        Gap gap = question.gap();
        page.blank();
        if (question.more() > 0) {
            page.small(0, messages.text("ask.more", past.size() + 1, question.more()));
        }
        about(gap);
        Fact asked = gap.asked();
        asking.show(0, asked);
        boolean sensitive =
                gap.fact().sensitivity().compareTo(Sensitivity.SENSITIVE) >= 0
                        || asked.sensitivity().compareTo(Sensitivity.SENSITIVE) >= 0;
        if (sensitive) {
            page.small(0, messages.text("ask.sensitive"));
        }
        Runnable why = () -> why(gap.fact());
        Asking.Reply reply;
        boolean stopped = false;
        if (asked.type() == FactType.RECORDS) {
            RecordAsking.Result result =
                    new RecordAsking(dialogue, asking, fields, asked, why).ask();
            reply = result.reply();
            stopped = result.stopped();
        } else {
            reply = asking.read(0, asked, false, why);
        }
        switch (reply) {
            case Asking.Reply.Given given -> forward(gap, given.value());
            case Asking.Reply.Skipped _ -> forward(gap, null);
            case Asking.Reply.Back _ -> back();
            case Asking.Reply.Stop _ -> {
                return false;
            }
        }
        return !stopped;
    }

    /** Which record a question about a field means. */
    private void about(Gap gap) {
        if (gap.item() >= 0
                && state.facts().get(gap.fact()) instanceof Value.Records records
                && gap.item() < records.items().size()) {
            String record =
                    new Values(messages).record(gap.fact(), records.items().get(gap.item()));
            page.small(0, messages.text("ask.about", record));
        }
    }

    /** Whatever came of a question, it is not asked again. */
    private void forward(Gap gap, @Nullable Value value) {
        past.push(state);
        Set<Gap> skipped = new HashSet<>(state.skipped());
        skipped.add(gap);
        Facts facts = state.facts();
        if (value != null) {
            facts = gap.field() == null ? facts.with(gap.fact(), value) : field(gap, value);
        }
        if (value instanceof Value.Records records) {
            leftOut(gap.fact(), records, skipped);
        }
        state = new State(facts, skipped);
    }

    private Facts field(Gap gap, Value value) {
        Facts facts = state.facts();
        Fact field = gap.field();
        if (field == null || !(facts.get(gap.fact()) instanceof Value.Records records)) {
            return facts;
        }
        List<Item> items = new ArrayList<>(records.items());
        items.set(gap.item(), items.get(gap.item()).with(field.slot(), value));
        return facts.with(gap.fact(), new Value.Records(items, records.complete()));
    }

    private void leftOut(Fact list, Value.Records records, Set<Gap> skipped) {
        for (int i = 0; i < records.items().size(); i++) {
            for (Fact field : fields.asked(list)) {
                if (records.items().get(i).get(field.slot()) == null) {
                    skipped.add(new Gap(list, i, field));
                }
            }
        }
    }

    private void back() {
        if (past.isEmpty()) {
            page.text(0, messages.text("ask.first"));
        } else {
            state = past.pop();
        }
    }

    /** The doors and the help that need an answer; help only by its neutral name. */
    private void why(Fact fact) {
        Set<String> titles = new LinkedHashSet<>();
        for (String id : interview.why(fact, state.facts(), day)) {
            Rule rule = evaluator.book().rule(id);
            if (rule != null) {
                var wording = rule instanceof Screen screen ? screen.neutral() : rule.title();
                titles.add(wording.in(messages.language()));
            }
        }
        if (titles.isEmpty()) {
            page.text(1, messages.text("ask.why.none"));
            return;
        }
        page.text(1, messages.text("ask.why"));
        titles.stream().limit(MOST_REASONS).forEach(title -> page.item(2, "•", title));
        if (titles.size() > MOST_REASONS) {
            page.item(2, "•", messages.text("ask.why.more", titles.size() - MOST_REASONS));
        }
    }
}
