package org.xarray4j.memorymodel;

/**
 * What is performed at one moment: a step, or the load or the store of a read-modify-write. These are two moments, and
 * between them nobody else writes the location, but other steps of the same thread may be performed.
 *
 * @param kind what it does
 * @param step of which step it is
 * @param mode the mode of an access, or null
 * @param place where an access goes, or null
 */
record Op(Kind kind, Step step, Mode mode, Place place) {
    enum Kind {
        LOAD,
        STORE,
        FENCE,
        CHECK
    }

    boolean isLoad() {
        return kind == Kind.LOAD;
    }

    boolean isStore() {
        return kind == Kind.STORE;
    }

    boolean isAccess() {
        return isLoad() || isStore();
    }

    boolean isFence(Barrier barrier) {
        return step instanceof Step.Fence fence && fence.barrier() == barrier;
    }

    boolean isOfUpdate() {
        return step instanceof Step.Update;
    }
}
