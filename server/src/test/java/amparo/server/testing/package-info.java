/** What the tests of all parts of the server share. */
@NullMarked
package amparo.server.testing;

import org.jspecify.annotations.NullMarked;
