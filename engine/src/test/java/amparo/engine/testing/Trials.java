package amparo.engine.testing;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Runs a property on many random cases. A failure names the seed of its case; run again with {@code
 * -Damparo.seed=<seed>} and only that case is tried.
 */
public final class Trials {
    private static final long FIRST_SEED = 20_260_101L;

    private Trials() {}

    /** One random case. */
    public interface Property {
        /** Throws if the property does not hold. */
        void check(Dice dice);
    }

    /** Tries a property with so many seeds; {@code -Damparo.trials=10} means ten times as many. */
    public static void run(int trials, Property property) {
        String one = System.getProperty("amparo.seed");
        if (one != null) {
            property.check(new Dice(Long.parseLong(one)));
            return;
        }
        int factor = Integer.getInteger("amparo.trials", 1);
        for (int i = 0; i < trials * factor; i++) {
            long seed = FIRST_SEED + i;
            try {
                property.check(new Dice(seed));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "seed "
                                + seed
                                + " breaks the property; try it again with -Damparo.seed="
                                + seed
                                + "\n"
                                + failure.getMessage(),
                        failure);
            }
        }
    }

    /** A source of random choices that a seed determines. */
    public static final class Dice {
        private final RandomGenerator random;

        public Dice(long seed) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        /** A number from low to high, both included. */
        public int between(int low, int high) {
            return (int) random.nextLong(low, (long) high + 1);
        }

        /** True so many times out of a hundred. */
        public boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }

        /** One of the choices. */
        @SafeVarargs
        public final <T> T of(T... choices) {
            return choices[random.nextInt(choices.length)];
        }

        /** One of the choices. */
        public <T> T of(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
