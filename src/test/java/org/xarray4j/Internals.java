package org.xarray4j;

import java.util.Collection;
import java.util.stream.Stream;
import org.xarray4j.internal.tree.AllocationProbe;
import org.xarray4j.internal.tree.Root;

/** What tests of other packages need of the library's inside. */
public final class Internals {
    private Internals() {}

    /** Waits until an array has released all that it has discarded. */
    public static void settle(XArray<?> array) {
        Released.settle(array.domain());
    }

    /** Charges an account as an array does, and returns whether there was enough left. */
    public static boolean charge(NodeAccount account, long bytes) {
        try {
            account.charge(bytes);
            return true;
        } catch (AccountExceededException e) {
            return false;
        }
    }

    /**
     * Checks the published version and the one being written: every bitmap, count and birth of every node; and that
     * nothing which is kept for reuse is part of them. Takes the lock, unless this thread has it.
     */
    public static void validate(XArray<?> array) {
        array.validate();
    }

    /** The same, and that nothing which is at hand for reuse is part of some snapshots. */
    public static void validate(XArray<?> array, Collection<? extends Snapshot<?>> snapshots) {
        array.validate(snapshots.stream().map(Snapshot::root).toArray(Root[]::new));
    }

    /** The same of integers, and that every leaf keeps what it promises, also in some snapshots. */
    public static void validate(LongXArray array, Collection<LongSnapshot> snapshots) {
        array.validate(roots(snapshots.stream().map(LongSnapshot::leaves)));
    }

    /** The same without snapshots. */
    public static void validate(LongXArray array) {
        array.validate();
    }

    /** The same of ids: every chunk keeps what it promises, and what the allocator remembers of them is so. */
    public static void validate(IdAllocator ids, Collection<IdSnapshot> snapshots) {
        ids.validate(roots(snapshots.stream().map(IdSnapshot::chunks)));
    }

    /** The same without snapshots. */
    public static void validate(IdAllocator ids) {
        ids.validate();
    }

    /** The same of ids with values. */
    public static <T> void validate(IdMap<T> map, Collection<IdMapSnapshot<T>> snapshots) {
        map.validate(roots(snapshots.stream().map(IdMapSnapshot::values)));
    }

    /** The same without snapshots. */
    public static void validate(IdMap<?> map) {
        map.validate();
    }

    private static Root[] roots(Stream<? extends AbstractView<?>> versions) {
        return versions.map(AbstractView::root).toArray(Root[]::new);
    }

    /** Has a test told before each allocation of a write of the array that is built. */
    public static <T> XArrayBuilder<T> failing(XArrayBuilder<T> builder, AllocationProbe probe) {
        return builder.probe(probe);
    }
}
