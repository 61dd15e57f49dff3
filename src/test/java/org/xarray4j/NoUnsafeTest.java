package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.junit.jupiter.api.Test;

/** No class of the library refers to Unsafe, or to anything else inside the JDK. */
class NoUnsafeTest {
    private static final List<String> FORBIDDEN =
            List.of("sun/misc", "jdk/internal", "jdk/unsupported", "sun/reflect");

    @Test
    void library_everyClass_refersToNothingInsideTheJdk() {
        assertThat(ClassFiles.all()).isNotEmpty().allSatisfy(each -> {
            for (String inside : FORBIDDEN) {
                assertThat(each.namesFrom(inside)).as(each.path()).isEmpty();
            }
            // Also not by name, through reflection.
            assertThat(each.names()).as(each.path()).noneMatch(name -> name.contains("Unsafe"));
        });
    }

    @Test
    void queues_all_areTheAtomicOnes() {
        assertThat(ClassFiles.all())
                .anySatisfy(each ->
                        assertThat(each.namesFrom("org/jctools/queues/atomic")).isNotEmpty())
                .allSatisfy(
                        each -> assertThat(otherQueues(each)).as(each.path()).isEmpty());
    }

    private static List<String> otherQueues(ClassFiles each) {
        return each.namesFrom("org/jctools/queues").stream()
                .filter(name -> !name.contains("org/jctools/queues/atomic/"))
                .toList();
    }

    /** A queue of the other kind, as it would stand in the library. */
    private static final class WithUnsafe {
        final Queue<Object> queue = new MpscUnboundedArrayQueue<>(2);
    }

    @Test
    void queues_classWithAnother_isFound() throws IOException {
        byte[] planted = NoUnsafeTest.class
                .getResourceAsStream("NoUnsafeTest$WithUnsafe.class")
                .readAllBytes();
        assertThat(otherQueues(new ClassFiles("planted", ClassFiles.names(planted))))
                .contains("org/jctools/queues/MpscUnboundedArrayQueue");
        assertThat(new WithUnsafe().queue).isEmpty();
    }

    @Test
    void names_classThatRefersToUnsafe_containIt() throws IOException {
        byte[] sample = Object.class
                .getResourceAsStream("/java/util/concurrent/atomic/AtomicInteger.class")
                .readAllBytes();
        assertThat(ClassFiles.names(sample))
                .anyMatch(name -> name.contains("jdk/internal/misc/Unsafe"));
    }
}
