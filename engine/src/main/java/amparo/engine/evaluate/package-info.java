/**
 * Evaluation of rules for one person: three-valued truths, the tree that explains them,
 * availability on a day, outcomes, what is missing, and whether an outcome is settled whatever the
 * person would still answer.
 */
@NullMarked
package amparo.engine.evaluate;

import org.jspecify.annotations.NullMarked;
