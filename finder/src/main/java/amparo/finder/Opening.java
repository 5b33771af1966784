package amparo.finder;

import amparo.engine.data.Data;
import amparo.engine.data.JsonReader;

/**
 * The question with which the interview opens. It stands in the page as text, so that it can be
 * read before any script came.
 */
public record Opening(String question, String help) {
    private static final String ASKED = "fear_of_return";

    /**
     * @param first the data block with the first questions
     */
    public static Opening of(String first) {
        Data.Fields asked =
                fields(fields((Data.Fields) JsonReader.read(first), "questions"), ASKED);
        return new Opening(text(asked, "question"), text(asked, "help"));
    }

    private static Data.Fields fields(Data.Fields in, String key) {
        if (in.get(key) instanceof Data.Fields found) {
            return found;
        }
        throw new IllegalArgumentException("the first questions have no " + key);
    }

    private static String text(Data.Fields in, String key) {
        return in.get(key) instanceof Data.Text text ? text.text() : "";
    }
}
