package org.xarray4j;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.chunk.IdChunk;

/** All reads of ids, in terms of the chunks that they are bits of: id {@code i} is in the chunk at {@code i >>> 10}. */
abstract class AbstractIds implements IdView {
    /** Returns where the chunks are. */
    abstract AbstractView<IdChunk> chunks();

    static int bit(long id) {
        return (int) id & (IdChunk.IDS - 1);
    }

    static long chunkOf(long id) {
        return id >>> IdChunk.SHIFT;
    }

    /** Returns which of a chunk's ids is the least that is not below {@code from}, given that some is not. */
    static int least(long chunk, long from) {
        return chunk == chunkOf(from) ? bit(from) : 0;
    }

    /** Returns which of a chunk's ids is the greatest that is not above {@code max}, given that some is not. */
    static int greatest(long chunk, long max) {
        return chunk == chunkOf(max) ? bit(max) : IdChunk.IDS - 1;
    }

    @Override
    public final boolean exists(long id) {
        IdChunk chunk = chunks().get(chunkOf(id));
        return chunk != null && chunk.isUsed(bit(id));
    }

    @Override
    public final OptionalLong findFirst(long from, long max) {
        if (Long.compareUnsigned(from, max) > 0) {
            return OptionalLong.empty();
        }
        FirstUsed first = new FirstUsed(from, max);
        return OneVersion.search(chunks(), chunkOf(from), chunkOf(max), Filter.PRESENT, first)
                ? OptionalLong.of(first.found)
                : OptionalLong.empty();
    }

    private static final class FirstUsed implements OneVersion.Visitor<IdChunk> {
        private final long from;
        private final long max;
        private long found;

        FirstUsed(long from, long max) {
            this.from = from;
            this.max = max;
        }

        @Override
        public boolean visit(long index, long first, int order, IdChunk chunk) {
            int bit = chunk.firstUsed(least(index, from), greatest(index, max));
            found = index << IdChunk.SHIFT | bit;
            return bit >= 0;
        }
    }

    @Override
    public final long size() {
        long[] size = {0};
        chunks().forEach((index, chunk) -> size[0] += chunk.count());
        return size[0];
    }

    @Override
    public final boolean isEmpty() {
        return chunks().isEmpty() || first().isEmpty();
    }

    @Override
    public final void forEach(long from, long max, LongConsumer action) {
        Objects.requireNonNull(action, "action");
        if (Long.compareUnsigned(from, max) <= 0) {
            chunks().forEach(
                            chunkOf(from),
                            chunkOf(max),
                            Filter.PRESENT,
                            (index, chunk) -> chunk.forEachUsed(
                                    least(index, from),
                                    greatest(index, max),
                                    index << IdChunk.SHIFT,
                                    action));
        }
    }

    /** Returns a chunk for what is stored, or not, at an index. */
    static IdChunk orEmpty(@Nullable IdChunk stored) {
        return stored == null ? IdChunk.EMPTY : stored;
    }
}
