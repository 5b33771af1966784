/** The pages: templates from {@code src/main/jte}, compiled by the build into this package. */
@NullMarked
package amparo.server.pages;

import org.jspecify.annotations.NullMarked;
