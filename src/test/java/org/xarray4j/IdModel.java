package org.xarray4j;

import java.util.HashSet;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.xarray4j.epoch.Pin;

/** What an {@link IdAllocator} is, written down as sets of boxed ids and of open pins. */
final class IdModel {
    /** Ids that were freed, and the pins that were open when the last of them was. */
    private static final class Generation {
        final Set<Long> ids = new HashSet<>();
        Set<Pin> pins = Set.of();
    }

    final NavigableSet<Long> used = new TreeSet<>(Long::compareUnsigned);
    final Set<Pin> open = new HashSet<>();
    private final boolean resting;
    private Generation young = new Generation();
    private Generation old = new Generation();

    IdModel(boolean resting) {
        this.resting = resting;
    }

    OptionalLong tryAlloc(long min, long max) {
        if (Long.compareUnsigned(min, max) > 0) {
            return OptionalLong.empty();
        }
        release();
        for (long id = min; Long.compareUnsigned(id, max) <= 0; id++) {
            if (isFree(id)) {
                used.add(id);
                return OptionalLong.of(id);
            }
            if (id == -1L) {
                break;
            }
        }
        return OptionalLong.empty();
    }

    CyclicResult tryAlloc(long next, Limit limit, boolean reportWrap) {
        long from = Long.compareUnsigned(next, limit.min()) > 0 ? next : limit.min();
        OptionalLong id = tryAlloc(from, limit.max());
        boolean wrapped = reportWrap;
        if (id.isEmpty() && from != limit.min()) {
            id = tryAlloc(limit.min(), limit.max());
            wrapped = true;
        }
        return id.isEmpty()
                ? new CyclicResult(0, next, false, true)
                : new CyclicResult(id.getAsLong(), id.getAsLong() + 1, wrapped, false);
    }

    boolean tryFree(long id) {
        if (!used.remove(id)) {
            return false;
        }
        if (resting) {
            young.ids.add(id);
            young.pins = new HashSet<>(open);
        }
        return true;
    }

    void clear() {
        if (resting) {
            young.ids.addAll(used);
            young.pins = new HashSet<>(open);
        }
        used.clear();
    }

    boolean reclaim() {
        release();
        return resting() == 0;
    }

    int resting() {
        return young.ids.size() + old.ids.size();
    }

    private boolean isFree(long id) {
        return !used.contains(id) && !young.ids.contains(id) && !old.ids.contains(id);
    }

    private void release() {
        while (!old.ids.isEmpty() || !young.ids.isEmpty()) {
            if (old.ids.isEmpty()) {
                old = young;
                young = new Generation();
            }
            if (old.pins.stream().anyMatch(open::contains)) {
                return;
            }
            old.ids.clear();
        }
    }
}
