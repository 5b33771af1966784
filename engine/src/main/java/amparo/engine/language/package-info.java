/**
 * The language of conditions: text is read by {@link amparo.engine.language.Parser} into {@link
 * amparo.engine.language.Syntax}, typed by {@link amparo.engine.language.TypeChecker} into {@link
 * amparo.engine.language.Formula}, and written back by {@link amparo.engine.language.Printer}.
 * {@link amparo.engine.language.FormulaCodec} keeps parsed formulas in JSON, so that no parser is
 * needed where rules only run.
 */
@NullMarked
package amparo.engine.language;

import org.jspecify.annotations.NullMarked;
