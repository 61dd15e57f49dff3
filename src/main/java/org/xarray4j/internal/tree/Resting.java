package org.xarray4j.internal.tree;

/**
 * Which indices are not to be handed out although nothing is there: they were freed, and a reader may hold them still. The
 * tree asks and tells; when a reader is gone is not its business.
 *
 * <p>They rest in two generations, see {@code Generations}. Whoever frees indices has them added to the young one
 * <em>before</em> he edits, which may fail, and then has changed nothing that anybody could tell. So there may be too many in
 * it: those of a version that was dropped. These are in use still, or were never published; in either case a member does no
 * harm but to rest for one grace period more. None is ever missing.
 *
 * <p>Only the search of an allocation asks. A store at an index that was named does not, and need not take it out: while
 * something is there the index is not found anyway, and when that is freed it is added anew.
 *
 * <p>Rejected: marking them in the array's own tree, as reservations. Every read of what is reserved, empty or marked would
 * have to know them; a snapshot would keep them; and they would be let go of one by one rather than all at once.
 *
 * <p>Guarded by: the writer lock.
 */
public final class Resting {
    private final IndexSet[] generations;

    /** The generation that is added to. */
    private int young;

    /** Whether the young generation has indices of which it was not {@linkplain #settle said} that they are freed. */
    private boolean unsettled;

    /**
     * No index from this one up to {@link #noneBefore}, exclusive, may be handed out. This stays so: what is freed rests, and
     * what was allocated is free again at once only when its version is dropped.
     */
    private long noneFrom;

    private long noneBefore;

    /**
     * Creates it, with nothing in it.
     *
     * @param charge whom nodes are charged to
     * @param probe is told before each allocation
     */
    public Resting(Charge charge, AllocationProbe probe) {
        generations = new IndexSet[] {new IndexSet(charge, probe), new IndexSet(charge, probe)};
    }

    /** Has a range rest that is about to be freed. It may fail; then nothing is freed. */
    void add(long first, long last) {
        unsettled = true;
        generations[young].add(first, last);
    }

    /** Returns whether anything rests that may not be freed yet, as others see it: the young generation must stay young. */
    public boolean isUnsettled() {
        return unsettled;
    }

    /** Says that whatever is in the young generation was freed by a published version, or never will be. */
    public void settle() {
        unsettled = false;
    }

    /** Says which generation is the young one. */
    public void setYoung(int generation) {
        young = generation;
    }

    /** Returns whether anything of a generation rests. */
    public boolean rests(int generation) {
        return !generations[generation].isEmpty();
    }

    /** Lets go of a generation, in a time that does not depend on what is in it. Cannot fail. */
    public void release(int generation) {
        generations[generation].clear();
        forgetSearches();
    }

    /** Lets go of the nodes that are kept for what will rest. */
    public void trim() {
        for (IndexSet generation : generations) {
            generation.trim();
        }
    }

    /** Forgets what searches have found in use, since it may not be so any more. */
    void forgetSearches() {
        noneFrom = 0;
        noneBefore = 0;
    }

    /**
     * Finds the least index that is free and does not rest; the finder then has it.
     *
     * <p>Three searches, each of which goes on where another has stopped, until all agree. Where free and resting indices
     * alternate that is a step for each run of them. But no allocation goes the same way twice before something is let go of,
     * so it is a step for each run that was freed.
     */
    boolean seek(FreeFinder finder, Root root, long min, long max) {
        if (Long.compareUnsigned(min, max) > 0) {
            return false;
        }
        boolean known = Long.compareUnsigned(noneFrom, min) <= 0
                && Long.compareUnsigned(min, noneBefore) <= 0;
        long from = known ? noneBefore : min;
        if (Long.compareUnsigned(from, max) > 0) {
            return false;
        }
        boolean found = seekFrom(finder, root, from, max);
        if (!known) {
            noneFrom = min;
        }
        noneBefore = found ? finder.index() : max;
        return found;
    }

    private boolean seekFrom(FreeFinder finder, Root root, long from, long max) {
        long at = from;
        while (finder.seek(root, at, max)) {
            at = finder.index();
            for (IndexSet generation : generations) {
                if (!generation.seekOther(finder, finder.index(), max)) {
                    return false;
                }
            }
            if (finder.index() == at) {
                return true;
            }
            at = finder.index();
        }
        return false;
    }
}
