package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * What a node knows of its slots; it stands in the node's last array element.
 *
 * <p>Every set of slots is a bitmap, bit {@code s} for slot {@code s}.
 *
 * <p>Invariants, checked by {@link Validator}:
 *
 * <ul>
 *   <li>{@code present} has the slots whose array element is not null: a value, a child, a {@link Skip}, a {@link Bucket}
 *       or a {@link Wide};
 *   <li>{@code full} has the slots below which no index is free. For a slot with a value or none that is: in use. So {@code
 *       full & ~present} are the reserved slots;
 *   <li>{@code tail} has the slots that continue the entry, or the bucket, of the slot before; the others are heads;
 *   <li>a mark's bitmap has the heads of the entries that bear it, and of the children, skips and buckets that contain any
 *       such entry;
 *   <li>{@code birth} is the number of the version that made this node, and no node below has a greater one.
 * </ul>
 *
 * <p>Guarded by: the writer lock, until the version that made the node is published; from then on it does not change
 * until the node is used again, so readers need no ordering of their own: they come through the root.
 *
 * <p>Rejected: a field for the node's level. Everybody who meets a node has come down a known number of levels, and the
 * eight bytes would be felt: 72 bytes here and 280 in the array are 5.6 for each entry of a dense array.
 */
final class Meta {
    /** Whom slots belong to, where somebody must be told; null in most nodes. */
    @Nullable Owners owners;

    long birth;
    long present;
    long full;
    long tail;
    private long mark0;
    private long mark1;
    private long mark2;

    long mark(int mark) {
        return mark == 0 ? mark0 : mark == 1 ? mark1 : mark2;
    }

    void setMark(int mark, long slots) {
        if (mark == 0) {
            mark0 = slots;
        } else if (mark == 1) {
            mark1 = slots;
        } else {
            mark2 = slots;
        }
    }

    /** Says whether anything below a slot bears a mark; returns whether that is a change. */
    boolean summarizeMark(int mark, long bit, boolean any) {
        long before = mark(mark);
        long after = any ? before | bit : before & ~bit;
        setMark(mark, after);
        return after != before;
    }

    /** Drops all marks of some slots. */
    void clearMarks(long slots) {
        mark0 &= ~slots;
        mark1 &= ~slots;
        mark2 &= ~slots;
    }

    /** Returns the slots in which there is anything: a value, a child, a reservation. */
    long used() {
        return present | full;
    }

    long reserved() {
        return full & ~present;
    }

    /** Returns the slots that a search with a filter may stop at. */
    long candidates(int filter) {
        return filter == Finder.PRESENT
                ? present
                : filter == Finder.USED ? used() : present & mark(filter);
    }

    /** Returns the first slot of the entry that takes a slot. */
    int head(int slot) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(~tail & (-1L >>> (63 - slot)));
    }

    /** Returns how many slots the entry takes whose first slot is given. */
    int run(int head) {
        return head == 63 ? 1 : 1 + Long.numberOfTrailingZeros(~(tail >>> (head + 1)));
    }

    void copyFrom(Meta other) {
        if (owners != other.owners) {
            owners = other.owners;
        }
        present = other.present;
        full = other.full;
        tail = other.tail;
        mark0 = other.mark0;
        mark1 = other.mark1;
        mark2 = other.mark2;
    }

    void scrub() {
        owners = null;
        birth = 0;
        present = 0;
        full = 0;
        tail = 0;
        mark0 = 0;
        mark1 = 0;
        mark2 = 0;
    }

    /** Returns a run of slots as a mask. */
    static long mask(int head, int run) {
        return (run == 64 ? -1L : (1L << run) - 1) << head;
    }
}
