@NullMarked
package amparo.server.accounts;

import org.jspecify.annotations.NullMarked;
