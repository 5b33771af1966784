package amparo.app.ask;

import amparo.app.text.Messages;
import amparo.app.text.Page;
import amparo.app.text.Plain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one line at a time and knows the words that are no answers: why, skip, back, stop. */
public final class Dialogue {
    /** What a person typed. */
    sealed interface Line {
        /** An answer, not empty. */
        record Answer(String text) implements Line {}

        /** Only the Enter key. */
        record Empty() implements Line {}

        /** Prefers not to say, or does not know. */
        record Skip() implements Line {}

        /** One question back. */
        record Back() implements Line {}

        /** Enough, or the input has ended. */
        record Stop() implements Line {}
    }

    private final BufferedReader in;
    private final Page page;
    private final Messages messages;
    private final Messages english;
    private boolean ended;

    public Dialogue(BufferedReader in, Page page, Messages messages) {
        this.in = in;
        this.page = page;
        this.messages = messages;
        this.english = messages.language().equals("en") ? messages : Messages.in("en");
    }

    Page page() {
        return page;
    }

    Messages messages() {
        return messages;
    }

    /** True once the input has ended. */
    boolean hasEnded() {
        return ended;
    }

    /** The next line; "why" is answered here and asked again. */
    Line read(Runnable why) {
        while (true) {
            String text = line(in, page);
            if (text == null) {
                ended = true;
                return new Line.Stop();
            }
            String key = Plain.key(text);
            if (key.isEmpty()) {
                return new Line.Empty();
            }
            if (is(key, "ask.word.why")) {
                why.run();
            } else if (is(key, "ask.word.skip")) {
                return new Line.Skip();
            } else if (is(key, "ask.word.back")) {
                return new Line.Back();
            } else if (is(key, "ask.word.stop")) {
                return new Line.Stop();
            } else {
                return new Line.Answer(text.strip());
            }
        }
    }

    /** Asks for yes or no until it is one of them, or no answer. */
    Line yesOrNo(Runnable why) {
        while (true) {
            Line line = read(why);
            if (line instanceof Line.Answer answer && truth(answer.text()) == null) {
                page.text(1, messages.text("ask.bad.boolean"));
            } else if (line instanceof Line.Empty) {
                page.text(1, messages.text("ask.empty"));
            } else {
                return line;
            }
        }
    }

    /** Yes, no, or null for anything else. */
    @Nullable Boolean truth(String text) {
        String key = Plain.key(text);
        if (is(key, "ask.word.yes")) {
            return true;
        }
        return is(key, "ask.word.no") ? false : null;
    }

    /** True if a word stands under a key, in this language or in English. */
    boolean is(String key, String words) {
        return has(messages.words(words), key) || has(english.words(words), key);
    }

    private static boolean has(List<String> words, String key) {
        return words.stream().anyMatch(word -> Plain.key(word).equals(key));
    }

    /** A line, or null at the end of the input. */
    public static @Nullable String line(BufferedReader in, Page page) {
        page.prompt("> ");
        page.flush();
        try {
            String line = in.readLine();
            if (line == null) {
                page.text(0, "\n");
            }
            return line;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
