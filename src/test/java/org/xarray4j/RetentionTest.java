package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept to be used again keeps alive no values that were dropped by the thousand. */
class RetentionTest {
    private static final int COLLECTIONS = 20;

    private static final class Block {
        // Never read: it is there to take room.
        @SuppressWarnings("UnusedVariable")
        final byte[] bytes = new byte[1000];
    }

    private static XArray<Block> filled() {
        XArray<Block> array = XArray.create();
        for (int i = 0; i < 10_000; i++) {
            array.set(i, new Block());
        }
        return array;
    }

    private static void assertLetsGo(Consumer<XArray<Block>> drop) {
        XArray<Block> array = filled();
        WeakReference<Block> value = new WeakReference<>(array.get(5_000));
        try {
            drop.accept(array);
            collect(value);
            assertThat(value.get()).isNull();
        } finally {
            Reference.reachabilityFence(array);
        }
    }

    @Test
    void clear_manyValues_letsGoOfThem() {
        assertLetsGo(XArray::clear);
    }

    @Test
    void eraseRange_manyValues_letsGoOfThem() {
        assertLetsGo(array -> array.eraseRange(64, 9_999));
    }

    @Test
    void close_manyValues_letsGoOfThem() {
        assertLetsGo(XArray::close);
    }

    /** Nobody can read it, and the next write may be long in coming. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void transaction_rolledBack_keepsNothing(boolean reuse) {
        XArray<Block> array = XArray.<Block>builder().reuseNodes(reuse).build();
        for (int i = 0; i < 10_000; i++) {
            array.set(i, new Block());
        }
        WeakReference<Block> value = rollBack(array);
        try {
            collect(value);
            assertThat(value.get()).isNull();
        } finally {
            Reference.reachabilityFence(array);
        }
    }

    private static WeakReference<Block> rollBack(XArray<Block> array) {
        try (Transaction<Block> transaction = array.begin()) {
            for (int i = 0; i < 10_000; i++) {
                transaction.set(i * 2L, new Block());
            }
            return new WeakReference<>(transaction.get(5_000));
        }
    }

    @Test
    void trim_afterClear_letsGoOfEverything() {
        assertLetsGo(array -> {
            array.clear();
            array.trim();
        });
    }

    @Test
    void cursor_onItsWay_keepsNoMoreThanItsLeaf() {
        assertKeepsNoMoreThanItsLeaf(Cursor::load);
    }

    /** A search notes its way down, which a step does not. */
    @Test
    void cursor_searching_keepsNoMoreThanItsLeaf() {
        assertKeepsNoMoreThanItsLeaf(cursor -> cursor.find(XArray.MAX_INDEX));
    }

    private static void assertKeepsNoMoreThanItsLeaf(
            Function<Cursor<Block>, @Nullable Block> step) {
        XArray<Block> array = filled();
        Cursor<Block> cursor = array.cursor().moveTo(5_000);
        assertThat(step.apply(cursor)).isNotNull();
        try {
            WeakReference<Block> far = new WeakReference<>(array.get(6_000));
            WeakReference<Block> near = new WeakReference<>(array.get(5_001));
            array.clear();
            array.trim();
            collect(far);
            assertThat(far.get()).isNull();
            cursor.pause();
            collect(near);
            assertThat(near.get()).isNull();
        } finally {
            Reference.reachabilityFence(cursor);
        }
    }

    @Test
    void transaction_thatWroteALeafTwice_keepsNoLeaf() {
        XArray<Block> array = XArray.create();
        WeakReference<Block> value = commitTwo(array);
        array.clear();
        array.trim();
        try {
            collect(value);
            assertThat(value.get()).isNull();
        } finally {
            Reference.reachabilityFence(array);
        }
    }

    private static WeakReference<Block> commitTwo(XArray<Block> array) {
        try (Transaction<Block> transaction = array.begin()) {
            transaction.set(7, new Block());
            transaction.set(8, new Block());
            transaction.set(9, new Block());
            WeakReference<Block> value = new WeakReference<>(transaction.get(8));
            transaction.commit();
            return value;
        }
    }

    private static void collect(WeakReference<?> value) {
        for (int i = 0; i < COLLECTIONS && value.get() != null; i++) {
            System.gc();
        }
    }

    @Test
    void close_accountedNodes_areRefunded() {
        NodeAccount account = NodeAccount.unlimited();
        XArray<Integer> array = XArray.<Integer>builder().account(account).build();
        for (int i = 0; i < 5_000; i++) {
            array.set(i, i);
        }
        array.close();
        assertThat(account.used()).isZero();
    }
}
