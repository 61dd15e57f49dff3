package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * A stream of what is closed one day does not split, so that no task goes on with what is released once an exception has
 * left the try. That of a {@link ReadView} is with its other tests.
 */
class ParallelStreamTest {
    /** So many that a stream which may split does so more than once. */
    private static final int ENTRIES = 4000;

    private static final int THROWS_AFTER = 100;

    private static XArray<Integer> objects() {
        XArray<Integer> array = XArray.<Integer>builder().releaser(value -> {}).build();
        for (int index = 0; index < ENTRIES; index++) {
            array.set(index, index);
        }
        return array;
    }

    private static LongXArray integers() {
        LongXArray array = LongXArray.create();
        for (int index = 0; index < ENTRIES; index++) {
            array.set(index, index);
        }
        return array;
    }

    private static void assertStaysHere(Iterable<?> entries) {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        assertThatThrownBy(
                        () -> StreamSupport.stream(entries.spliterator(), true).forEach(any -> {
                            threads.add(Thread.currentThread());
                            if (threads.size() > THROWS_AFTER) {
                                throw new ArithmeticException();
                            }
                        }))
                .isInstanceOf(ArithmeticException.class);
        assertThat(threads).hasSize(THROWS_AFTER + 1).containsOnly(Thread.currentThread());
        assertThat(entries.spliterator().trySplit()).isNull();
    }

    @Test
    void session_taskThrows_noTaskOutlivesIt() {
        try (LockedXArray<Integer> session = objects().lock()) {
            assertStaysHere(session);
        }
    }

    @Test
    void transaction_taskThrows_noTaskOutlivesIt() {
        try (Transaction<Integer> transaction = objects().begin()) {
            assertStaysHere(transaction);
        }
    }

    @Test
    void sessionOfIntegers_taskThrows_noTaskOutlivesIt() {
        try (LockedLongXArray session = integers().lock()) {
            assertStaysHere(session);
        }
    }

    @Test
    void transactionOfIntegers_taskThrows_noTaskOutlivesIt() {
        try (LongTransaction transaction = integers().begin()) {
            assertStaysHere(transaction);
        }
    }

    @Test
    void viewOfIntegers_taskThrows_noTaskOutlivesIt() {
        try (LongReadView view = integers().read()) {
            assertStaysHere(view);
        }
    }

    @Test
    void arrayAndSnapshot_stream_splits() {
        XArray<Integer> array = XArray.create();
        array.set(1, 1);
        assertThat(array.spliterator().trySplit()).isNotNull();
        assertThat(array.snapshot().spliterator().trySplit()).isNotNull();
        LongXArray integers = integers();
        assertThat(integers.spliterator().trySplit()).isNotNull();
        assertThat(integers.snapshot().spliterator().trySplit()).isNotNull();
    }
}
