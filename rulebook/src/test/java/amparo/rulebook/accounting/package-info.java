/** Tests of the accounting. */
@NullMarked
package amparo.rulebook.accounting;

import org.jspecify.annotations.NullMarked;
