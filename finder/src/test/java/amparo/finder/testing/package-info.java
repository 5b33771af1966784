/** What the tests of the finder share: the folder, made once, and the browser of this machine. */
@NullMarked
package amparo.finder.testing;

import org.jspecify.annotations.NullMarked;
