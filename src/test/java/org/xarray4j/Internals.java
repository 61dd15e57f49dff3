package org.xarray4j;

import org.xarray4j.internal.tree.Validator;

/** What tests of other packages need of the library's inside. */
public final class Internals {
    private Internals() {}

    /** Waits until an array has released all that it has discarded. */
    public static void settle(XArray<?> array) {
        Released.settle(array.domain());
    }

    /** Checks the published version: every bitmap, count and birth of every node. */
    public static void validate(XArray<?> array) {
        Validator.validate(array.publishedRoot());
    }
}
