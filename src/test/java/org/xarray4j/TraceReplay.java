package org.xarray4j;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Calls on an array what a recorded call of the kernel's became here, and writes its results the way the recording does.
 *
 * <p>Two calls are translated and not just renamed. A range that lies within a larger entry changes the whole entry in
 * the kernel, and here only if it is a plain store. The kernel's cyclic cursor has 32 bits, and wraps where it does.
 */
public class TraceReplay {
    private static final long IDS = 1L << 32;
    private static final String NONE = "-";

    private final XArrayEditor<String> array;
    private final boolean allocates;
    private boolean wrapped;

    /** Replays on an empty array, allocating or not. */
    public TraceReplay(XArrayEditor<String> array, boolean allocates) {
        this.array = array;
        this.allocates = allocates;
    }

    /** Replays the call in the fields before {@code =} and returns the fields that should stand after it. */
    public List<String> call(List<String> fields) {
        String call = fields.get(0);
        return switch (call) {
            case "LOAD" -> one(array.get(index(fields, 1)));
            case "STORE" -> one(store(index(fields, 1), value(fields, 2)));
            case "ERASE" -> one(array.remove(index(fields, 1)));
            case "INSERT" -> one(insert(index(fields, 1), value(fields, 2)) ? "0" : "EBUSY");
            case "CAS" ->
                one(array.compareAndExchange(index(fields, 1), value(fields, 2), value(fields, 3)));
            case "RESERVE" -> {
                reserveAt(index(fields, 1));
                yield List.of("0");
            }
            case "RELEASE" -> none(() -> array.unreserve(index(fields, 1)));
            case "RANGE" -> one(range(index(fields, 1), index(fields, 2), value(fields, 3)));
            case "ORDER" -> List.of(Integer.toString(array.order(index(fields, 1))));
            case "SETM" -> none(() -> array.setMark(index(fields, 1), mark(fields, 2)));
            case "CLRM" -> none(() -> array.clearMark(index(fields, 1), mark(fields, 2)));
            case "GETM" -> one(bit(array.isMarked(index(fields, 1), mark(fields, 2))));
            case "MARKED" -> one(bit(array.anyMarked(mark(fields, 1))));
            case "EMPTY" -> one(bit(array.isEmpty()));
            case "FIND" -> match(array.find(index(fields, 1), index(fields, 2), filter(fields, 3)));
            case "FINDA" ->
                match(array.findAfter(index(fields, 1), index(fields, 2), filter(fields, 3)));
            case "EXTRACT" -> extract(fields);
            case "DESTROY" -> none(array::clear);
            case "ALLOC" -> alloc(value(fields, 3), new Limit(index(fields, 1), index(fields, 2)));
            case "CYCLIC" ->
                cyclic(
                        value(fields, 4),
                        new Limit(index(fields, 1), index(fields, 2)),
                        index(fields, 3));
            case "DUMP" -> dump(Filter.PRESENT);
            case "DUMPM" -> dump(filter(fields, 1));
            default -> throw new IllegalArgumentException("unknown call " + call);
        };
    }

    /** Reserves an index if nothing is there; returns whether it did. */
    protected boolean reserveAt(long index) {
        return array.reserveAt(index) != null;
    }

    /** Reserves the least free index. */
    protected OptionalLong tryReserve(Limit limit) {
        Reservation<String> reservation = array.tryReserve(limit);
        return reservation == null ? OptionalLong.empty() : OptionalLong.of(reservation.index());
    }

    private @Nullable String store(long index, @Nullable String value) {
        if (value != null) {
            return array.getAndSet(index, value);
        }
        return allocates ? array.vacate(index) : array.remove(index);
    }

    private boolean insert(long index, @Nullable String value) {
        return value == null ? reserveAt(index) : array.insert(index, value);
    }

    private String range(long first, long last, @Nullable String value) {
        try {
            // The first translation: within a larger entry.
            boolean within = Long.compareUnsigned(last - first, (1L << array.order(first)) - 1) < 0;
            if (within && value == null) {
                array.erase(first);
            } else if (within) {
                array.set(first, value);
            } else if (value == null) {
                array.eraseRange(first, last);
            } else {
                array.setRange(first, last, value);
            }
            return "0";
        } catch (IllegalArgumentException e) {
            return "EINVAL";
        }
    }

    private List<String> extract(List<String> fields) {
        String[] destination = new String[Integer.parseInt(fields.get(3))];
        int count =
                array.extract(destination, index(fields, 1), index(fields, 2), filter(fields, 4));
        return counted(Arrays.asList(destination).subList(0, count));
    }

    private List<String> alloc(@Nullable String value, Limit limit) {
        OptionalLong index = value == null ? tryReserve(limit) : array.tryAlloc(value, limit);
        return index.isEmpty()
                ? List.of("EBUSY", NONE)
                : List.of("0", Long.toString(index.getAsLong()));
    }

    private List<String> cyclic(@Nullable String value, Limit limit, long next) {
        CyclicResult result =
                array.allocCyclic(value == null ? "to be vacated" : value, limit, next);
        if (result.full()) {
            return List.of("EBUSY", NONE, Long.toString(next));
        }
        if (value == null) {
            array.vacate(result.index());
        }
        boolean reported = result.wrapped() || wrapped;
        // The second translation: the cursor modulo 2^32, and the wrap remembered for the next
        // success.
        wrapped = result.next() == IDS;
        return List.of(
                reported ? "1" : "0",
                Long.toString(result.index()),
                Long.toString(result.next() % IDS));
    }

    private List<String> dump(Filter filter) {
        return counted(StreamSupport.stream(array.spliterator(), false)
                .filter(entry -> filter == Filter.PRESENT
                        || array.isMarked(entry.first(), Mark.valueOf(filter.name())))
                .map(entry -> Long.toUnsignedString(entry.first())
                        + (entry.order() == 0 ? "" : "/" + entry.order())
                        + ":"
                        + entry.value())
                .toList());
    }

    private static List<String> counted(List<String> items) {
        return IntStream.rangeClosed(0, items.size())
                .mapToObj(i -> i == 0 ? Integer.toString(items.size()) : items.get(i - 1))
                .collect(Collectors.toList());
    }

    private static List<String> none(Runnable call) {
        call.run();
        return List.of();
    }

    private static List<String> one(@Nullable String result) {
        return List.of(result == null ? NONE : result);
    }

    private static List<String> match(@Nullable Entry<String> entry) {
        return entry == null
                ? List.of(NONE, NONE)
                : List.of(Long.toUnsignedString(entry.index()), entry.value());
    }

    private static String bit(boolean value) {
        return value ? "1" : "0";
    }

    private static long index(List<String> fields, int at) {
        return Long.parseUnsignedLong(fields.get(at));
    }

    /** Interned, so that equal values are the same object. */
    private static @Nullable String value(List<String> fields, int at) {
        String field = fields.get(at);
        return field.equals(NONE) ? null : field.intern();
    }

    private static Mark mark(List<String> fields, int at) {
        return Mark.valueOf("MARK_" + fields.get(at));
    }

    private static Filter filter(List<String> fields, int at) {
        String field = fields.get(at);
        return field.equals("P") ? Filter.PRESENT : Filter.valueOf("MARK_" + field);
    }
}
