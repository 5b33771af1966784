/**
 * Whole persons and families with the doors, screens and next question that must come out for them.
 */
@NullMarked
package amparo.rulebook.cases;

import org.jspecify.annotations.NullMarked;
