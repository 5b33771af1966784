package amparo.server.storage;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this computer has. */
final class Machine {

    private static final long MEGABYTE = 1024 * 1024;
    private static final long MODEST = 1024;

    private Machine() {}

    /** Memory in MiB, of the container where there is one; a modest guess where nobody tells. */
    static long megabytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean known
                ? known.getTotalMemorySize() / MEGABYTE
                : MODEST;
    }
}
