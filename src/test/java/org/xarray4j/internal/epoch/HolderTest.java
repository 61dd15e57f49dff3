package org.xarray4j.internal.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is told of a thread that has a slot. Guarantee V. */
class HolderTest {
    @Test
    void name_isThatOfNow() {
        Thread thread = new Thread(() -> {}, "before");
        Holder holder = new Holder(thread);
        assertThat(holder.name()).isEqualTo("before");
        thread.setName("after");
        assertThat(holder.name()).isEqualTo("after");
        thread.setName("");
        assertThat(holder.name()).isEqualTo("thread-" + thread.getId());
        assertThat(holder.id()).isEqualTo(thread.getId());
    }

    @Test
    void name_threadCollected_isThatOfBefore() {
        Holder holder = new Holder(new Thread(() -> {}, "collected"));
        holder.clear(); // as the collector does
        assertThat(holder.name()).isEqualTo("collected");
        assertThat(holder.isGone()).isTrue();
        assertThat(holder.stack()).isEmpty();
    }

    @Test
    void stack_ofALivingThread_isThere() {
        Holder me = new Holder(Thread.currentThread());
        assertThat(me.isGone()).isFalse();
        assertThat(me.stack())
                .anyMatch(frame -> frame.getMethodName().equals("stack_ofALivingThread_isThere"));
    }
}
