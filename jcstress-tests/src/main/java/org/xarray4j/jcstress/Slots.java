package org.xarray4j.jcstress;

import java.util.concurrent.locks.LockSupport;
import org.xarray4j.internal.epoch.PinTable;
import org.xarray4j.internal.epoch.Slot;

/** A small table of pins whose first slot is of no use, so that pins go to a second segment, which is there, of one slot. */
final class Slots {
    /** Whose the first slot is: lives, and does not come back to it. */
    private static final Thread OTHER = new Thread(Slots::parkForEver, "other");

    static {
        OTHER.setDaemon(true);
        OTHER.start();
    }

    final PinTable table = new PinTable(1, true);

    Slots() {
        Slot first = table.claimElsewhere(OTHER);
        Slot overflowed = table.claimElsewhere(OTHER); // and the table grows
        overflowed.close(overflowed.ticket(), null);
        first.close(first.ticket(), OTHER); // elsewhere, so that the slot stays taken
        if (table.length() != 2) {
            throw new AssertionError("the table has not grown: " + table.length());
        }
    }

    private static void parkForEver() {
        for (; ; ) {
            LockSupport.park();
        }
    }
}
