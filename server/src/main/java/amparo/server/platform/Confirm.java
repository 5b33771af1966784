package amparo.server.platform;

/**
 * The question before an act that is hard to take back.
 *
 * @param title the question: "End this session?"
 * @param effect what will happen
 * @param undo how it can be taken back, or that it cannot
 * @param verb what the button does: "End the session"
 * @param action where it is sent
 * @param back where "no" leads
 * @param danger whether a person can come to harm by it
 */
public record Confirm(
        String title,
        String effect,
        String undo,
        String verb,
        String action,
        String back,
        boolean danger) {}
