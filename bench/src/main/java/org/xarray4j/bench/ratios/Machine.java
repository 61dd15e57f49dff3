package org.xarray4j.bench.ratios;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringTokenizer;

/** What is known of the machine, and of who else uses it. */
final class Machine {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** The share of the processors that others use, from which on a machine is called busy. */
    static final double BUSY = 0.1;

    /** The same from which on nothing is measured unless asked for all the same. */
    static final double TOO_BUSY = 0.25;

    private static final int LOOKS = 3;
    private static final long LOOK_MILLIS = 700;

    private Machine() {}

    static int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }

    static int memoryMiB() {
        return (int) (SYSTEM.getTotalMemorySize() >> 20);
    }

    /**
     * Returns how much memory forks can have without making others swap or die: they touch all of their heap. All that the
     * machine has, or this container may take, where the system does not say or knows of no container.
     */
    static int availableMiB() {
        try {
            return Math.min(memoryMiB(), spareMiB());
        } catch (IOException | NumberFormatException e) {
            return memoryMiB();
        }
    }

    private static int spareMiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .findFirst()
                .map(line -> (int) (Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10))
                .orElseGet(Machine::memoryMiB);
    }

    /**
     * Looks for two seconds how much of the processors others use, and returns the least of some looks, so that a hiccup
     * is not taken for more; NaN where that is unknown.
     */
    static double others() throws InterruptedException {
        double least = Double.NaN;
        for (int i = 0; i < LOOKS; i++) {
            Ticks before = Ticks.now();
            Thread.sleep(LOOK_MILLIS);
            double share = Ticks.now().othersSince(before);
            least = Double.isNaN(least) ? share : Math.min(least, share);
        }
        return least;
    }

    /** Describes the machine, without its name. */
    static String describe() {
        return String.format(
                Locale.ROOT,
                "%d processors%s, %.0f GiB, %s %s",
                cpus(),
                cpuModel(),
                memoryMiB() / 1024.0,
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    }

    /** Returns what tells the machine from others of its kind, without saying which it is. */
    static String mark() {
        try {
            String id = Files.readString(Path.of("/etc/machine-id")).strip();
            return "number " + Integer.toHexString(id.hashCode());
        } catch (IOException e) {
            return "of no known number";
        }
    }

    static String describeJdk() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")
                + ", " + System.getProperty("java.vendor");
    }

    private static String cpuModel() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> " (" + line.substring(line.indexOf(':') + 1).trim() + ")")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * The processor time that was used until some moment, in ticks, by everybody and by this process with those of its
     * children that have ended.
     */
    record Ticks(long all, long busy, long own) {
        /** Returns what share of the processors others have used since an earlier moment; NaN where that is unknown. */
        double othersSince(Ticks earlier) {
            double others = (busy - earlier.busy) - (own - earlier.own);
            return Math.max(0, others) / (all - earlier.all);
        }

        /** Returns this moment's, all zero where the system does not say. */
        static Ticks now() {
            try {
                StringTokenizer system = new StringTokenizer(
                        Files.readAllLines(Path.of("/proc/stat")).get(0));
                system.nextToken(); // "cpu"
                long all = 0;
                long idle = 0;
                // user, nice, system, idle, iowait, irq, softirq, steal
                for (int i = 0; i < 8; i++) {
                    long ticks = Long.parseLong(system.nextToken());
                    all += ticks;
                    idle += i == 3 || i == 4 ? ticks : 0;
                }
                String self = Files.readString(Path.of("/proc/self/stat"));
                // The name, which is in brackets, may contain blanks; the state follows it.
                StringTokenizer process =
                        new StringTokenizer(self.substring(self.lastIndexOf(')') + 1));
                for (int i = 0; i < 11; i++) {
                    process.nextToken();
                }
                long own = 0;
                // utime, stime, cutime, cstime
                for (int i = 0; i < 4; i++) {
                    own += Long.parseLong(process.nextToken());
                }
                return new Ticks(all, all - idle, own);
            } catch (IOException | RuntimeException e) {
                return new Ticks(0, 0, 0);
            }
        }
    }
}
