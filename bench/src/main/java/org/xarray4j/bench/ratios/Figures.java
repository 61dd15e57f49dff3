package org.xarray4j.bench.ratios;

import java.io.IOException;
import java.util.OptionalDouble;

/** What forks have measured. */
interface Figures {
    /** Returns a figure of a fork; empty when that fork has not run, or has no such figure. */
    OptionalDouble get(int round, Task task, Figure figure) throws IOException;
}
