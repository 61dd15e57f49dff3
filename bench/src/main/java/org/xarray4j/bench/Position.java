package org.xarray4j.bench;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Where in the order of reads a thread is: each has its own. */
@State(Scope.Thread)
public class Position {
    int next;
}
