package org.xarray4j.internal.epoch;

import java.util.concurrent.atomic.AtomicReference;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * From many retiring threads to one reclaimer: a JCTools queue, and a list for what it could not take.
 *
 * <p>The queue allocates when a chunk is full. Where that fails the element goes to the list, which is linked through the
 * elements themselves: whatever has room is retired, without exception.
 *
 * <p>Only from {@code org.jctools.queues.atomic}: the other queues use Unsafe. An offer moves its producer index by a
 * compare-and-set, and then stores the element. One that begins a new chunk moves the index half a place by a
 * compare-and-set and the rest by an ordered store, once chunk and element are there. So {@link #isEmpty} may be true while
 * an offer is going on, and is false after it only if something orders those stores before it: the fence of [work-1].
 * {@code relaxedPoll}, which does not wait for an offer that was begun and not ended, may find nothing when it is false.
 */
final class RetireQueue {
    private static final int CHUNK = 64;

    private final MpscUnboundedAtomicArrayQueue<Retired> queue =
            new MpscUnboundedAtomicArrayQueue<>(CHUNK);

    private final AtomicReference<@Nullable Retired> spilled = new AtomicReference<>();

    /** Adds one behind all that was added before; by any thread. Fails if the memory is full. */
    void addInOrder(Retired retired) {
        queue.offer(retired);
    }

    /** Adds one; by any thread. Does not fail. */
    void add(Retired retired) {
        try {
            queue.offer(retired);
        } catch (OutOfMemoryError e) {
            spill(retired);
        }
    }

    /** Adds one without the queue; by any thread. */
    void spill(Retired retired) {
        for (; ; ) {
            Retired below = spilled.get();
            retired.next = below;
            if (spilled.compareAndSet(below, retired)) {
                return;
            }
        }
    }

    /** Removes the oldest that is there to the end, or returns null; by the reclaimer. */
    @Nullable Retired poll() {
        return queue.relaxedPoll();
    }

    /**
     * Removes the list of all that was spilled, oldest first; by the reclaimer. What was spilled before something was
     * offered is there when that has been polled.
     */
    @Nullable Retired pollSpilled() {
        Retired oldest = null;
        Retired next = spilled.get() == null ? null : spilled.getAndSet(null);
        while (next != null) {
            Retired below = next.next;
            next.next = oldest;
            oldest = next;
            next = below;
        }
        return oldest;
    }

    /** Returns whether nothing was added that is not removed; what is just being added may be there or not. */
    boolean isEmpty() {
        return queue.isEmpty() && spilled.get() == null;
    }
}
