package org.xarray4j;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One call of every method, by name: for rules that hold for all of them. */
final class Calls {
    private Calls() {}

    /** Every write; on an allocating array where 1 holds "old" and nothing else is, all of them take place. */
    static Map<String, Consumer<XArrayEditor<String>>> writes() {
        Map<String, Consumer<XArrayEditor<String>>> calls = new LinkedHashMap<>();
        calls.put("getAndSet", editor -> editor.getAndSet(1, "new"));
        calls.put("set", editor -> editor.set(1, "new"));
        calls.put("set elsewhere", editor -> editor.set(1L << 40, "new"));
        calls.put("remove", editor -> editor.remove(1));
        calls.put("erase", editor -> editor.erase(1));
        calls.put("vacate", editor -> editor.vacate(1));
        calls.put("vacate elsewhere", editor -> editor.vacate(5));
        calls.put("insert", editor -> editor.insert(5, "new"));
        calls.put("compareAndExchange", editor -> editor.compareAndExchange(1, "old", "new"));
        calls.put(
                "compareAndExchange to null", editor -> editor.compareAndExchange(1, "old", null));
        calls.put("compareAndSet", editor -> editor.compareAndSet(5, null, "new"));
        calls.put("computeIfAbsent", editor -> editor.computeIfAbsent(5, index -> "new"));
        calls.put("compute", editor -> editor.compute(1, (index, old) -> "new"));
        calls.put("compute to null", editor -> editor.compute(1, (index, old) -> null));
        calls.put("setRange", editor -> editor.setRange(3, 200, "new"));
        calls.put("eraseRange", editor -> editor.eraseRange(0, 200));
        calls.put("clear", XArrayEditor::clear);
        calls.put("setMark", editor -> editor.setMark(1, Mark.MARK_0));
        calls.put("clearMark", editor -> editor.clearMark(1, Mark.MARK_2));
        calls.put("alloc", editor -> editor.alloc("new"));
        calls.put("alloc within", editor -> editor.alloc("new", Limit.U16));
        calls.put("tryAlloc", editor -> editor.tryAlloc("new", Limit.U16));
        calls.put("allocCyclic", editor -> editor.allocCyclic("new", Limit.U16, 77));
        calls.put("reserveCyclic", editor -> editor.reserveCyclic(Limit.U16, 77));
        calls.put("reserve", XArrayEditor::reserve);
        calls.put("reserve within", editor -> editor.reserve(Limit.U16));
        calls.put("tryReserve", editor -> editor.tryReserve(Limit.U16));
        calls.put("reserveAt", editor -> editor.reserveAt(5));
        calls.put("unreserve", editor -> editor.unreserve(64));
        calls.put("cursor set", editor -> editor.cursor().moveTo(1).set("new"));
        calls.put(
                "cursor set of a block", editor -> editor.cursor().moveTo(8, 3).set("new"));
        calls.put("cursor getAndSet", editor -> editor.cursor().moveTo(1).getAndSet("new"));
        calls.put("cursor erase", editor -> editor.cursor().moveTo(0, 4).erase());
        calls.put("cursor remove", editor -> editor.cursor().moveTo(1).remove());
        calls.put("cursor setMark", editor -> editor.cursor().moveTo(1).setMark(Mark.MARK_0));
        calls.put("cursor clearMark", editor -> editor.cursor().moveTo(1).clearMark(Mark.MARK_2));
        calls.put("cursor clearMarks", editor -> editor.cursor().moveTo(1).clearMarks());
        return calls;
    }

    /** An allocating array on which every one of {@link #writes} changes something. */
    static XArray<String> array() {
        XArray<String> array =
                XArray.<String>builder().flags(Flag.ALLOC).name("subject").build();
        prepare(array);
        return array;
    }

    /** Makes an empty array what {@link #array} returns. */
    static void prepare(XArray<String> array) {
        array.set(1, "old");
        array.setMark(1, Mark.MARK_2);
        array.vacate(64);
    }

    /** Every way to take the lock for longer than one write, and the end of the array. */
    static Map<String, Consumer<XArray<String>>> locking() {
        Map<String, Consumer<XArray<String>>> calls = new LinkedHashMap<>();
        calls.put("getLocked", array -> array.getLocked(1));
        calls.put("getLocked elsewhere", array -> array.getLocked(2));
        calls.put("lock", XArray::lock);
        calls.put("lockInterruptibly", array -> uninterrupted(array::lockInterruptibly));
        calls.put("tryLock", XArray::tryLock);
        calls.put(
                "tryLock in time",
                array -> uninterrupted(() -> array.tryLock(Duration.ofSeconds(30))));
        calls.put("begin", XArray::begin);
        return calls;
    }

    private interface Interruptible {
        Object call() throws InterruptedException;
    }

    private static void uninterrupted(Interruptible call) {
        try {
            call.call();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Every read. */
    static Map<String, Consumer<XArrayView<String>>> reads() {
        Map<String, Consumer<XArrayView<String>>> calls = new LinkedHashMap<>();
        calls.putAll(harmlessReads());
        calls.putAll(valueReads());
        return calls;
    }

    /** The reads that give out no value. */
    static Map<String, Consumer<XArrayView<String>>> harmlessReads() {
        Map<String, Consumer<XArrayView<String>>> calls = new LinkedHashMap<>();
        calls.put("contains", view -> view.contains(1));
        calls.put("isReserved", view -> view.isReserved(1));
        calls.put("isEmpty", XArrayView::isEmpty);
        calls.put("size", XArrayView::size);
        calls.put("isMarked", view -> view.isMarked(1, Mark.MARK_0));
        calls.put("anyMarked", view -> view.anyMarked(Mark.MARK_0));
        calls.put("order", view -> view.order(1));
        calls.put("findFree", view -> view.findFree(0, -1L));
        calls.put("findFreeBefore", view -> view.findFreeBefore(-1L, 0));
        return calls;
    }

    /** The reads that give out values. */
    static Map<String, Consumer<XArrayView<String>>> valueReads() {
        Map<String, Consumer<XArrayView<String>>> calls = new LinkedHashMap<>();
        calls.put("get", view -> view.get(1));
        calls.put("find", view -> view.find(0, -1L, Filter.PRESENT));
        calls.put("findAfter", view -> view.findAfter(0, -1L, Filter.PRESENT));
        calls.put("findBefore", view -> view.findBefore(-1L, 0, Filter.PRESENT));
        calls.put("first", view -> view.first(Filter.PRESENT));
        calls.put("last", view -> view.last(Filter.PRESENT));
        calls.put("extract", view -> view.extract(new String[3], 0, -1L, Filter.PRESENT));
        calls.put("forEach", view -> view.forEach((index, value) -> {}));
        calls.put(
                "forEach of range",
                view -> view.forEach(0, 9, Filter.MARK_0, (index, value) -> {}));
        calls.put("iterator", view -> view.iterator().forEachRemaining(entry -> {}));
        calls.put("spliterator", view -> view.spliterator().estimateSize());
        calls.put("stream", XArrayView::stream);
        calls.put("cursor load", view -> view.cursor().load());
        calls.put("cursor reload", view -> view.cursor().reload());
        calls.put("cursor next", view -> view.cursor().next());
        calls.put("cursor previous", view -> view.cursor().previous());
        calls.put("cursor find", view -> view.cursor().find(-1L));
        calls.put("cursor find by mark", view -> view.cursor().find(-1L, Filter.MARK_0));
        calls.put("cursor findConflict", view -> view.cursor().findConflict());
        return calls;
    }
}
