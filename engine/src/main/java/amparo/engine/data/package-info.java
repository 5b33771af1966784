/**
 * Trees of data with their places in the file they came from, and JSON in and out. No other format
 * is known here.
 */
@NullMarked
package amparo.engine.data;

import org.jspecify.annotations.NullMarked;
