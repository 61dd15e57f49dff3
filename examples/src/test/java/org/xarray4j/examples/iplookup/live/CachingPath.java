package org.xarray4j.examples.iplookup.live;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.LookupPath;
import org.xarray4j.examples.iplookup.table.LookupView;

/** Answers what it has answered before, as a cache does that nobody tells of changes. */
final class CachingPath implements LookupPath {
    private final LookupPath right;
    private final UnaryOperator<Announcement> keep;
    private final ConcurrentMap<Long, Announcement> cache = new ConcurrentHashMap<>();

    /**
     * Makes a cache in front of a path.
     *
     * @param keep what is kept of an answer
     */
    CachingPath(LookupPath right, UnaryOperator<Announcement> keep) {
        this.right = right;
        this.keep = keep;
    }

    @Override
    public LookupView open() {
        LookupView view = right.open();
        return new LookupView() {
            @Override
            public @Nullable Announcement findV4(long address) {
                Announcement known = cache.get(address);
                if (known != null) {
                    return known;
                }
                Announcement answer = view.findV4(address);
                if (answer != null) {
                    cache.put(address, keep.apply(answer));
                }
                return answer;
            }

            @Override
            public @Nullable Announcement findV6(long high, long low) {
                return view.findV6(high, low);
            }

            @Override
            public void close() {
                view.close();
            }
        };
    }
}
