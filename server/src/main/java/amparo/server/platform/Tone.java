package amparo.server.platform;

/** What a pill, card or message is about. Told by word and shape; colour only repeats it. */
public enum Tone {
    /** A plain fact. */
    NEUTRAL("neutral"),
    /** Done, or a condition that is met. */
    DONE("done"),
    /** Under way. */
    DOING("doing"),
    /** Somebody should look at this. */
    ATTENTION("attention"),
    /** Danger to a person; never the person, never a mere mistake in a form. */
    DANGER("danger"),
    /** Not known yet. */
    OPEN("open"),
    /** Not now. */
    CLOSED("closed");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** The name of its style class and its shape. */
    public String code() {
        return code;
    }
}
