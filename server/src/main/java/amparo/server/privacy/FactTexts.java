package amparo.server.privacy;

/** Names of facts for a person's copy: a module that knows the vocabulary gives a bean. */
@FunctionalInterface
public interface FactTexts {

    /**
     * What the fact is called.
     *
     * @param language es, en, pt, fr or ht
     */
    String label(String fact, String language);
}
