package org.xarray4j.bench;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jctools.maps.NonBlockingHashMapLong;
import org.xarray4j.Guard;
import org.xarray4j.Mark;
import org.xarray4j.ReadView;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;

/** The structures that take part as {@link Table}s. */
public enum Structure {
    /** {@code XArray}, read lock-free; filled in one transaction. */
    XARRAY {
        @Override
        Table create(int size) {
            return new XArrayTable();
        }
    },

    /** {@code XArray} that uses no node again; its reads are validated all the same. */
    NO_REUSE {
        @Override
        Table create(int size) {
            return new XArrayTable(XArray.<Payload>builder().reuseNodes(false).build());
        }
    },

    /** {@code XArray} with a releaser, which does nothing: each overwrite retires a value, each read pins. */
    RELEASING {
        @Override
        Table create(int size) {
            return new XArrayTable(
                    XArray.<Payload>builder().releaser(value -> {}).build()) {
                @Override
                public Object get(long key) {
                    return array.<Object>read(key, value -> value);
                }
            };
        }
    },

    /** {@code XArray}, each read under a pin of its own. */
    VIEW {
        @Override
        Table create(int size) {
            return new ViewTable();
        }
    },

    /** {@code XArray}, each read through a guard that holds the writer lock. */
    GUARDED {
        @Override
        Table create(int size) {
            return new GuardedTable();
        }
    },

    /** JCTools' {@code NonBlockingHashMapLong}. */
    NBHML {
        @Override
        Table create(int size) {
            return new NonBlockingTable(new NonBlockingHashMapLong<>());
        }

        @Override
        Table createFor(int size) {
            // It takes slots, and grows when half of them are taken.
            return new NonBlockingTable(new NonBlockingHashMapLong<>(2 * size));
        }
    },

    /** {@code ConcurrentHashMap}, with boxed keys. */
    CHM {
        @Override
        Table create(int size) {
            return new HashTable(new ConcurrentHashMap<>());
        }

        @Override
        Table createFor(int size) {
            return new HashTable(new ConcurrentHashMap<>(size));
        }
    },

    /** {@code ConcurrentSkipListMap} in unsigned order, with boxed keys. */
    SKIP_LIST {
        @Override
        Table create(int size) {
            return new SkipListTable();
        }
    },

    /** Agrona's {@code Long2ObjectHashMap} under a read-write lock. */
    AGRONA {
        @Override
        Table create(int size) {
            return new AgronaTable();
        }

        @Override
        Table createFor(int size) {
            return new AgronaTable(AgronaTable.capacityFor(size));
        }
    },

    /** fastutil's {@code Long2ObjectOpenHashMap} under a {@code StampedLock}. */
    FASTUTIL {
        @Override
        Table create(int size) {
            return new FastutilTable();
        }

        @Override
        Table createFor(int size) {
            return new FastutilTable(size);
        }
    },

    /** The concurrent hash trie of triemap, with boxed keys. */
    TRIE_MAP {
        @Override
        Table create(int size) {
            return new TrieMapTable();
        }
    },

    /** Bifurcan's persistent {@code IntMap} behind a volatile field. */
    INT_MAP {
        @Override
        Table create(int size) {
            return new IntMapTable();
        }
    },

    /** {@code AtomicReferenceArray}, the floor for dense keys; it takes no others. */
    ARRAY {
        @Override
        Table create(int size) {
            return new ArrayTable(size);
        }
    };

    /** Returns an empty table, which need not hold more than some number of entries. */
    abstract Table create(int size);

    /** Returns an empty table that is told how many entries it is going to hold, where that is of use to it. */
    Table createFor(int size) {
        return create(size);
    }

    /** Stores many values in one transaction. */
    static void fillAtOnce(XArray<Payload> array, long[] keys, Payload[] values) {
        try (Transaction<Payload> transaction = array.begin()) {
            store(transaction, keys, values);
            transaction.commit();
        }
    }

    /** Stores many values in one transaction, and marks the entries of those that are marked. */
    static void fillAndMark(XArray<Payload> array, long[] keys, Payload[] values) {
        try (Transaction<Payload> transaction = array.begin()) {
            store(transaction, keys, values);
            for (int i = 0; i < keys.length; i++) {
                if (values[i].marked) {
                    transaction.setMark(keys[i], Mark.MARK_0);
                }
            }
            transaction.commit();
        }
    }

    private static void store(Transaction<Payload> transaction, long[] keys, Payload[] values) {
        for (int i = 0; i < keys.length; i++) {
            transaction.set(keys[i], values[i]);
        }
    }

    private static class XArrayTable implements Table {
        final XArray<Payload> array;

        XArrayTable() {
            this(XArray.create());
        }

        XArrayTable(XArray<Payload> array) {
            this.array = array;
        }

        @Override
        public Object get(long key) {
            return array.get(key);
        }

        @Override
        public final void put(long key, Payload value) {
            array.set(key, value);
        }

        @Override
        public final void erase(long key) {
            array.erase(key);
        }

        @Override
        public final void fill(long[] keys, Payload[] values) {
            fillAtOnce(array, keys, values);
        }
    }

    private static final class ViewTable extends XArrayTable {
        @Override
        public Object get(long key) {
            try (ReadView<Payload> view = array.read()) {
                return view.get(key);
            }
        }
    }

    private static final class GuardedTable extends XArrayTable {
        @Override
        public Object get(long key) {
            try (Guard<Payload> guard = array.getLocked(key)) {
                return guard == null ? null : guard.value();
            }
        }
    }

    private static final class NonBlockingTable implements Table {
        private final NonBlockingHashMapLong<Payload> map;

        NonBlockingTable(NonBlockingHashMapLong<Payload> map) {
            this.map = map;
        }

        @Override
        public Object get(long key) {
            return map.get(key);
        }

        @Override
        public void put(long key, Payload value) {
            map.put(key, value);
        }

        @Override
        public void erase(long key) {
            map.remove(key);
        }
    }

    private static final class HashTable implements Table {
        private final ConcurrentHashMap<Long, Payload> map;

        HashTable(ConcurrentHashMap<Long, Payload> map) {
            this.map = map;
        }

        @Override
        public Object get(long key) {
            return map.get(key);
        }

        @Override
        public void put(long key, Payload value) {
            map.put(key, value);
        }

        @Override
        public void erase(long key) {
            map.remove(key);
        }
    }

    private static final class SkipListTable implements Table {
        private final ConcurrentSkipListMap<Long, Payload> map =
                new ConcurrentSkipListMap<>(Long::compareUnsigned);

        @Override
        public Object get(long key) {
            return map.get(key);
        }

        @Override
        public void put(long key, Payload value) {
            map.put(key, value);
        }

        @Override
        public void erase(long key) {
            map.remove(key);
        }
    }
}
