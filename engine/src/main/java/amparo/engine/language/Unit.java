package amparo.engine.language;

/** Units of time. */
public enum Unit {
    DAYS("days", "day"),
    WEEKS("weeks", "week"),
    MONTHS("months", "month"),
    YEARS("years", "year"),
    /** Days on which the offices of a State work, by a calendar of the rulebook. */
    WORKING_DAYS("working days", "working day");

    private final String plural;
    private final String singular;

    Unit(String plural, String singular) {
        this.plural = plural;
        this.singular = singular;
    }

    /** The word in conditions. */
    public String word() {
        return plural;
    }

    boolean isNamed(String word) {
        return word.equals(plural) || word.equals(singular);
    }
}
