/** The engine as the browser sees it. */
@NullMarked
package amparo.web;

import org.jspecify.annotations.NullMarked;
