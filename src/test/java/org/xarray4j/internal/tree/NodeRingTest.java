package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ring against three lists. What fails is named by its seed, the parameter of the test. */
class NodeRingTest {
    private static final int STEPS = 4_000;

    private final NodeRing ring = new NodeRing();
    private final List<Object[]> atHand = new ArrayList<>();
    private final List<Object[]> waiting = new ArrayList<>();
    private final List<Object[]> unlinked = new ArrayList<>();

    /** The version that unlinks, and the position where what waits ends. */
    private long version = 1;

    private int published;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySteps_ofARing_areThoseOfThreeLists(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int step = 0; step < STEPS; step++) {
            step(random);
            assertThat(ring.atHand()).as("at hand, step %s", step).isEqualTo(atHand.size());
            assertThat(ring.size())
                    .as("size, step %s", step)
                    .isEqualTo(atHand.size() + waiting.size() + unlinked.size());
            Object[] places = (Object[]) ValidatorTest.hidden(ring, "nodes");
            assertThat(Stream.of(places).filter(Objects::nonNull).count())
                    .as("kept alive, step %s", step)
                    .isEqualTo(ring.size());
        }
        publish();
        ring.reclaim(published, 0);
        atHand.addAll(waiting);
        for (Object[] node : atHand) {
            assertThat(ring.take()).isSameAs(node);
        }
        assertThat(ring.size()).isZero();
    }

    @Test
    void age_nothingTaken_letsGoAtLastAndNotBefore() {
        ring.grow(4);
        give();
        ring.put(born(1), version);
        publish();
        ring.reclaim(published, 0);
        assertThat(ring.age(2)).as("the node made was given since").isZero();
        assertThat(ring.age(2)).isZero();
        assertThat(ring.age(2)).isZero();
        assertThat(ring.age(2)).isEqualTo(2);
        assertThat(ring.size()).isZero();
        ring.put(born(1), version);
        ring.put(born(1), version);
        publish();
        ring.reclaim(published, 0);
        assertThat(ring.age(1)).as("still idle").isEqualTo(2);
        ring.put(born(1), version);
        ring.put(born(1), version);
        publish();
        ring.reclaim(published, 0);
        ring.take();
        assertThat(ring.age(1)).as("one was taken").isZero();
        assertThat(ring.age(1)).isZero();
        assertThat(ring.age(1)).isEqualTo(1);
    }

    @Test
    void blanks_newNodesAndUsedOnes_countsTheNewThatComeFirst() {
        ring.grow(8);
        assertThat(ring.blanks()).isZero();
        ring.put(born(1), version);
        publish();
        assertThat(ring.blanks()).as("what waits is not at hand").isZero();
        ring.reclaim(published, 0);
        assertThat(ring.blanks()).isZero();
        give();
        give();
        assertThat(ring.blanks()).isEqualTo(2);
        ring.take();
        ring.take();
        ring.take();
        give();
        assertThat(ring.blanks()).as("nothing else is at hand").isEqualTo(1);
    }

    private void step(SplittableRandom random) {
        boolean room = ring.size() < ring.length();
        switch (random.nextInt(10)) {
            case 0 -> {
                if (room && waiting.isEmpty() && unlinked.isEmpty() && atHand.size() < 3) {
                    give();
                } else if (room && random.nextInt(4) == 0) {
                    give();
                }
            }
            case 1 -> {
                if (!atHand.isEmpty()) {
                    assertThat(ring.take()).isSameAs(atHand.remove(0));
                }
            }
            case 2, 3, 4 -> {
                Object[] node = born(1 + random.nextInt((int) version));
                assertThat(ring.put(node, version)).isEqualTo(room);
                if (room) {
                    unlinked.add(node);
                }
            }
            case 5 -> {
                if (!atHand.isEmpty()) {
                    Object[] node = born(1 + random.nextInt((int) version));
                    assertThat(ring.exchange(node, version)).isSameAs(atHand.remove(0));
                    unlinked.add(node);
                }
            }
            case 6 -> publish();
            case 7 -> {
                assertThat(ring.takeBack(version)).isEqualTo(unlinked.size());
                unlinked.clear();
                version++;
            }
            case 8 -> {
                long last = random.nextInt(3) == 0 ? random.nextInt((int) version) : 0;
                int many = waiting.size();
                waiting.removeIf(node -> last > 0 && Node.meta(node).birth <= last);
                assertThat(ring.reclaim(published, last)).isEqualTo(many - waiting.size());
                atHand.addAll(waiting);
                waiting.clear();
            }
            default -> {
                if (random.nextInt(8) == 0) {
                    int keep = Math.min(random.nextInt(4), atHand.size());
                    int gone = atHand.size() - keep + waiting.size();
                    assertThat(ring.drop(keep, version)).isEqualTo(gone);
                    atHand.subList(keep, atHand.size()).clear();
                    waiting.clear();
                    published = ring.end() - unlinked.size();
                } else if (ring.length() < NodeRing.MOST && random.nextInt(20) == 0) {
                    ring.grow(Math.max(1, 2 * ring.length()));
                }
            }
        }
    }

    private void give() {
        Object[] blank = Node.blank();
        ring.give(blank);
        atHand.add(0, blank);
    }

    private void publish() {
        waiting.addAll(unlinked);
        unlinked.clear();
        published = ring.end();
        version++;
    }

    private static Object[] born(long version) {
        Object[] node = Node.blank();
        Node.meta(node).birth = version;
        return node;
    }
}
