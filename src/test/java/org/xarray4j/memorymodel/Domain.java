package org.xarray4j.memorymodel;

import static org.xarray4j.memorymodel.Actor.actor;
import static org.xarray4j.memorymodel.Change.add;
import static org.xarray4j.memorymodel.Change.compareAndSet;
import static org.xarray4j.memorymodel.Condition.Relation.IS;
import static org.xarray4j.memorymodel.Condition.Relation.IS_NOT;
import static org.xarray4j.memorymodel.Mode.RELEASE;
import static org.xarray4j.memorymodel.Mode.VOLATILE;
import static org.xarray4j.memorymodel.Program.program;
import static org.xarray4j.memorymodel.Step.fence;
import static org.xarray4j.memorymodel.Step.load;
import static org.xarray4j.memorymodel.Step.store;
import static org.xarray4j.memorymodel.Step.update;
import static org.xarray4j.memorymodel.Step.when;

/** A domain's worker and its close, against whoever retires. */
final class Domain {
    private Domain() {}

    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int LINGERING = 2;
    private static final int STARTING = 3;

    /** What the producer index is after one offer. */
    private static final int OFFERED = 2;

    private static Change replace(int from, int to) {
        return compareAndSet(Term.constant(from), Term.constant(to));
    }

    private static Step replaceState(String into, int from, int to, String label) {
        return update(into, "state", replace(from, to), VOLATILE, label);
    }

    /** By an offer that begins a new chunk: the queue looks empty until the last store of it. */
    private static Actor retirer() {
        Step start = replaceState("started", IDLE, STARTING, "[work-1] start");
        return actor(
                "retirer",
                update("queued", "queue", add(1), VOLATILE, "offer begins"),
                store("queue", OFFERED, RELEASE, "offer"),
                fence(Barrier.FULL_FENCE, "[work-1]"),
                load("state", "state", VOLATILE, "[work-1]"),
                when(
                                "state",
                                IS,
                                LINGERING,
                                replaceState("woken", LINGERING, RUNNING, "[work-1] wake"),
                                when("woken", IS_NOT, LINGERING, start))
                        .otherwise(when("state", IS, IDLE, start)));
    }

    private static Actor worker() {
        return actor(
                "worker",
                store("state", LINGERING, VOLATILE, "[work-2] linger"),
                load("found", "queue", VOLATILE, "look"),
                when(
                                "found",
                                IS,
                                OFFERED,
                                replaceState("was", LINGERING, RUNNING, "[work-2] go on"))
                        .otherwise(replaceState("was", LINGERING, IDLE, "[work-2] leave")));
    }

    /** Something is retired while the worker, having found nothing, lingers and leaves. */
    static Protocol wakeUp() {
        Program program = program("wake-up", "queue=0 state=" + RUNNING, retirer(), worker())
                .never(
                        "something is queued, and nobody works on it or will",
                        o -> o.at("queue") == OFFERED && o.at("state") == IDLE)
                .sometimes(
                        "the worker has left when something comes, and is started",
                        o -> o.is("retirer.started", IDLE));
        String atomic =
                "only one may make the state RUNNING, and every mode is atomic; that it is not made so"
                        + " for nothing is decided by the look that follows or the offer that precedes";
        String fenced = "the fence before it is what orders it after the offer";
        String leave =
                "the look that follows [work-2] linger has decided; without that order this is bad";
        return Protocol.of(program)
                .wrong("looks before it lingers", program.moved("look", "[work-2] linger"))
                .wrong("the state is read before the offer", program.moved("[work-1]", "offer"))
                .covered("[work-1] load: volatile -> acquire", fenced)
                .covered("[work-1] load: acquire -> opaque", fenced)
                .covered("[work-1] wake read-modify-write: volatile -> acquire", atomic)
                .covered("[work-1] wake read-modify-write: volatile -> release", atomic)
                .covered("[work-1] wake read-modify-write: acquire -> plain", atomic)
                .covered("[work-1] wake read-modify-write: release -> plain", atomic)
                .covered("[work-1] start read-modify-write: volatile -> acquire", atomic)
                .covered("[work-1] start read-modify-write: volatile -> release", atomic)
                .covered("[work-1] start read-modify-write: acquire -> plain", atomic)
                .covered("[work-1] start read-modify-write: release -> plain", atomic)
                .covered("[work-2] go on read-modify-write: volatile -> acquire", atomic)
                .covered("[work-2] go on read-modify-write: volatile -> release", atomic)
                .covered("[work-2] go on read-modify-write: acquire -> plain", atomic)
                .covered("[work-2] go on read-modify-write: release -> plain", atomic)
                .covered("[work-2] leave read-modify-write: volatile -> acquire", leave)
                .covered("[work-2] leave read-modify-write: volatile -> release", leave)
                .covered("[work-2] leave read-modify-write: acquire -> plain", leave)
                .covered("[work-2] leave read-modify-write: release -> plain", leave);
    }

    /** Room is taken in a domain that is being closed. */
    static Protocol closeAgainstRetire() {
        Program program = program(
                        "close against retire",
                        "count=0 closed=0",
                        actor(
                                "retirer",
                                update("others", "count", add(1), VOLATILE, "[close-4] take room"),
                                load("closed", "closed", VOLATILE, "[close-4]"),
                                when(
                                        "closed",
                                        IS,
                                        1,
                                        update(
                                                "left",
                                                "count",
                                                add(-1),
                                                VOLATILE,
                                                "give it back"))),
                        actor(
                                "closer",
                                store("closed", 1, VOLATILE, "[close-5]"),
                                load("count", "count", VOLATILE, "[close-5] wait for none")))
                .never(
                        "something is retired that nobody waits for",
                        o -> o.is("retirer.closed", 0) && o.is("closer.count", 0))
                .sometimes(
                        "the close waits for what was retired",
                        o -> o.is("retirer.closed", 0) && o.is("closer.count", 1));
        return Protocol.of(program)
                .wrong(
                        "closed is read before room is taken",
                        program.moved("[close-4]", "[close-4] take room"))
                .wrong(
                        "the count is read before closed is set",
                        program.moved("[close-5] wait for none", "[close-5]"));
    }

    /** Two hand-offs of two pins of one slot; the older one is late. */
    static Protocol handOff() {
        Program program = program(
                        "hand-off",
                        "handedOff=0",
                        actor(
                                "older",
                                update(
                                        "was",
                                        "handedOff",
                                        Change.maximum(Term.constant(1)),
                                        VOLATILE,
                                        "[hand-1]")),
                        actor(
                                "newer",
                                update(
                                        "was",
                                        "handedOff",
                                        Change.maximum(Term.constant(3)),
                                        VOLATILE,
                                        "[hand-1]"),
                                load("seen", "handedOff", VOLATILE, "[hand-2]")))
                .never(
                        "a late hand-off undoes that of a later pin",
                        o -> o.at("handedOff") != 3 || !o.is("newer.seen", 3))
                .sometimes("both are done", o -> o.at("handedOff") == 3);
        String why =
                "it tells who is asked to wait, and nothing is read by it: the field only has to grow";
        return Protocol.of(program)
                .wrong("by a load and a store", program.torn("[hand-1]"))
                .covered("[hand-1] read-modify-write: volatile -> acquire", why)
                .covered("[hand-1] read-modify-write: volatile -> release", why)
                .covered("[hand-1] read-modify-write: acquire -> plain", why)
                .covered("[hand-1] read-modify-write: release -> plain", why)
                .covered("[hand-2] load: volatile -> acquire", why)
                .covered("[hand-2] load: acquire -> opaque", why)
                .covered("[hand-2] load: opaque -> plain", why);
    }
}
