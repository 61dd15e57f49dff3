package org.xarray4j.memorymodel;

/** A fence of {@link java.lang.invoke.VarHandle}. */
enum Barrier {
    /** Loads before it, then loads and stores after it. */
    ACQUIRE_FENCE("acquireFence"),

    /** Loads and stores before it, then stores after it. */
    RELEASE_FENCE("releaseFence"),

    /** Stores before it, then stores after it. */
    STORE_STORE_FENCE("storeStoreFence"),

    /** Everything before it, then everything after it. */
    FULL_FENCE("fullFence");

    private final String method;

    Barrier(String method) {
        this.method = method;
    }

    @Override
    public String toString() {
        return method;
    }
}
