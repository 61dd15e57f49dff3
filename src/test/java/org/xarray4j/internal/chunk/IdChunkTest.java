package org.xarray4j.internal.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A chunk of ids by itself, against an array that says of each id what it is. */
class IdChunkTest {
    private static final int IDS = IdChunk.IDS;

    /** The first and last bits of words, and some between. */
    private static final int[] EDGES = {
        0, 1, 31, 62, 63, 64, 65, 127, 128, 500, 511, 512, 959, 960, 1000, 1022, 1023
    };

    /** What an id is. */
    private enum State {
        FREE,
        USED,
        OLD,
        YOUNG
    }

    /** A chunk, and what should be in it. */
    private static final class Both {
        IdChunk chunk = IdChunk.EMPTY;
        final State[] states = new State[IDS];

        Both() {
            fill(State.FREE);
        }

        private void fill(State state) {
            for (int id = 0; id < IDS; id++) {
                states[id] = state;
            }
        }

        private void turn(State from, State to) {
            for (int id = 0; id < IDS; id++) {
                states[id] = states[id] == from ? to : states[id];
            }
        }

        void use(int id) {
            chunk = chunk.with(id);
            states[id] = State.USED;
            check();
        }

        void free(int id) {
            chunk = chunk.without(id);
            states[id] = State.FREE;
            check();
        }

        void rest(int id, int generation) {
            chunk = chunk.rest(id, generation);
            states[id] = generation == 0 ? State.OLD : State.YOUNG;
            check();
        }

        void restAll(int generation) {
            chunk = chunk.restAll(generation);
            turn(State.USED, generation == 0 ? State.OLD : State.YOUNG);
            check();
        }

        void release(int generation) {
            chunk = chunk.release(generation);
            turn(generation == 0 ? State.OLD : State.YOUNG, State.FREE);
            check();
        }

        private int count(State state) {
            int count = 0;
            for (State other : states) {
                count += other == state ? 1 : 0;
            }
            return count;
        }

        void check() {
            int[] nextFree = new int[IDS + 1];
            int[] nextUsed = new int[IDS + 1];
            nextFree[IDS] = IDS;
            nextUsed[IDS] = IDS;
            for (int id = IDS - 1; id >= 0; id--) {
                State state = states[id];
                nextFree[id] = state == State.FREE ? id : nextFree[id + 1];
                nextUsed[id] = state == State.USED ? id : nextUsed[id + 1];
                if (chunk.isUsed(id) != (state == State.USED)
                        || chunk.isResting(id) != (state == State.OLD || state == State.YOUNG)) {
                    throw new AssertionError(id + " is " + state);
                }
            }
            int free = count(State.FREE);
            int used = count(State.USED);
            assertThat(chunk == IdChunk.EMPTY).isEqualTo(free == IDS);
            assertThat(chunk == IdChunk.FULL).isEqualTo(used == IDS);
            if (chunk != IdChunk.EMPTY) {
                chunk.validate();
            }
            assertThat(chunk.count()).isEqualTo(used);
            assertThat(chunk.countResting()).isEqualTo(IDS - free - used);
            assertThat(chunk.rests(0)).isEqualTo(count(State.OLD) > 0);
            assertThat(chunk.rests(1)).isEqualTo(count(State.YOUNG) > 0);
            assertThat(chunk.hasRoom()).isEqualTo(free > 0);
            for (int from : EDGES) {
                for (int max : EDGES) {
                    if (from <= max) {
                        checkFirst(chunk.firstFree(from, max), nextFree[from], max);
                        checkFirst(chunk.firstUsed(from, max), nextUsed[from], max);
                    }
                }
            }
        }

        private static void checkFirst(int found, int next, int max) {
            if (found != (next <= max ? next : -1)) {
                throw new AssertionError(found + " in place of " + next + " up to " + max);
            }
        }

        void checkForEach(int from, int max) {
            long base = 5L << IdChunk.SHIFT;
            List<Long> seen = new ArrayList<>();
            chunk.forEachUsed(from, max, base, seen::add);
            assertThat(seen)
                    .isEqualTo(IntStream.rangeClosed(from, max)
                            .filter(id -> states[id] == State.USED)
                            .mapToObj(id -> base + id)
                            .toList());
        }
    }

    @Test
    void chunk_oneIdAndBack_isEmptyAgain() {
        for (int id : EDGES) {
            Both both = new Both();
            both.check();
            both.use(id);
            both.free(id);
            both.use(id);
            both.rest(id, 0);
            both.release(1);
            both.release(0);
            both.use(id);
            both.restAll(1);
            both.release(1);
            assertThat(both.chunk).isSameAs(IdChunk.EMPTY);
        }
    }

    @Test
    void chunk_allInUse_isTheCommonOneUntilOneIsFree() {
        for (int last : EDGES) {
            Both both = new Both();
            for (int id = 0; id < IDS; id++) {
                if (id != last) {
                    both.chunk = both.chunk.with(id);
                    both.states[id] = State.USED;
                }
            }
            both.check();
            both.use(last);
            assertThat(both.chunk).isSameAs(IdChunk.FULL);
            both.checkForEach(0, IDS - 1);
            both.rest(last, 1);
            both.restAll(0);
            both.release(0);
        }
    }

    /** What is at the end goes first, so that the sets get shorter: over words in which nothing is. */
    @Test
    void chunk_idsAtTheEdges_comeAndGoInAnyOrder() {
        Random random = new Random(1);
        Both both = new Both();
        for (int step = 0; step < 500; step++) {
            int id = EDGES[random.nextInt(EDGES.length)];
            if (step % 50 == 0) {
                both.release(random.nextInt(2));
            } else if (step % 70 == 1) {
                both.restAll(random.nextInt(2));
            } else if (both.states[id] == State.FREE) {
                both.use(id);
            } else if (both.states[id] == State.USED) {
                if (random.nextBoolean()) {
                    both.free(id);
                } else {
                    both.rest(id, random.nextInt(2));
                }
            }
            int other = EDGES[random.nextInt(EDGES.length)];
            both.checkForEach(Math.min(id, other), Math.max(id, other));
        }
    }
}
