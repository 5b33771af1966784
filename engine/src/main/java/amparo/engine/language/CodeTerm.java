package amparo.engine.language;

/** Something that is one code. */
public sealed interface CodeTerm {
    /** A fact or field of type code. */
    record OfFact(Ref ref) implements CodeTerm {}

    /** The destination State for which the rule is evaluated. */
    record Host() implements CodeTerm {}
}
