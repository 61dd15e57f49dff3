package org.xarray4j.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xarray4j.memorymodel.Actor.actor;
import static org.xarray4j.memorymodel.Barrier.ACQUIRE_FENCE;
import static org.xarray4j.memorymodel.Barrier.FULL_FENCE;
import static org.xarray4j.memorymodel.Barrier.RELEASE_FENCE;
import static org.xarray4j.memorymodel.Barrier.STORE_STORE_FENCE;
import static org.xarray4j.memorymodel.Condition.Relation.IS;
import static org.xarray4j.memorymodel.Mode.ACQUIRE;
import static org.xarray4j.memorymodel.Mode.OPAQUE;
import static org.xarray4j.memorymodel.Mode.PLAIN;
import static org.xarray4j.memorymodel.Mode.RELEASE;
import static org.xarray4j.memorymodel.Mode.VOLATILE;
import static org.xarray4j.memorymodel.Program.program;
import static org.xarray4j.memorymodel.Step.fence;
import static org.xarray4j.memorymodel.Step.load;
import static org.xarray4j.memorymodel.Step.store;
import static org.xarray4j.memorymodel.Step.update;
import static org.xarray4j.memorymodel.Step.when;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The machine, on the small programs that every description of a memory model begins with, whose answers are known. */
class LitmusTest {
    /** A program, whether what it asks for may happen, and why. */
    record Litmus(Program program, Order order, boolean isAllowed, String why) {
        @Override
        public String toString() {
            return program.name() + (order == Order.JAVA ? "" : ", " + order) + ": "
                    + (isAllowed ? "allowed" : "forbidden") + ", " + why;
        }
    }

    private static final List<Litmus> ALL = new ArrayList<>();

    private static void allowed(Program program, String why) {
        ALL.add(new Litmus(program, Order.JAVA, true, why));
    }

    private static void forbidden(Program program, String why) {
        ALL.add(new Litmus(program, Order.JAVA, false, why));
    }

    private static Program asked(String name, Predicate<Outcome> outcome, Actor... actors) {
        return program(name, "x=0 y=0", actors).never("the outcome asked for", outcome);
    }

    // ------------------------------------------------------------ message passing

    private static Program messagePassing(String name, List<Step> writer, List<Step> reader) {
        return asked(
                "MP " + name,
                o -> o.is("reader.flag", 1) && o.is("reader.data", 0),
                new Actor("writer", writer),
                new Actor("reader", reader));
    }

    private static Program messagePassing(Mode stored, Mode loaded) {
        return messagePassing(
                stored + "/" + loaded,
                List.of(store("x", 1, PLAIN, "data"), store("y", 1, stored, "flag")),
                List.of(load("flag", "y", loaded, "flag"), load("data", "x", PLAIN, "data")));
    }

    private static Program messagePassing(Barrier written, Barrier read) {
        List<Step> writer = new ArrayList<>();
        writer.add(store("x", 1, PLAIN, "data"));
        if (written != null) {
            writer.add(fence(written, "fence"));
        }
        writer.add(store("y", 1, OPAQUE, "flag"));
        List<Step> reader = new ArrayList<>();
        reader.add(load("flag", "y", OPAQUE, "flag"));
        if (read != null) {
            reader.add(fence(read, "fence"));
        }
        reader.add(load("data", "x", PLAIN, "data"));
        return messagePassing("fences " + written + "/" + read, writer, reader);
    }

    /** A pointer is published, and what it points to is read through it. */
    private static Program pointer(Mode stored, Mode loaded) {
        return program(
                        "MP through a pointer " + stored + "/" + loaded,
                        "p=0 n[0]=0 n[1]=0",
                        actor(
                                "writer",
                                store("n[1]", 1, PLAIN, "data"),
                                store("p", 1, stored, "pointer")),
                        actor(
                                "reader",
                                load("p", "p", loaded, "pointer"),
                                load("data", Place.at("n", "p"), PLAIN, "data")))
                .never(
                        "the pointer and not what it points to",
                        o -> o.is("reader.p", 1) && o.is("reader.data", 0));
    }

    static {
        allowed(messagePassing(PLAIN, PLAIN), "nothing is ordered");
        allowed(messagePassing(OPAQUE, OPAQUE), "opaque orders one location only");
        allowed(messagePassing(RELEASE, OPAQUE), "the loads are not ordered");
        allowed(messagePassing(RELEASE, PLAIN), "the loads are not ordered");
        allowed(messagePassing(OPAQUE, ACQUIRE), "the stores are not ordered");
        allowed(messagePassing(PLAIN, VOLATILE), "the stores are not ordered");
        forbidden(messagePassing(RELEASE, ACQUIRE), "synchronizes");
        forbidden(messagePassing(VOLATILE, VOLATILE), "synchronizes (JLS 17.4.4)");
        forbidden(messagePassing(VOLATILE, ACQUIRE), "volatile is at least release");
        forbidden(messagePassing(RELEASE, VOLATILE), "volatile is at least acquire");
        forbidden(messagePassing(STORE_STORE_FENCE, ACQUIRE_FENCE), "both pairs are fenced");
        forbidden(messagePassing(RELEASE_FENCE, ACQUIRE_FENCE), "both pairs are fenced");
        forbidden(messagePassing(FULL_FENCE, FULL_FENCE), "both pairs are fenced");
        allowed(messagePassing(STORE_STORE_FENCE, null), "the loads are not ordered");
        allowed(messagePassing(null, ACQUIRE_FENCE), "the stores are not ordered");
        allowed(
                messagePassing(ACQUIRE_FENCE, ACQUIRE_FENCE),
                "an acquire fence does not order stores");
        allowed(
                messagePassing(STORE_STORE_FENCE, STORE_STORE_FENCE),
                "a store fence does not order loads");
        allowed(
                messagePassing(
                        "second load acquire",
                        List.of(store("x", 1, PLAIN, "data"), store("y", 1, RELEASE, "flag")),
                        List.of(
                                load("flag", "y", OPAQUE, "flag"),
                                load("data", "x", ACQUIRE, "d"))),
                "acquire orders what comes after it, not before");
        allowed(
                messagePassing(
                        "second load volatile",
                        List.of(store("x", 1, PLAIN, "data"), store("y", 1, RELEASE, "flag")),
                        List.of(
                                load("flag", "y", OPAQUE, "flag"),
                                load("data", "x", VOLATILE, "d"))),
                "volatile orders what comes after it, not before");
        allowed(
                messagePassing(
                        "behind a branch",
                        List.of(store("x", 1, PLAIN, "data"), store("y", 1, RELEASE, "flag")),
                        List.of(
                                load("flag", "y", OPAQUE, "flag"),
                                when("flag", IS, 1, load("data", "x", PLAIN, "data")))),
                "a load is performed ahead of a branch");
        allowed(pointer(RELEASE, PLAIN), "Java does not promise that pointers order loads");
        allowed(pointer(PLAIN, ACQUIRE), "the stores are not ordered");
        forbidden(pointer(RELEASE, ACQUIRE), "synchronizes");
        ALL.add(new Litmus(
                pointer(RELEASE, PLAIN),
                Order.JAVA_AND_DEPENDENCIES,
                false,
                "processors do order them"));
        ALL.add(new Litmus(messagePassing(PLAIN, PLAIN), Order.TSO, false, "x86 orders both"));
    }

    // ------------------------------------------------------------ store buffering (Dekker)

    private static Program storeBuffering(Mode stored, Mode loaded, Barrier between) {
        List<Actor> actors = new ArrayList<>();
        for (String[] names : new String[][] {{"first", "x", "y"}, {"second", "y", "x"}}) {
            List<Step> steps = new ArrayList<>();
            steps.add(store(names[1], 1, stored, "mine"));
            if (between != null) {
                steps.add(fence(between, "fence"));
            }
            steps.add(load("other", names[2], loaded, "the other's"));
            actors.add(new Actor(names[0], steps));
        }
        return asked(
                "SB " + stored + "/" + loaded + (between == null ? "" : ", " + between),
                o -> o.is("first.other", 0) && o.is("second.other", 0),
                actors.toArray(new Actor[0]));
    }

    private static Program storeBufferingByUpdates(Mode updated, Mode loaded) {
        return asked(
                "SB read-modify-write " + updated + "/" + loaded,
                o -> o.is("first.other", 0) && o.is("second.other", 0),
                actor(
                        "first",
                        update("was", "x", Change.add(1), updated, "mine"),
                        load("other", "y", loaded, "the other's")),
                actor(
                        "second",
                        update("was", "y", Change.add(1), updated, "mine"),
                        load("other", "x", loaded, "the other's")));
    }

    static {
        allowed(storeBuffering(PLAIN, PLAIN, null), "nothing is ordered");
        allowed(storeBuffering(OPAQUE, OPAQUE, null), "opaque orders one location only");
        allowed(storeBuffering(RELEASE, ACQUIRE, null), "neither orders a store before a load");
        allowed(storeBuffering(VOLATILE, ACQUIRE, null), "one order of volatile accesses only");
        allowed(storeBuffering(RELEASE, VOLATILE, null), "one order of volatile accesses only");
        forbidden(storeBuffering(VOLATILE, VOLATILE, null), "one order of volatile accesses");
        forbidden(storeBuffering(PLAIN, PLAIN, FULL_FENCE), "full fences on both sides");
        allowed(
                storeBuffering(PLAIN, PLAIN, RELEASE_FENCE),
                "a release fence orders no later load");
        allowed(storeBuffering(PLAIN, PLAIN, ACQUIRE_FENCE), "an acquire fence orders no store");
        allowed(storeBuffering(PLAIN, PLAIN, STORE_STORE_FENCE), "it orders no load");
        forbidden(storeBufferingByUpdates(VOLATILE, VOLATILE), "one order of volatile accesses");
        allowed(
                storeBufferingByUpdates(VOLATILE, PLAIN),
                "a plain load goes ahead of the store in a read-modify-write");
        allowed(storeBufferingByUpdates(VOLATILE, ACQUIRE), "and so does an acquire load");
        allowed(storeBufferingByUpdates(ACQUIRE, VOLATILE), "its store is plain");
        allowed(storeBufferingByUpdates(RELEASE, VOLATILE), "it orders nothing that follows");
        ALL.add(new Litmus(storeBuffering(RELEASE, ACQUIRE, null), Order.TSO, true, "x86 does it"));
        ALL.add(new Litmus(
                storeBufferingByUpdates(VOLATILE, PLAIN), Order.TSO, false, "x86 does not"));
    }

    // ------------------------------------------------------------ the others

    private static Program loadBuffering(Mode loaded, Mode stored) {
        return asked(
                "LB " + loaded + "/" + stored,
                o -> o.is("first.r", 1) && o.is("second.r", 1),
                actor("first", load("r", "x", loaded, "load"), store("y", 1, stored, "store")),
                actor("second", load("r", "y", loaded, "load"), store("x", 1, stored, "store")));
    }

    private static Program outOfThinAir(boolean branches) {
        List<Actor> actors = new ArrayList<>();
        for (String[] names : new String[][] {{"first", "x", "y"}, {"second", "y", "x"}}) {
            Step store = branches
                    ? when("r", IS, 1, store(names[2], 1, PLAIN, "store"))
                    : store(names[2], Term.register("r"), PLAIN, "store");
            actors.add(actor(names[0], load("r", names[1], PLAIN, "load"), store));
        }
        return asked(
                "LB with " + (branches ? "branches" : "copies"),
                o -> o.is("first.r", 1) && o.is("second.r", 1),
                actors.toArray(new Actor[0]));
    }

    private static Program independentReads(Mode stored, Mode loaded) {
        return asked(
                "IRIW " + stored + "/" + loaded,
                o -> o.is("third.a", 1)
                        && o.is("third.b", 0)
                        && o.is("fourth.a", 1)
                        && o.is("fourth.b", 0),
                actor("first", store("x", 1, stored, "store")),
                actor("second", store("y", 1, stored, "store")),
                actor("third", load("a", "x", loaded, "load"), load("b", "y", loaded, "load")),
                actor("fourth", load("a", "y", loaded, "load"), load("b", "x", loaded, "load")));
    }

    private static Program readsOfOneLocation(Mode loaded) {
        return asked(
                "CoRR " + loaded,
                o -> o.is("reader.a", 1) && o.is("reader.b", 0),
                actor("writer", store("x", 1, loaded == PLAIN ? PLAIN : OPAQUE, "store")),
                actor("reader", load("a", "x", loaded, "load"), load("b", "x", loaded, "load")));
    }

    private static Program readOwnWrite(Mode mode) {
        return asked(
                "CoWR " + mode,
                o -> o.is("first.r", 0),
                actor("first", store("x", 1, mode, "store"), load("r", "x", mode, "load")));
    }

    private static Program twoPlusTwo(Mode stored, Barrier between) {
        List<Actor> actors = new ArrayList<>();
        for (String[] names : new String[][] {{"first", "x", "y"}, {"second", "y", "x"}}) {
            List<Step> steps = new ArrayList<>();
            steps.add(store(names[1], 1, stored, "first store"));
            if (between != null) {
                steps.add(fence(between, "fence"));
            }
            steps.add(store(names[2], 2, stored, "second store"));
            actors.add(new Actor(names[0], steps));
        }
        return asked(
                "2+2W " + stored + (between == null ? "" : ", " + between),
                o -> o.at("x") == 1 && o.at("y") == 1,
                actors.toArray(new Actor[0]));
    }

    private static Program storeAfterLoad(Mode stored, Mode loaded) {
        return asked(
                "S " + stored + "/" + loaded,
                o -> o.is("second.r", 1) && o.at("x") == 2,
                actor("first", store("x", 2, PLAIN, "x"), store("y", 1, stored, "y")),
                actor("second", load("r", "y", loaded, "y"), store("x", 1, PLAIN, "x")));
    }

    private static Program loadAfterStore(Mode mode, Barrier between) {
        List<Step> second = new ArrayList<>();
        second.add(store("y", 2, mode, "y"));
        if (between != null) {
            second.add(fence(between, "fence"));
        }
        second.add(load("r", "x", mode == RELEASE ? ACQUIRE : mode, "x"));
        return asked(
                "R " + mode + (between == null ? "" : ", " + between),
                o -> o.is("second.r", 0) && o.at("y") == 2,
                actor(
                        "first",
                        store("x", 1, mode, "x"),
                        fence(STORE_STORE_FENCE, "fence"),
                        store("y", 1, mode, "y")),
                new Actor("second", second));
    }

    private static Program ownWriteSeenEarly(Mode loaded) {
        return program(
                        "SB with each own write seen, " + loaded,
                        "x=0 y=0",
                        actor(
                                "first",
                                store("x", 1, RELEASE, "mine"),
                                load("own", "x", loaded, "mine again"),
                                load("other", "y", loaded, "the other's")),
                        actor(
                                "second",
                                store("y", 1, RELEASE, "mine"),
                                load("own", "y", loaded, "mine again"),
                                load("other", "x", loaded, "the other's")))
                .never(
                        "both miss the other",
                        o -> o.is("first.other", 0) && o.is("second.other", 0));
    }

    private static Program twoCounts(boolean torn) {
        Program whole = program(
                        "two counts" + (torn ? ", torn" : ""),
                        "x=0",
                        actor("first", update("r", "x", Change.add(1), PLAIN, "count")),
                        actor("second", update("r", "x", Change.add(1), PLAIN, "count")))
                .never("one count is lost", o -> o.at("x") == 1);
        return torn ? whole.torn("count") : whole;
    }

    static {
        allowed(loadBuffering(PLAIN, PLAIN), "a store may go ahead of a load");
        allowed(loadBuffering(OPAQUE, OPAQUE), "opaque orders one location only");
        forbidden(loadBuffering(ACQUIRE, PLAIN), "acquire orders what follows");
        forbidden(loadBuffering(PLAIN, RELEASE), "release orders what precedes");
        forbidden(loadBuffering(VOLATILE, VOLATILE), "one order of volatile accesses");
        forbidden(outOfThinAir(false), "no value comes out of thin air (JLS 17.4.8)");
        forbidden(outOfThinAir(true), "no value comes out of thin air (JLS 17.4.8)");

        forbidden(independentReads(VOLATILE, VOLATILE), "one order of volatile accesses");
        forbidden(
                independentReads(RELEASE, ACQUIRE), "not by Java, but this memory is one: a limit");
        allowed(independentReads(OPAQUE, OPAQUE), "the loads are not ordered");

        allowed(readsOfOneLocation(PLAIN), "plain loads may be exchanged (JLS 17.4.5)");
        forbidden(readsOfOneLocation(OPAQUE), "opaque is coherent");
        forbidden(readsOfOneLocation(ACQUIRE), "acquire is coherent");
        forbidden(readOwnWrite(PLAIN), "a thread sees what it wrote itself");
        forbidden(readOwnWrite(VOLATILE), "a thread sees what it wrote itself");

        allowed(twoPlusTwo(PLAIN, null), "the stores are not ordered");
        allowed(twoPlusTwo(OPAQUE, null), "the stores are not ordered");
        forbidden(twoPlusTwo(RELEASE, null), "not by every model, but this memory is one");
        forbidden(twoPlusTwo(VOLATILE, null), "one order of volatile accesses");
        forbidden(twoPlusTwo(OPAQUE, STORE_STORE_FENCE), "fenced");

        allowed(storeAfterLoad(OPAQUE, ACQUIRE), "the first thread's stores are not ordered");
        allowed(storeAfterLoad(RELEASE, OPAQUE), "the store goes ahead of the load");
        forbidden(storeAfterLoad(RELEASE, ACQUIRE), "synchronizes");

        allowed(loadAfterStore(OPAQUE, null), "the load goes ahead of the store");
        allowed(loadAfterStore(RELEASE, null), "neither orders a store before a load");
        forbidden(loadAfterStore(VOLATILE, null), "one order of volatile accesses");
        forbidden(loadAfterStore(OPAQUE, FULL_FENCE), "fenced");

        allowed(ownWriteSeenEarly(ACQUIRE), "the own write is seen before others see it");
        forbidden(twoCounts(false), "read-modify-writes are atomic in every mode");
        allowed(twoCounts(true), "a load and a store are not");
    }

    static List<Litmus> all() {
        return ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void litmus_everyMode_isAllowedOrForbiddenAsKnown(Litmus litmus) {
        Verdict verdict = Explorer.explore(litmus.program(), litmus.order());
        assertThat(verdict.isGood())
                .as(verdict + "\nbecause " + litmus.why())
                .isNotEqualTo(litmus.isAllowed());
    }

    @Test
    void schedule_ofBadProgram_tellsWhichStepWentAheadOfWhich() {
        Verdict verdict = Explorer.explore(storeBuffering(VOLATILE, ACQUIRE, null), Order.JAVA);
        assertThat(verdict.schedule().reorderings()).isEqualTo(1);
        assertThat(verdict.toString()).contains("other = y -> 0").contains("<- before mine");
    }
}
