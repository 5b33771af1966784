/**
 * The answer to "check this person" as JSON: the same bytes from the command line and from the
 * browser.
 */
@NullMarked
package amparo.engine.report;

import org.jspecify.annotations.NullMarked;
