/** Tests of the case corpus. */
@NullMarked
package amparo.rulebook.cases;

import org.jspecify.annotations.NullMarked;
