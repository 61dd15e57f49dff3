package org.xarray4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.xarray4j.epoch.EpochDomain;

/**
 * What was released: the releaser of an array under test.
 *
 * @param <T> the type of the values
 */
final class Released<T> implements Consumer<T> {
    private final List<T> values = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void accept(T value) {
        values.add(value);
    }

    /** Returns what is released when nothing that an array has discarded is pending. */
    List<T> by(XArray<?> array) {
        settle(array.domain());
        return now();
    }

    /** Returns what is released so far. */
    List<T> now() {
        synchronized (values) {
            return new ArrayList<>(values);
        }
    }

    /** Forgets what an array has released and will release of what it has discarded. */
    void forget(XArray<?> array) {
        settle(array.domain());
        values.clear();
    }

    /** Waits until all that was retired is released. */
    static void settle(EpochDomain domain) {
        try {
            if (!domain.barrier(Duration.ofSeconds(60))) {
                throw new AssertionError("something is held back: " + domain.statistics());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
