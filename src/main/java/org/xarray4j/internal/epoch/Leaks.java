package org.xarray4j.internal.epoch;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds pins whose handle nothing refers to any more, so that nobody can close them. */
public final class Leaks {
    private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();

    /** Keeps the references themselves reachable until their pins are closed or found. */
    private final Set<Tracked> tracked = ConcurrentHashMap.newKeySet();

    /** Makes one that tracks nothing. */
    public Leaks() {}

    /** A pin whose handle is watched. */
    public static final class Tracked extends PhantomReference<Object> {
        final Slot slot;
        final long ticket;

        Tracked(Object handle, Slot slot, long ticket, ReferenceQueue<Object> queue) {
            super(handle, queue);
            this.slot = slot;
            this.ticket = ticket;
        }
    }

    /** Watches a handle. */
    public Tracked track(Object handle, Slot slot, long ticket) {
        Tracked pin = new Tracked(handle, slot, ticket, unreachable);
        tracked.add(pin);
        return pin;
    }

    /** Watches no more: the pin is closed. */
    public void forget(Tracked pin) {
        tracked.remove(pin);
        pin.clear();
    }

    /** Returns an open pin that nobody can close, each once, or null when no more were found. */
    @Nullable Tracked poll() {
        for (Reference<?> found = unreachable.poll(); found != null; found = unreachable.poll()) {
            Tracked pin = (Tracked) found;
            if (tracked.remove(pin) && pin.slot.isOpen(pin.ticket)) {
                return pin;
            }
        }
        return null;
    }
}
