/** What must hold of the real content, whatever is added to it. */
@NullMarked
package amparo.rulebook.content;

import org.jspecify.annotations.NullMarked;
