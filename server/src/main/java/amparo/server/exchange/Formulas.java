package amparo.server.exchange;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from reading a cell as a formula: what begins like one gets an apostrophe in
 * front, and loses it again when it comes back.
 *
 * @see "OWASP, CSV Injection"
 */
final class Formulas {

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private Formulas() {}

    static String guard(String cell) {
        return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }

    static String unguard(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
