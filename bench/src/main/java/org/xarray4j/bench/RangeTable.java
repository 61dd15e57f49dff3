package org.xarray4j.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;

/** A structure in the role of a map from ranges of keys, which is asked for single keys. */
interface RangeTable {
    /** A value, which knows its range, since a map of first keys does not. */
    record Assigned(long first, long last) {}

    /** Returns the value of the range that a key lies in, or null. */
    Object get(long key);

    /** Stores a value for each range, in the way in which the structure does that best. */
    void fill(Assigned[] ranges);

    /** One entry or several for each range, all with one value. */
    class OfXArray implements RangeTable {
        final XArray<Assigned> array = XArray.create();

        @Override
        public Object get(long key) {
            return array.get(key);
        }

        @Override
        public final void fill(Assigned[] ranges) {
            try (Transaction<Assigned> transaction = array.begin()) {
                for (Assigned range : ranges) {
                    transaction.setRange(range.first, range.last, range);
                }
                transaction.commit();
            }
        }
    }

    /** The end of a range stands in its value, and is not counted as memory of the map. */
    class OfSkipList implements RangeTable {
        final ConcurrentSkipListMap<Long, Assigned> map =
                new ConcurrentSkipListMap<>(Long::compareUnsigned);

        @Override
        public Object get(long key) {
            Map.Entry<Long, Assigned> floor = map.floorEntry(key);
            return floor != null && Long.compareUnsigned(key, floor.getValue().last) <= 0
                    ? floor.getValue()
                    : null;
        }

        @Override
        public final void fill(Assigned[] ranges) {
            for (Assigned range : ranges) {
                map.put(range.first, range);
            }
        }
    }
}
