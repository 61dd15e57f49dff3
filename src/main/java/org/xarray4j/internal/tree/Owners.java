package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * Whom the slots of a leaf belong to, for the few slots where somebody must know: the {@link Ticket} of a reservation,
 * or the {@link CountedWide} of a range store in an array with a releaser.
 *
 * <p>Copied with the version like a node: only the version of its birth may edit it.
 */
final class Owners {
    long birth;
    int count;
    private final @Nullable Object[] slots = new @Nullable Object[Node.SLOTS];

    @Nullable Object get(int slot) {
        return slots[slot];
    }

    void set(int slot, @Nullable Object owner) {
        Object before = slots[slot];
        if ((before == null) != (owner == null)) {
            count += owner == null ? -1 : 1;
        }
        slots[slot] = owner;
    }

    void copyFrom(Owners other) {
        System.arraycopy(other.slots, 0, slots, 0, Node.SLOTS);
        count = other.count;
    }
}
