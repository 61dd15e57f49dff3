package org.xarray4j.internal.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the queue could not take keeps its order. Guarantee R. */
class RetireQueueTest {
    @Test
    void spilled_several_comeOutOldestFirst() {
        RetireQueue queue = new RetireQueue();
        List<Retired> in = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Retired retired = Retired.blank(i);
            in.add(retired);
            queue.spill(retired);
        }
        assertThat(queue.isEmpty()).isFalse();
        List<Retired> out = new ArrayList<>();
        for (Retired next = queue.pollSpilled(); next != null; next = next.next) {
            out.add(next);
        }
        assertThat(out).isEqualTo(in);
        assertThat(queue.isEmpty()).isTrue();
    }
}
