package org.xarray4j.bench;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectIterator;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;

/**
 * fastutil's {@code Long2ObjectOpenHashMap} under a {@code StampedLock}, each read under its read lock.
 *
 * <p>Not under an optimistic read, which would be several times faster while nothing grows: the map keeps its keys, its
 * values and its mask in fields of their own, and a rehash replaces one after the other. A reader that has met the new mask
 * and the old keys leaves the array, and one that meets a table in the middle of a removal may find no free slot to stop
 * at; both happen inside {@code get}, before any {@code validate}. Whoever catches what is thrown there and tries again
 * has still no bound on how long he probes. So only a read that keeps writers out is one that may be compared.
 */
final class FastutilTable implements VisitableTable {
    private final Long2ObjectOpenHashMap<Payload> map;
    private final StampedLock lock = new StampedLock();

    FastutilTable() {
        map = new Long2ObjectOpenHashMap<>();
    }

    FastutilTable(int entries) {
        map = new Long2ObjectOpenHashMap<>(entries);
    }

    @Override
    public Object get(long key) {
        long stamp = lock.readLock();
        try {
            return map.get(key);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    @Override
    public void put(long key, Payload value) {
        long stamp = lock.writeLock();
        try {
            map.put(key, value);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    @Override
    public void erase(long key) {
        long stamp = lock.writeLock();
        try {
            map.remove(key);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Takes the lock once. */
    @Override
    public void fill(long[] keys, Payload[] values) {
        long stamp = lock.writeLock();
        try {
            for (int i = 0; i < keys.length; i++) {
                map.put(keys[i], values[i]);
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    @Override
    public void forEach(Consumer<? super Payload> visitor) {
        long stamp = lock.readLock();
        try {
            map.forEach((long key, Payload value) -> visitor.accept(value));
        } finally {
            lock.unlockRead(stamp);
        }
    }

    @Override
    public void step(Consumer<? super Payload> visitor) {
        long stamp = lock.readLock();
        try {
            ObjectIterator<Payload> values = map.values().iterator();
            while (values.hasNext()) {
                visitor.accept(values.next());
            }
        } finally {
            lock.unlockRead(stamp);
        }
    }
}
