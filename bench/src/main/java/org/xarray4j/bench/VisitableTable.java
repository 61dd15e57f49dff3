package org.xarray4j.bench;

import java.util.function.Consumer;

/** A rival that can also be visited as a whole. */
interface VisitableTable extends Table {
    /** Hands over all values at once, in the structure's own order. */
    void forEach(Consumer<? super Payload> visitor);

    /** Hands over all values step by step: by an iterator, where there is one. */
    void step(Consumer<? super Payload> visitor);
}
