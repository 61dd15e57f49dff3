package org.xarray4j.bench;

import io.lacuna.bifurcan.IEntry;
import io.lacuna.bifurcan.IntMap;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Bifurcan's persistent {@code IntMap} behind a volatile field: what one has without a structure for the purpose. Writers
 * take turns, as an array's do. It orders keys as signed numbers, which makes no difference to what is asked of it here.
 */
final class IntMapTable implements VisitableTable {
    private volatile IntMap<Payload> map = new IntMap<>();

    @Override
    public Object get(long key) {
        return map.get(key, null);
    }

    @Override
    public synchronized void put(long key, Payload value) {
        map = map.put(key, value);
    }

    @Override
    public synchronized void erase(long key) {
        map = map.remove(key);
    }

    /** Fills a map that is edited in place and not published before it is full. */
    @Override
    public synchronized void fill(long[] keys, Payload[] values) {
        IntMap<Payload> filled = map.linear();
        for (int i = 0; i < keys.length; i++) {
            filled = filled.put(keys[i], values[i]);
        }
        map = filled.forked();
    }

    /** The map has no such method of its own, so this is {@link #step}. */
    @Override
    public void forEach(Consumer<? super Payload> visitor) {
        step(visitor);
    }

    @Override
    public void step(Consumer<? super Payload> visitor) {
        Iterator<IEntry<Long, Payload>> entries = map.iterator();
        while (entries.hasNext()) {
            visitor.accept(entries.next().value());
        }
    }
}
