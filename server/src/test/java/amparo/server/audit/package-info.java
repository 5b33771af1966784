/** Tests of the audit, and a small world that the tests of its users share. */
@NullMarked
package amparo.server.audit;

import org.jspecify.annotations.NullMarked;
