package amparo.rulebook.accounting;

/**
 * What became of one entry of the facts packs.
 *
 * @param id the id in the packs
 * @param fate what was done with it
 * @param target the rule it became or was merged into, or the reason why it could not be expressed
 * @param note what the reader should know, or ""
 */
public record Entry(String id, Fate fate, String target, String note) {
    /** What can be done with an entry. */
    public enum Fate {
        CODED("coded"),
        MERGED("merged"),
        BARRIER("barrier"),
        NOT_EXPRESSIBLE("not-expressible");

        private final String word;

        Fate(String word) {
            this.word = word;
        }

        /** The word in the accounting files. */
        public String word() {
            return word;
        }
    }
}
