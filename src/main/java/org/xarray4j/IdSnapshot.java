package org.xarray4j;

import org.xarray4j.internal.chunk.IdChunk;

/**
 * The ids that were allocated at one moment, for ever.
 *
 * <p>Taking one takes constant time, whatever is allocated. Immutable and safe for use by any number of threads; there is
 * nothing to close. DESIGN.md, guarantee D.
 */
public final class IdSnapshot extends AbstractIds {
    private final Snapshot<IdChunk> chunks;

    IdSnapshot(Snapshot<IdChunk> chunks) {
        this.chunks = chunks;
    }

    @Override
    AbstractView<IdChunk> chunks() {
        return chunks;
    }

    /**
     * Returns how many ids the snapshot has.
     *
     * @return for instance {@code IdSnapshot[3 ids]}
     */
    @Override
    public String toString() {
        return "IdSnapshot[" + size() + " ids]";
    }
}
