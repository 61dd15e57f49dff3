package org.xarray4j.epoch;

import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * Makes allocations fail. {@link RewritingLoader} has each place of the epochs that allocates call {@link #before}.
 *
 * <p>At random, a place fails the first time that it is come by, since that may be the only time in the life of a domain, and
 * then every other time until it has failed some times; from then on now and then, so that the domain gets on with its work in
 * between.
 */
public final class Allocations {
    /** The message of the errors that are thrown in the place of an allocation. */
    private static final String PLANTED = "planted";

    private static final int SELDOM = 4;
    private static final int ONE_IN = 200;

    private static volatile Allocations armed;

    /** Says of the number of failures of a place whether it is to fail once more. */
    private final IntPredicate fails;

    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

    private Allocations(IntPredicate fails) {
        this.fails = fails;
    }

    /** From now on allocations fail at random. */
    static Allocations arm(long seed) {
        Random random = new Random(seed);
        Allocations made = new Allocations(
                before -> before == 0 || random.nextInt(before < SELDOM ? 2 : ONE_IN) == 0);
        armed = made;
        return made;
    }

    /** The allocation after so many others fails, and if so said all that follow; returns how many there were yet. */
    static AtomicInteger armAt(int nth, boolean andAllAfter) {
        AtomicInteger count = new AtomicInteger();
        armed = new Allocations(before -> {
            int at = count.getAndIncrement();
            return andAllAfter ? at >= nth : at == nth;
        });
        return count;
    }

    /** From now on none fails. */
    static void disarm() {
        armed = null;
    }

    /** Called by a place that is about to allocate, of whatever package. */
    public static void before(String place) {
        Allocations current = armed;
        if (current != null) {
            current.failOrNot(place);
        }
    }

    private void failOrNot(String place) {
        AtomicInteger count = failures.computeIfAbsent(place, key -> new AtomicInteger());
        if (fails.test(count.get())) {
            count.incrementAndGet();
            throw new OutOfMemoryError(PLANTED);
        }
    }

    /** Returns if the error was planted; throws it if not. */
    static void expect(OutOfMemoryError error) {
        if (!PLANTED.equals(error.getMessage())) {
            throw error;
        }
    }

    /** Returns which of some places have not failed. */
    Set<String> neverFailed(Collection<String> places) {
        Set<String> never = new TreeSet<>(places);
        failures.forEach((place, count) -> {
            if (count.get() > 0) {
                never.remove(place);
            }
        });
        return never;
    }

    /** Returns how often each place has failed. */
    @Override
    public String toString() {
        return new TreeMap<>(failures).toString();
    }
}
