package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A view that is held under a writer at full speed costs at most one more copy of the tree: in a Java of its own, whose
 * heap has room for two trees and not for four. Guarantee K.
 */
class StalledViewTest {
    private static final int ENTRIES = 1 << 19;
    private static final int OUT_OF_MEMORY = 3;
    private static final int WRONG = 4;

    /** A tree of that many entries takes 5.6 bytes for each: 3 MB. The rest of a Java takes two. */
    private static final List<String> HEAP = List.of("-XX:+UseSerialGC", "-Xmx12m", "-Xmn2m");

    /** What runs in the other Java: opens views, each of another tree, and then writes for a while. */
    static final class Stall {
        private Stall() {}

        /** Takes the number of views, and how often the tree is written anew. */
        public static void main(String[] args) {
            int views = Integer.parseInt(args[0]);
            int rounds = Integer.parseInt(args[1]);
            try {
                System.exit(run(views, rounds) ? 0 : WRONG);
            } catch (OutOfMemoryError e) {
                Runtime.getRuntime().halt(OUT_OF_MEMORY);
            }
        }

        private static boolean run(int views, int rounds) {
            XArray<Integer> array = XArray.create();
            write(array, 0);
            List<ReadView<Integer>> open = new ArrayList<>();
            for (int view = 0; view < views; view++) {
                write(array, view);
                open.add(array.read());
            }
            for (int round = 1; round <= rounds; round++) {
                write(array, 100 + round % 2);
            }
            boolean right = true;
            for (int view = 0; view < views; view++) {
                for (int i = 0; i < ENTRIES; i++) {
                    right &= open.get(view).get(i) == view;
                }
                open.get(view).close();
            }
            return right && array.get(ENTRIES - 1) == 100 + rounds % 2;
        }

        /** Writes every entry, each by itself; the values are of those that exist anyway. */
        private static void write(XArray<Integer> array, int value) {
            int step =
                    1_000_003; // coprime to the number of entries: all of them, all over the tree
            for (int i = 0, at = 0; i < ENTRIES; i++, at = (at + step) % ENTRIES) {
                array.set(at, value);
            }
        }
    }

    private static int run(int views, int rounds) throws IOException, InterruptedException {
        String classPath = System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(HEAP);
        command.addAll(List.of("-cp", classPath, Stall.class.getName()));
        command.addAll(List.of(Integer.toString(views), Integer.toString(rounds)));
        Process other = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            assertThat(other.waitFor(100, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
            return other.exitValue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void oneStalledView_writerAtFullSpeed_fitsIntoTwoTrees()
            throws IOException, InterruptedException {
        assertThat(run(1, 4)).isZero();
    }

    @Test
    void stalledViewsOfThreeTrees_heapForTwo_isTooMuch() throws IOException, InterruptedException {
        assertThat(run(3, 1)).isEqualTo(OUT_OF_MEMORY);
    }
}
