/**
 * What the tests of the engine share: a small world of facts and rules, random persons and
 * formulas, and two independent evaluators to compare with.
 */
package amparo.engine.testing;
