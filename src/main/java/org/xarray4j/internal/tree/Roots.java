package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The root objects of one array: that of the published version, that of the version being written, and older ones,
 * which wait for their readers and are used again in the order in which they were replaced.
 *
 * <p>A root stands in the table from when it is made until somebody might see it for ever; a write moves numbers only,
 * since each store of a reference may cost a fence, with a collector that marks cards. So each root that is kept comes
 * round again soon, and none keeps an old version alive for long.
 *
 * <p>Guarded by: the writer lock.
 */
final class Roots {
    /** More than the published one, the one being written, and three batches that wait. */
    private static final int MOST = 128;

    private static final int NONE = -1;

    /** The roots by number, and null where the one that stood there was let go. Grown while there are too few. */
    private @Nullable Root[] table = new @Nullable Root[2];

    /** Numbers that are not in use: at hand up to {@code ready}, waiting up to {@code end}; modulo the length. */
    private byte[] order = new byte[2];

    private int head;
    private int ready;
    private int end;

    /** How many numbers there are. */
    private int count;

    private int published = NONE;
    private int work = NONE;

    /** Says which root is published. */
    void begin(Root root) {
        if (published == NONE || table[published] != root) {
            adopt(root);
        }
    }

    /** Takes up a root that is not ours, or not the one that was published last. */
    private void adopt(Root root) {
        int mine = published;
        if (mine == NONE) {
            mine = 0;
            count = 1;
        }
        table[mine] = root;
        published = mine;
    }

    boolean isOpen() {
        return work != NONE;
    }

    /** Returns the root of the version being written, or null. */
    @Nullable Root work() {
        return work == NONE ? null : table[work];
    }

    /** Returns the published root. */
    Root published() {
        Root root = published == NONE ? null : table[published];
        if (root == null) {
            throw new IllegalStateException("no draft was begun");
        }
        return root;
    }

    /**
     * Takes a root object for a new version, of the height of the published one or of none yet. Prepares: allocates where
     * none is at hand.
     */
    Root open(AllocationProbe probe) {
        int height = published().height;
        if (ready == head) {
            makeNumber(probe);
        }
        int number = order[head & (order.length - 1)];
        Root mine = table[number];
        if (mine == null || (mine.isPublished() && mine.height != height)) {
            probe.beforeAllocation();
            mine = Root.blank();
            table[number] = mine;
        }
        head++;
        work = number;
        return mine;
    }

    /** Returns whether {@link #open} may answer a root that was published once. */
    boolean hasSpares() {
        return ready != head;
    }

    /** Makes a number that is at hand. */
    private void makeNumber(AllocationProbe probe) {
        if (count == table.length) {
            probe.beforeAllocation();
            @Nullable Root[] longer = Arrays.copyOf(table, 2 * count);
            probe.beforeAllocation();
            byte[] longerOrder = new byte[2 * count];
            for (int at = head; at != end; at++) {
                longerOrder[at & (longerOrder.length - 1)] = order[at & (order.length - 1)];
            }
            table = longer;
            order = longerOrder;
            assert table.length <= MOST : "roots are not used again";
        }
        give(count++);
    }

    private void give(int number) {
        head--;
        order[head & (order.length - 1)] = (byte) number;
    }

    /** Puts another root object in the place of the one of the version being written. */
    void replaceWork(Root other) {
        table[work] = other;
    }

    /** Notes that the version being written is published, and that the root before it waits unless it is let go. */
    void publish(boolean keep) {
        if (keep) {
            order[end & (order.length - 1)] = (byte) published;
            end++;
        } else {
            table[published] = null;
            give(published);
        }
        published = work;
        work = NONE;
    }

    /** Forgets the version being written, and its root if it may have been published. */
    void drop(boolean forget) {
        if (work != NONE) {
            if (forget) {
                table[work] = null;
            }
            give(work);
            work = NONE;
        }
    }

    int end() {
        return end;
    }

    /** Returns how many roots wait behind a position. */
    int waitingFrom(int position) {
        return end - position;
    }

    /** Has what waits up to a position at hand, but for roots of a version or an earlier one, which it lets go of. */
    void reclaim(int to, long last) {
        if (last > 0) {
            for (int at = ready; at != to; at++) {
                int number = order[at & (order.length - 1)];
                Root root = table[number];
                if (root != null && root.version <= last) {
                    table[number] = null;
                }
            }
        }
        ready = to;
    }

    /** Lets go of all roots but the published one and that of the version being written. */
    void clear() {
        for (int at = head; at != end; at++) {
            table[order[at & (order.length - 1)]] = null;
        }
        ready = end;
    }

    /** Has everything checked. */
    void validate(KeptValidator validator) {
        int used = (published == NONE ? 0 : 1) + (work == NONE ? 0 : 1);
        Validator.check(
                ready - head >= 0 && end - ready >= 0 && end - head + used == count,
                "numbers of roots",
                count,
                end - head);
        for (int at = head; at != end; at++) {
            Root root = table[order[at & (order.length - 1)]];
            if (root != null && at - ready < 0) {
                validator.isSpare(root);
            } else if (root != null) {
                validator.waits(root);
            }
        }
    }
}
