package org.xarray4j.bench;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.agrona.collections.Hashing;
import org.agrona.collections.Long2ObjectHashMap;

/** Agrona's {@code Long2ObjectHashMap} under a read-write lock, as a map that is not thread-safe is usually shared. */
final class AgronaTable implements VisitableTable {
    /** Agrona's own, which has no name. */
    private static final int INITIAL_CAPACITY = 8;

    /** Without the one iterator that all callers share by default: readers may iterate together. */
    private final Long2ObjectHashMap<Payload> map;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    AgronaTable() {
        this(INITIAL_CAPACITY);
    }

    AgronaTable(int capacity) {
        map = new Long2ObjectHashMap<>(capacity, Hashing.DEFAULT_LOAD_FACTOR, false);
    }

    /** Returns how many slots so many entries need: Agrona takes the slots, where the others take the entries. */
    static int capacityFor(int entries) {
        return (int) Math.ceil(entries / (double) Hashing.DEFAULT_LOAD_FACTOR);
    }

    @Override
    public Object get(long key) {
        lock.readLock().lock();
        try {
            return map.get(key);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void put(long key, Payload value) {
        lock.writeLock().lock();
        try {
            map.put(key, value);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void erase(long key) {
        lock.writeLock().lock();
        try {
            map.remove(key);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Takes the lock once. */
    @Override
    public void fill(long[] keys, Payload[] values) {
        lock.writeLock().lock();
        try {
            for (int i = 0; i < keys.length; i++) {
                map.put(keys[i], values[i]);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void forEach(Consumer<? super Payload> visitor) {
        lock.readLock().lock();
        try {
            map.forEachLong((key, value) -> visitor.accept(value));
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void step(Consumer<? super Payload> visitor) {
        lock.readLock().lock();
        try {
            for (Payload value : map.values()) {
                visitor.accept(value);
            }
        } finally {
            lock.readLock().unlock();
        }
    }
}
