/** Runs the examples that stand beside the rules. */
@NullMarked
package amparo.rulebook.example;

import org.jspecify.annotations.NullMarked;
