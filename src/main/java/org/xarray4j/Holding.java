package org.xarray4j;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xarray4j.epoch.Admission;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;
import org.xarray4j.internal.tree.Discards;

/**
 * What goes with the lock while it is held, in an array whose values are released: room in the domain's backlog, taken
 * before the lock is, for whatever will be discarded; and for guards, sessions and transactions a pin, so that what they
 * show is not released under them.
 *
 * <p>Whatever one hold of the lock discards is one retirement. So a full backlog is met before anything was changed, no
 * thread waits for room while it holds the lock, and after a publication nothing can fail.
 *
 * <p>For the thread that holds the lock.
 */
final class Holding {
    /** For whoever holds the lock of an array that releases nothing. */
    static final Holding NOTHING = new Holding(null);

    private final @Nullable Consumer<Discards> release;
    private @Nullable Admission room;
    private @Nullable Pin pin;
    private @Nullable Discards first;
    private @Nullable Discards last;

    /** Creates one without room and pin, in an array that releases by an action or, when that is null, nothing. */
    Holding(@Nullable Consumer<Discards> release) {
        this.release = release;
    }

    /** Takes room, by the domain's policy; before the lock is taken. */
    void takeRoom(EpochDomain domain) {
        room = domain.admit(1, 0);
    }

    /** Takes room if there is any. */
    boolean tryTakeRoom(EpochDomain domain) {
        room = domain.tryAdmit(1, 0);
        return room != null;
    }

    /** Opens a pin, which the holder of the lock has until the end. */
    void pin(EpochDomain domain) {
        pin = domain.pin();
    }

    /** Adds what a version has discarded that was just published. Cannot fail. */
    void add(@Nullable Discards discards) {
        if (discards == null) {
            return;
        }
        Discards before = last;
        if (before == null) {
            first = discards;
        } else {
            before.setNext(discards);
        }
        last = discards;
    }

    /** Retires what was discarded and gives back the rest; after the lock is free. */
    void end() {
        Discards all = first;
        first = null;
        Admission taken = room;
        if (taken != null) {
            if (all != null && release != null) {
                taken.retire(all, release);
            }
            taken.close();
        }
        if (pin != null) {
            pin.close();
        }
    }
}
