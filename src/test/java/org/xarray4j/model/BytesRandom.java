package org.xarray4j.model;

import java.util.Random;

/**
 * "Random" numbers out of given bytes, so that a fuzzer which changes a byte changes one choice. As few bytes as a choice
 * needs; zeros when they are used up.
 */
final class BytesRandom extends Random {
    private static final long serialVersionUID = 1L;

    // Only ever used before it could be serialised.
    @SuppressWarnings("serial")
    private final byte[] bytes;

    private int at;

    BytesRandom(byte[] bytes) {
        super(0);
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    private long take(int count) {
        long taken = 0;
        for (int i = 0; i < count; i++) {
            taken = taken << 8 | (at < bytes.length ? bytes[at++] & 0xFF : 0);
        }
        return taken;
    }

    @Override
    protected int next(int bits) {
        return (int) take(4) >>> (32 - bits);
    }

    @Override
    public int nextInt(int bound) {
        int bytesNeeded = bound <= 1 ? 0 : bound <= 1 << 8 ? 1 : bound <= 1 << 16 ? 2 : 4;
        return (int) Long.remainderUnsigned(take(bytesNeeded), bound);
    }

    @Override
    public boolean nextBoolean() {
        return (take(1) & 1) != 0;
    }

    @Override
    public long nextLong() {
        return take(Long.BYTES);
    }
}
