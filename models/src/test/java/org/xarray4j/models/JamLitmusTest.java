package org.xarray4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xarray4j.models.Event.fence;
import static org.xarray4j.models.Event.read;
import static org.xarray4j.models.Event.update;
import static org.xarray4j.models.Event.write;
import static org.xarray4j.models.Execution.execution;
import static org.xarray4j.models.Mode.ACQUIRE;
import static org.xarray4j.models.Mode.OPAQUE;
import static org.xarray4j.models.Mode.PLAIN;
import static org.xarray4j.models.Mode.RELEASE;
import static org.xarray4j.models.Mode.VOLATILE;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model, on litmus tests whose answers the papers give or their rules leave no doubt of. */
class JamLitmusTest {
    record Litmus(Execution execution, boolean isAllowed, String why) {
        @Override
        public String toString() {
            return execution.name() + ": " + (isAllowed ? "allowed" : "forbidden") + ", " + why;
        }
    }

    private static final List<Litmus> ALL = new ArrayList<>();

    private static void allowed(Execution execution, String why) {
        ALL.add(new Litmus(execution, true, why));
    }

    private static void forbidden(Execution execution, String why) {
        ALL.add(new Litmus(execution, false, why));
    }

    private static Event[] steps(Event first, String fence, Event second) {
        return fence.isEmpty()
                ? new Event[] {first, second}
                : new Event[] {first, fence(first.id() + "Fence", fence, "fence"), second};
    }

    private static Execution messagePassing(Mode stored, String between, Mode loaded, String then) {
        return execution("MP " + stored + " " + between + "/" + loaded + " " + then)
                .thread(
                        "writer",
                        steps(
                                write("data", "x", 1, PLAIN, "data"),
                                between,
                                write("flag", "y", 1, stored, "flag")))
                .thread(
                        "reader",
                        steps(
                                read("seen", "y", loaded, "flag"),
                                then,
                                read("got", "x", PLAIN, "data")))
                .reads("seen", "flag")
                .reads("got", "x0");
    }

    private static Execution storeBuffering(Mode stored, String between, Mode loaded) {
        return execution("SB " + stored + " " + between + "/" + loaded)
                .thread(
                        "first",
                        steps(
                                write("wx", "x", 1, stored, "x"),
                                between,
                                read("ry", "y", loaded, "y")))
                .thread(
                        "second",
                        steps(
                                write("wy", "y", 1, stored, "y"),
                                between,
                                read("rx", "x", loaded, "x")))
                .reads("ry", "y0")
                .reads("rx", "x0");
    }

    private static Execution storeBufferingByUpdates(Mode updated, Mode loaded) {
        return execution("SB read-modify-write " + updated + "/" + loaded)
                .thread(
                        "first",
                        update("ux", "x", "+1", updated, "x"),
                        read("ry", "y", loaded, "y"))
                .thread(
                        "second",
                        update("uy", "y", "+1", updated, "y"),
                        read("rx", "x", loaded, "x"))
                .reads("ry", "y0")
                .reads("rx", "x0");
    }

    private static Execution loadBuffering(Mode loaded, Mode stored) {
        return execution("LB " + loaded + "/" + stored)
                .thread("first", read("rx", "x", loaded, "x"), write("wy", "y", 1, stored, "y"))
                .thread("second", read("ry", "y", loaded, "y"), write("wx", "x", 1, stored, "x"))
                .reads("rx", "wx")
                .reads("ry", "wy");
    }

    private static Execution readOfWhatComesAfter() {
        return execution("LB plain, by release and acquire")
                .thread("first", read("rx", "x", PLAIN, "x"), write("wy", "y", 1, RELEASE, "y"))
                .thread("second", read("ry", "y", ACQUIRE, "y"), write("wx", "x", 1, PLAIN, "x"))
                .reads("rx", "wx")
                .reads("ry", "wy");
    }

    private static Execution independentReads(Mode stored, Mode loaded) {
        return execution("IRIW " + stored + "/" + loaded)
                .thread("first", write("wx", "x", 1, stored, "x"))
                .thread("second", write("wy", "y", 1, stored, "y"))
                .thread("third", read("a", "x", loaded, "x"), read("b", "y", loaded, "y"))
                .thread("fourth", read("c", "y", loaded, "y"), read("d", "x", loaded, "x"))
                .reads("a", "wx")
                .reads("b", "y0")
                .reads("c", "wy")
                .reads("d", "x0");
    }

    private static Execution readsOfOneLocation(Mode mode) {
        return execution("CoRR " + mode)
                .thread("writer", write("wx", "x", 1, mode, "x"))
                .thread("reader", read("a", "x", mode, "x"), read("b", "x", mode, "x"))
                .reads("a", "wx")
                .reads("b", "x0");
    }

    private static Execution twoPlusTwo(Mode stored, String between) {
        return execution("2+2W " + stored + " " + between)
                .thread(
                        "first",
                        steps(
                                write("x1", "x", 1, stored, "x"),
                                between,
                                write("y2", "y", 2, stored, "y")))
                .thread(
                        "second",
                        steps(
                                write("y1", "y", 1, stored, "y"),
                                between,
                                write("x2", "x", 2, stored, "x")))
                .last("x", "x1")
                .last("y", "y1");
    }

    private static Execution twoCounts() {
        return execution("two counts")
                .thread("first", update("a", "x", "+1", PLAIN, "count"))
                .thread("second", update("b", "x", "+1", PLAIN, "count"))
                .reads("a", "x0")
                .reads("b", "x0");
    }

    static {
        allowed(messagePassing(PLAIN, "", PLAIN, ""), "nothing is ordered");
        allowed(messagePassing(OPAQUE, "", OPAQUE, ""), "opaque orders one location only");
        allowed(messagePassing(RELEASE, "", OPAQUE, ""), "the loads are not ordered");
        allowed(messagePassing(OPAQUE, "", ACQUIRE, ""), "the stores are not ordered");
        forbidden(messagePassing(RELEASE, "", ACQUIRE, ""), "synchronizes");
        forbidden(messagePassing(VOLATILE, "", VOLATILE, ""), "synchronizes");
        forbidden(messagePassing(OPAQUE, "ReleaseFence", OPAQUE, "AcquireFence"), "fenced");
        forbidden(messagePassing(OPAQUE, "StoreFence", OPAQUE, "AcquireFence"), "fenced");
        forbidden(messagePassing(OPAQUE, "FullFence", OPAQUE, "FullFence"), "fenced");
        allowed(messagePassing(OPAQUE, "StoreFence", OPAQUE, ""), "the loads are not ordered");
        allowed(
                messagePassing(OPAQUE, "AcquireFence", OPAQUE, "AcquireFence"),
                "it orders no stores");
        allowed(storeBuffering(PLAIN, "", PLAIN), "nothing is ordered");
        allowed(storeBuffering(RELEASE, "", ACQUIRE), "neither orders a store before a load");
        allowed(storeBuffering(VOLATILE, "", ACQUIRE), "one order of volatile accesses only");
        allowed(storeBuffering(RELEASE, "", VOLATILE), "one order of volatile accesses only");
        forbidden(storeBuffering(VOLATILE, "", VOLATILE), "one order of volatile accesses");
        forbidden(storeBuffering(PLAIN, "FullFence", PLAIN), "fenced");
        allowed(storeBuffering(PLAIN, "ReleaseFence", PLAIN), "it orders no later load");
        forbidden(storeBufferingByUpdates(VOLATILE, VOLATILE), "one order of volatile accesses");
        allowed(storeBufferingByUpdates(VOLATILE, PLAIN), "plain loads are in no such order");
        allowed(storeBufferingByUpdates(ACQUIRE, VOLATILE), "one order of volatile accesses only");
        allowed(storeBufferingByUpdates(RELEASE, VOLATILE), "one order of volatile accesses only");
        allowed(loadBuffering(PLAIN, PLAIN), "plain accesses are in no order");
        forbidden(
                loadBuffering(OPAQUE, OPAQUE),
                "nothing opaque comes out of thin air: stronger than Java's text");
        forbidden(loadBuffering(ACQUIRE, RELEASE), "ordered");
        forbidden(
                readOfWhatComesAfter(), "a read sees no store that it happens before (JLS 17.4.5)");
        forbidden(independentReads(VOLATILE, VOLATILE), "one order of volatile accesses");
        allowed(
                independentReads(RELEASE, ACQUIRE),
                "no one memory is assumed, other than by the explorer");
        allowed(readsOfOneLocation(PLAIN), "plain loads may be exchanged");
        forbidden(readsOfOneLocation(OPAQUE), "opaque is coherent");
        forbidden(readsOfOneLocation(VOLATILE), "volatile is coherent");
        allowed(twoPlusTwo(OPAQUE, ""), "the stores are not ordered");
        allowed(twoPlusTwo(RELEASE, ""), "no one memory is assumed, other than by the explorer");
        forbidden(twoPlusTwo(VOLATILE, ""), "one order of volatile accesses");
        forbidden(twoPlusTwo(PLAIN, "FullFence"), "fenced");
        forbidden(twoCounts(), "read-modify-writes are atomic in every mode");
    }

    static List<Litmus> all() {
        return ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void litmus_everyMode_isAllowedOrForbiddenAsKnown(Litmus litmus) {
        assertThat(Jam.find(litmus.execution()) != null)
                .as(litmus.why())
                .isEqualTo(litmus.isAllowed());
    }
}
