package org.xarray4j.examples.iplookup.slab;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A run of records outside the heap, each of 32 bytes: a canary, the range, its country, its generation, and 12 bytes
 * that are left over so that no record lies in two lines of the cache.
 *
 * <p>The canary is what the record was taken with. It comes once in 2^32 times, and a record that belongs to nobody has
 * {@link #POISON} instead; so who reads a record and then finds another canary in it than his own knows that it was
 * released.
 *
 * <p><b>Orders.</b> A release changes first the canary and then the fields; a reader reads first a field and then the
 * canary; each with a fence in between. If the field was what the release or a later owner wrote, the canary is not the
 * reader's any more: a use after release is found even when it meets the release half-way.
 */
final class Slab {
    /** How many bytes a record has. */
    static final int RECORD_BYTES = 32;

    /** How many records a slab has: 128 KB of them. */
    static final int RECORDS = 4096;

    /** The canary of a record that belongs to nobody. */
    static final long POISON = 0xDEAD_DEAD_DEAD_DEADL;

    private static final int POISONED_FIELD = (int) POISON;
    private static final int RANGE = Long.BYTES;
    private static final int COUNTRY = RANGE + Integer.BYTES;
    private static final int GENERATION = COUNTRY + Integer.BYTES;

    private static final VarHandle LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final RecordPool pool;
    private final ByteBuffer bytes;

    /** Makes a slab in which every record belongs to nobody. */
    Slab(RecordPool pool) {
        this.pool = pool;
        // One record more than there are, since the memory need not begin where one may.
        bytes = ByteBuffer.allocateDirect((RECORDS + 1) * RECORD_BYTES).alignedSlice(RECORD_BYTES);
        for (int offset = 0; offset < RECORDS * RECORD_BYTES; offset += RECORD_BYTES) {
            LONG.setOpaque(bytes, offset, POISON);
            poisonFields(offset);
        }
    }

    RecordPool pool() {
        return pool;
    }

    /** Writes a record that was taken, the canary last. */
    void fill(int offset, long canary, int range, int country, int generation) {
        // For a reader that should not be here any more: what it reads now comes after the poison.
        VarHandle.releaseFence();
        INT.setOpaque(bytes, offset + RANGE, range);
        INT.setOpaque(bytes, offset + COUNTRY, country);
        INT.setOpaque(bytes, offset + GENERATION, generation);
        LONG.setRelease(bytes, offset, canary);
    }

    /** Takes a record from whoever has this canary; false when it is not his, or not any more. */
    boolean poison(int offset, long canary) {
        if (!LONG.compareAndSet(bytes, offset, canary, POISON)) {
            return false;
        }
        VarHandle.releaseFence();
        poisonFields(offset);
        return true;
    }

    private void poisonFields(int offset) {
        INT.setOpaque(bytes, offset + RANGE, POISONED_FIELD);
        INT.setOpaque(bytes, offset + COUNTRY, POISONED_FIELD);
        INT.setOpaque(bytes, offset + GENERATION, POISONED_FIELD);
    }

    int range(int offset) {
        return (int) INT.getOpaque(bytes, offset + RANGE);
    }

    int country(int offset) {
        return (int) INT.getOpaque(bytes, offset + COUNTRY);
    }

    int generation(int offset) {
        return (int) INT.getOpaque(bytes, offset + GENERATION);
    }

    /** Returns the canary, read after whatever field was read before. */
    long canaryAfterField(int offset) {
        VarHandle.acquireFence();
        return (long) LONG.getOpaque(bytes, offset);
    }

    /** Counts the records that belong to somebody. */
    int countTaken() {
        int count = 0;
        for (int offset = 0; offset < RECORDS * RECORD_BYTES; offset += RECORD_BYTES) {
            if ((long) LONG.getOpaque(bytes, offset) != POISON) {
                count++;
            }
        }
        return count;
    }
}
