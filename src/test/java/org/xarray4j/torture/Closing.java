package org.xarray4j.torture;

import java.util.Random;
import java.util.function.Consumer;
import org.xarray4j.XArray;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.EpochStatistics;

/**
 * Arrays, one after the other, that are closed while others store into them. What is stored is released by the close at the
 * latest; what is refused stays the caller's, and must not be released.
 */
final class Closing {
    private static final int INDICES = 8;
    private static final int STORES = 32;

    /** Of its own: what is discarded here leaves no room for others where there are bounds. */
    private final EpochDomain domain = EpochDomain.create("closing");

    private final Consumer<Item> releaser;
    private final Ledger ledger;
    private volatile XArray<Item> array;

    Closing(Consumer<Item> releaser, Ledger ledger) {
        this.releaser = releaser;
        this.ledger = ledger;
        array = open();
    }

    private XArray<Item> open() {
        return XArray.<Item>builder()
                .name("closing")
                .domain(domain)
                .releaser(releaser)
                .build();
    }

    /** Stores into one array some times, or until it is closed. */
    void store(Random random) {
        XArray<Item> into = array;
        for (int i = 0; i < STORES; i++) {
            long at = random.nextInt(INDICES);
            Item item = new Item(at, at);
            try {
                into.set(at, item);
                ledger.stored.increment();
            } catch (IllegalStateException closed) {
                boolean unused = item.handOut(); // as if: to release it is a fault from now on
                ledger.refusedByClosed.increment();
                return;
            }
        }
    }

    /** Closes one array, and opens the next. */
    void next() {
        array.close();
        array = open();
    }

    /** When nobody stores any more: closes the last one, and waits until all is released. */
    void end() {
        array.close();
        domain.close();
        EpochStatistics rest = domain.statistics();
        if (rest.pending() != 0 || rest.failures() != 0) {
            ledger.fault("left over: " + rest);
        }
    }
}
