package amparo.server.demo;

/** The database holds another world than the one that was asked for. Nothing was changed. */
public final class WrongWorld extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean real;

    WrongWorld(boolean real) {
        super(
                real
                        ? "the demonstration was asked for, but the database holds real accounts"
                        : "the database holds the demonstration, which was not asked for");
        this.real = real;
    }

    /** Whether it is real accounts that the database holds. */
    public boolean real() {
        return real;
    }
}
