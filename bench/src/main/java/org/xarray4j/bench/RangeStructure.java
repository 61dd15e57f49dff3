package org.xarray4j.bench;

import java.util.Map;
import org.xarray4j.Guard;
import org.xarray4j.ReadView;

/** The structures that take part as {@link RangeTable}s. */
public enum RangeStructure {
    /** The array with a value at each whole range, read lock-free. */
    XARRAY {
        @Override
        RangeTable create() {
            return new RangeTable.OfXArray();
        }
    },
    /** The array, each read under a pin of its own. */
    VIEW {
        @Override
        RangeTable create() {
            return new RangeTable.OfXArray() {
                @Override
                public Object get(long key) {
                    try (ReadView<RangeTable.Assigned> view = array.read()) {
                        return view.get(key);
                    }
                }
            };
        }
    },
    /** The array, each read through a guard that holds the writer lock. */
    GUARDED {
        @Override
        RangeTable create() {
            return new RangeTable.OfXArray() {
                @Override
                public Object get(long key) {
                    try (Guard<RangeTable.Assigned> guard = array.getLocked(key)) {
                        return guard == null ? null : guard.value();
                    }
                }
            };
        }
    },
    /**
     * A {@code ConcurrentSkipListMap} from each range's first key in unsigned order, asked with {@code floorEntry}, and then the
     * value where its range ends.
     */
    SKIP_LIST {
        @Override
        RangeTable create() {
            return new RangeTable.OfSkipList();
        }
    },
    /** The same without a look at where the range ends: right only where a range has every key that is asked for. */
    FLOOR_ENTRY {
        @Override
        RangeTable create() {
            return new RangeTable.OfSkipList() {
                @Override
                public Object get(long key) {
                    Map.Entry<Long, RangeTable.Assigned> floor = map.floorEntry(key);
                    return floor == null ? null : floor.getValue();
                }
            };
        }
    };

    /** Returns an empty table. */
    abstract RangeTable create();
}
