package org.xarray4j.memorymodel;

/**
 * Which two steps of a thread must be performed in the order in which they are written, whatever locations they go to.
 *
 * <p>For one location it is always: a load before a later store, a store before a later store, and a load after a store
 * sees that store or a newer one.
 */
enum Order {
    /**
     * What Java promises: the access modes and fences as {@link java.lang.invoke.VarHandle} documents them. That a load
     * goes to where an earlier load has pointed orders nothing: Java promises it for final fields only. So a load may be
     * performed at an address that was guessed, and counts if the guess turns out right.
     */
    JAVA {
        @Override
        boolean keeps(Op first, Op second) {
            return keptByAcquireAndRelease(first, second) || keptByFence(first, second);
        }
    },

    /**
     * What every processor does that HotSpot runs on, besides: a load through a pointer comes after the load of the
     * pointer.
     */
    JAVA_AND_DEPENDENCIES {
        @Override
        boolean keeps(Op first, Op second) {
            return JAVA.keeps(first, second);
        }

        @Override
        boolean keepsDependencies() {
            return true;
        }
    },

    /**
     * What x86-64 does to a program that the compiler has left as it was: only a load overtakes stores, and none that is
     * volatile or of a read-modify-write.
     */
    TSO {
        @Override
        boolean keeps(Op first, Op second) {
            if (!first.isStore() || !second.isLoad()) {
                boolean full =
                        first.isFence(Barrier.FULL_FENCE) || second.isFence(Barrier.FULL_FENCE);
                return full || (first.isAccess() && second.isAccess());
            }
            return first.isOfUpdate() || second.isOfUpdate() || first.mode() == Mode.VOLATILE;
        }

        @Override
        boolean keepsDependencies() {
            return true;
        }

        @Override
        boolean keepsLoads(Op first, Op second) {
            return true;
        }
    };

    /** Whether the first must be performed before the second. */
    abstract boolean keeps(Op first, Op second);

    /** Whether two loads of one location must: plain ones need not, {@code r = x; s = x} may see the newer value first. */
    boolean keepsLoads(Op first, Op second) {
        return first.mode() != Mode.PLAIN && second.mode() != Mode.PLAIN;
    }

    /** Whether a load waits for the load of its address. */
    boolean keepsDependencies() {
        return false;
    }

    private static boolean keptByAcquireAndRelease(Op first, Op second) {
        if (!first.isAccess() || !second.isAccess()) {
            return false;
        }
        if (first.isLoad() && first.mode().acquires()) {
            return true;
        }
        if (second.isStore() && second.mode().releases()) {
            return true;
        }
        // Volatile accesses have one order, which is that of each thread: the one way in which a
        // store comes before a later load of another location.
        return first.mode() == Mode.VOLATILE && second.mode() == Mode.VOLATILE;
    }

    private static boolean keptByFence(Op first, Op second) {
        if (first.step() instanceof Step.Fence fence) {
            return switch (fence.barrier()) {
                case ACQUIRE_FENCE -> second.isAccess() || second.isFence(Barrier.FULL_FENCE);
                case RELEASE_FENCE, STORE_STORE_FENCE ->
                    second.isStore() || second.isFence(Barrier.FULL_FENCE);
                case FULL_FENCE -> true;
            };
        }
        if (second.step() instanceof Step.Fence fence) {
            return switch (fence.barrier()) {
                case ACQUIRE_FENCE -> first.isLoad();
                case RELEASE_FENCE -> first.isAccess();
                case STORE_STORE_FENCE -> first.isStore();
                case FULL_FENCE -> first.isAccess();
            };
        }
        return false;
    }
}
