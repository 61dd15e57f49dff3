package org.xarray4j.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/** A read-side critical section around one read of a reference, in one of the ways that there are. */
public abstract class Section {
    /** What is read. Plain: the section orders it, where it does. */
    Object target = new Object();

    /** Enters, reads, leaves. */
    abstract Object read();

    /** The ways, by the names that {@code bench/run} knows. */
    public enum Kind {
        /** This library's pin. */
        XARRAY,
        /** No section, but the fence that an announcement needs. */
        FENCE,
        /** A record for each thread, found by a {@code ThreadLocal}, that counts nesting. */
        THREAD_LOCAL,
        /** Striped counters of two generations, as in SRCU. */
        COUNTERS,
        /** An optimistic read, which a writer makes fail. */
        STAMPED,
        /** A read lock, which keeps writers waiting. */
        RW_LOCK;

        Section make() {
            return switch (this) {
                case XARRAY -> new Pinned();
                case FENCE -> new Fenced();
                case THREAD_LOCAL -> new ThreadLocalPins();
                case COUNTERS -> new Counters();
                case STAMPED -> new Stamped();
                case RW_LOCK -> new ReadLocked();
            };
        }
    }

    private static final class Pinned extends Section {
        private final EpochDomain domain = EpochDomain.create("bench");

        @Override
        Object read() {
            try (Pin pin = domain.pin()) {
                return target;
            }
        }
    }

    private static final class Fenced extends Section {
        @Override
        Object read() {
            VarHandle.fullFence();
            return target;
        }
    }

    /** Announces by an opaque store and a full fence; withdraws by a release store. */
    private static final class ThreadLocalPins extends Section {
        private static final VarHandle ANNOUNCED;

        static {
            try {
                ANNOUNCED = MethodHandles.lookup()
                        .findVarHandle(Announcement.class, "announced", long.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private static final class Announcement {
            // By name, through a VarHandle.
            @SuppressWarnings("UnusedVariable")
            long announced;

            int depth;
        }

        private final ThreadLocal<Announcement> mine = ThreadLocal.withInitial(Announcement::new);
        private final AtomicLong epoch = new AtomicLong(1);

        @Override
        Object read() {
            Announcement announcement = mine.get();
            if (announcement.depth++ == 0) {
                ANNOUNCED.setOpaque(announcement, epoch.get());
                VarHandle.fullFence();
            }
            try {
                return target;
            } finally {
                if (--announcement.depth == 0) {
                    ANNOUNCED.setRelease(announcement, 0L);
                }
            }
        }
    }

    /** Counts in at the generation of now, and out at the same. */
    private static final class Counters extends Section {
        private static final int STRIDE = 16;
        private static final int STRIPES =
                Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors());

        private final AtomicLongArray entered = new AtomicLongArray(2 * STRIPES * STRIDE);
        private final AtomicLongArray left = new AtomicLongArray(2 * STRIPES * STRIDE);
        private final AtomicInteger generation = new AtomicInteger();

        @Override
        Object read() {
            int stripe = (int) Thread.currentThread().getId() & (STRIPES - 1);
            int counter = (2 * stripe + (generation.get() & 1)) * STRIDE;
            entered.getAndIncrement(counter);
            try {
                return target;
            } finally {
                left.getAndIncrement(counter);
            }
        }
    }

    private static final class Stamped extends Section {
        private final StampedLock lock = new StampedLock();

        @Override
        Object read() {
            long stamp = lock.tryOptimisticRead();
            Object found = target;
            if (lock.validate(stamp)) {
                return found;
            }
            stamp = lock.readLock();
            try {
                return target;
            } finally {
                lock.unlockRead(stamp);
            }
        }
    }

    private static final class ReadLocked extends Section {
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

        @Override
        Object read() {
            lock.readLock().lock();
            try {
                return target;
            } finally {
                lock.readLock().unlock();
            }
        }
    }
}
