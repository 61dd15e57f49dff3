package org.xarray4j.memorymodel;

import java.util.List;
import java.util.Locale;

/** An access mode of Java, as {@link java.lang.invoke.VarHandle} has them. */
enum Mode {
    PLAIN,
    OPAQUE,
    ACQUIRE,
    RELEASE,
    VOLATILE;

    /** Whether a load of this mode comes before everything that follows it. */
    boolean acquires() {
        return this == ACQUIRE || this == VOLATILE;
    }

    /** Whether a store of this mode comes after everything that precedes it. */
    boolean releases() {
        return this == RELEASE || this == VOLATILE;
    }

    /** The mode of the load in a read-modify-write: {@code getAndAddRelease} loads as a plain read does. */
    Mode ofLoad() {
        return this == RELEASE ? PLAIN : this;
    }

    /** The mode of the store in a read-modify-write: {@code getAndAddAcquire} stores as a plain write does. */
    Mode ofStore() {
        return this == ACQUIRE ? PLAIN : this;
    }

    /** The modes that are one step weaker, for a load, a store or both. */
    List<Mode> weakerOf(Class<? extends Step> kind) {
        return switch (this) {
            case VOLATILE ->
                kind == Step.Load.class
                        ? List.of(ACQUIRE)
                        : kind == Step.Store.class ? List.of(RELEASE) : List.of(ACQUIRE, RELEASE);
            case ACQUIRE, RELEASE -> List.of(kind == Step.Update.class ? PLAIN : OPAQUE);
            case OPAQUE -> List.of(PLAIN);
            case PLAIN -> List.of();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
