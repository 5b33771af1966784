/**
 * Stories to learn from: invented persons, what they say at first and what they tell when they are
 * heard alone, with the screens that must see them.
 */
@NullMarked
package amparo.rulebook.vignette;

import org.jspecify.annotations.NullMarked;
