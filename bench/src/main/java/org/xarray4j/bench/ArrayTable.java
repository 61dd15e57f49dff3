package org.xarray4j.bench;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/** {@code AtomicReferenceArray}, the floor for dense keys. */
final class ArrayTable implements VisitableTable {
    private final AtomicReferenceArray<Payload> array;

    ArrayTable(int size) {
        array = new AtomicReferenceArray<>(size);
    }

    @Override
    public Object get(long key) {
        return array.get(slot(key));
    }

    @Override
    public void put(long key, Payload value) {
        array.set(slot(key), value);
    }

    @Override
    public void erase(long key) {
        array.set(slot(key), null);
    }

    @Override
    public void forEach(Consumer<? super Payload> visitor) {
        for (int i = 0; i < array.length(); i++) {
            Payload value = array.get(i);
            if (value != null) {
                visitor.accept(value);
            }
        }
    }

    /** There is no iterator, so this is {@link #forEach}. */
    @Override
    public void step(Consumer<? super Payload> visitor) {
        forEach(visitor);
    }

    private static int slot(long key) {
        int slot = (int) key;
        if (slot != key) {
            throw new IllegalArgumentException("ARRAY takes dense keys only, not "
                    + Long.toUnsignedString(key) + ": run it with -p distribution=DENSE");
        }
        return slot;
    }
}
