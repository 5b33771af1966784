/**
 * The engine's second opinion: evaluates conditions and rules for many persons at once over
 * columns. Numbers and days are two int arrays, truths two bitsets, lists offsets into columns of
 * their records.
 */
package amparo.engine.testing.columnar;
