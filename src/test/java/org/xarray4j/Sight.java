package org.xarray4j;

/** The four ways to read an array. What holds the lock stays open: for arrays that nothing else is done with. */
enum Sight {
    ARRAY {
        @Override
        <T> XArrayView<T> of(XArray<T> array) {
            return array;
        }
    },
    SNAPSHOT {
        @Override
        <T> XArrayView<T> of(XArray<T> array) {
            return array.snapshot();
        }
    },
    SESSION {
        @Override
        <T> XArrayView<T> of(XArray<T> array) {
            return array.lock();
        }
    },
    TRANSACTION {
        @Override
        <T> XArrayView<T> of(XArray<T> array) {
            return array.begin();
        }
    };

    abstract <T> XArrayView<T> of(XArray<T> array);
}
