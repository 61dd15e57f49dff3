package org.xarray4j.bench.ratios;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** A garbage collector that forks can run with. */
enum Collector {
    G1("UseG1GC"),
    PARALLEL("UseParallelGC"),
    ZGC("UseZGC");

    private final String option;

    Collector(String option) {
        this.option = option;
    }

    /** Returns the name by which it is asked for. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String flag() {
        return "-XX:+" + option;
    }

    /** Returns whether the virtual machine that runs this, and will run the forks, has it. */
    boolean isThere() {
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption(option);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
