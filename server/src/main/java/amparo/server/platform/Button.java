package amparo.server.platform;

/** How much a button weighs: one {@link #MAIN} a page. */
public enum Button {
    MAIN("main"),
    SECOND("second"),
    /** What can harm a person or cannot be taken back. */
    DANGER("danger");

    private final String code;

    Button(String code) {
        this.code = code;
    }

    /** The name of its style class. */
    public String code() {
        return code;
    }
}
