package org.xarray4j;

import java.util.function.Consumer;

/** The three ways to write an array; what is written is published when {@link #write} returns. */
enum Way {
    ARRAY {
        @Override
        <T> void write(XArray<T> array, Consumer<XArrayEditor<T>> writes) {
            writes.accept(array);
        }
    },
    SESSION {
        @Override
        <T> void write(XArray<T> array, Consumer<XArrayEditor<T>> writes) {
            try (LockedXArray<T> session = array.lock()) {
                writes.accept(session);
            }
        }
    },
    TRANSACTION {
        @Override
        <T> void write(XArray<T> array, Consumer<XArrayEditor<T>> writes) {
            try (Transaction<T> transaction = array.begin()) {
                writes.accept(transaction);
                transaction.commit();
            }
        }
    };

    abstract <T> void write(XArray<T> array, Consumer<XArrayEditor<T>> writes);
}
