package amparo.engine.language;

import java.util.List;

/** A set of codes to compare with. */
public sealed interface CodeSet {
    /** Written out; sorted, without repetition. */
    record Literal(List<String> codes) implements CodeSet {
        public Literal {
            codes = codes.stream().distinct().sorted().toList();
        }
    }

    /** A dated set of the rulebook, {@code $name}, as it stood on the day of the law. */
    record Named(String name) implements CodeSet {}

    /** One other code: {@code = host}, {@code = s.country}. */
    record Just(CodeTerm term) implements CodeSet {}

    /** A fact or field of type codes. */
    record OfFact(Ref ref) implements CodeSet {}
}
