package org.xarray4j.epoch;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.epoch.PinTable;
import org.xarray4j.internal.epoch.Ticker;

/**
 * Says what an {@link EpochDomain} is to be like. For one thread; may build several domains. Null arguments are refused
 * with a {@link NullPointerException}.
 */
public final class EpochDomainBuilder {
    private static final AtomicLong UNNAMED = new AtomicLong();
    private static final Duration LONG = Duration.ofSeconds(10);

    private @Nullable String name;
    private long maxPending = Long.MAX_VALUE;
    private long maxWeight = Long.MAX_VALUE;
    private Policy policy = Policy.BLOCK;
    private @Nullable ThreadFactory threads;
    private @Nullable Executor executor;
    private Duration stallThreshold = LONG;
    private @Nullable Consumer<? super StallReport> onStall;
    private @Nullable Consumer<? super FailureReport> onFailure;
    private boolean captureStacks;
    private boolean detectLeaks;
    private boolean strict;
    private Ticker ticker = Ticker.SYSTEM;
    private int slots = PinTable.lengthForMachine();

    EpochDomainBuilder() {}

    /**
     * Names the domain; otherwise it gets a number.
     *
     * @param name what messages, reports and the thread call it
     * @return this builder
     */
    public EpochDomainBuilder name(String name) {
        this.name = notNull(name, "name");
        return this;
    }

    /**
     * Bounds how many retirements may be pending; otherwise there is no bound.
     *
     * @param count the greatest number
     * @return this builder
     * @throws IllegalArgumentException if {@code count} is not positive
     */
    public EpochDomainBuilder maxPending(long count) {
        maxPending = positive(count, "the greatest number of pending retirements");
        return this;
    }

    /**
     * Bounds what the pending retirements may weigh together; otherwise there is no bound.
     *
     * @param weight the greatest weight, in the unit in which the caller weighs
     * @return this builder
     * @throws IllegalArgumentException if {@code weight} is not positive
     */
    public EpochDomainBuilder maxWeight(long weight) {
        maxWeight = positive(weight, "the greatest weight of pending retirements");
        return this;
    }

    /**
     * Says what becomes of a retirement that is beyond the bounds; otherwise it waits.
     *
     * @param policy what becomes of it
     * @return this builder
     */
    public EpochDomainBuilder whenFull(Policy policy) {
        this.policy = notNull(policy, "policy");
        return this;
    }

    /**
     * Says where the thread comes from that runs the actions; otherwise it is a daemon thread named after the domain.
     * Replaces an {@link #executor}.
     *
     * @param factory makes a thread, not started; called at each start of work
     * @return this builder
     */
    public EpochDomainBuilder threadFactory(ThreadFactory factory) {
        threads = notNull(factory, "factory");
        executor = null;
        return this;
    }

    /**
     * Says what runs the actions, instead of a thread of the domain's own. Work takes up one of the executor's threads for
     * as long as anything is pending, and waits on it; if that is the only one, nothing that it runs may wait for the
     * domain. An executor that drops what it took stops all releases for ever. Replaces a {@link #threadFactory}.
     *
     * @param executor runs the work; on no thread of a reader's or a writer's, and so neither on the thread that calls it nor
     *     on one that has a pin open: that is reported, and nothing released until the executor is asked again, by the next
     *     retirement or whoever waits
     * @return this builder
     */
    public EpochDomainBuilder executor(Executor executor) {
        this.executor = notNull(executor, "executor");
        threads = null;
        return this;
    }

    /**
     * Says for how long a pin may hold something back before it is reported; otherwise 10 s.
     *
     * @param threshold how long
     * @return this builder
     * @throws IllegalArgumentException if {@code threshold} is not positive
     */
    public EpochDomainBuilder stallThreshold(Duration threshold) {
        positive(Settings.nanos(notNull(threshold, "threshold")), "the stall threshold");
        stallThreshold = threshold;
        return this;
    }

    /**
     * Says who is told of suspicious pins; otherwise the logger {@code org.xarray4j.epoch} is, with a warning. Each is
     * also an event {@code org.xarray4j.PinStall} of the flight recorder, where there is one.
     *
     * @param handler is told, on the thread that runs the actions, where it may not wait for the domain, or that waits for
     *     a grace period; what it throws is logged
     * @return this builder
     */
    public EpochDomainBuilder onStall(Consumer<? super StallReport> handler) {
        onStall = notNull(handler, "handler");
        return this;
    }

    /**
     * Says who is told of what actions have thrown; otherwise the logger {@code org.xarray4j.epoch} is, with a warning.
     *
     * @param handler is told, on the thread that runs the actions, where it may not wait for the domain, or that called;
     *     what it throws is logged
     * @return this builder
     */
    public EpochDomainBuilder onFailure(Consumer<? super FailureReport> handler) {
        onFailure = notNull(handler, "handler");
        return this;
    }

    /**
     * Says whether each pin and each retirement notes its stack, for reports; otherwise not. A stack costs microseconds.
     *
     * @param capture whether to note it
     * @return this builder
     */
    public EpochDomainBuilder captureStacks(boolean capture) {
        captureStacks = capture;
        return this;
    }

    /**
     * Says whether it is reported when nothing refers any more to a pin that is open; otherwise not. Each pin then costs a
     * phantom reference. What such a pin holds back stays held back: that nobody can close it does not prove that nobody
     * reads.
     *
     * @param detect whether to watch for it
     * @return this builder
     */
    public EpochDomainBuilder detectLeaks(boolean detect) {
        detectLeaks = detect;
        return this;
    }

    /**
     * Says whether the second close of a pin is reported, as a failure with its stack; otherwise it is only counted. What
     * {@link Pin#close} cannot tell from the first close is neither.
     *
     * @param strict whether to report it
     * @return this builder
     */
    public EpochDomainBuilder strict(boolean strict) {
        this.strict = strict;
        return this;
    }

    /** Says what time it is. */
    EpochDomainBuilder ticker(Ticker ticker) {
        this.ticker = ticker;
        return this;
    }

    /** Says how many slots the table begins with, a power of two. */
    EpochDomainBuilder slots(int slots) {
        this.slots = slots;
        return this;
    }

    /**
     * Makes a domain. It has no thread and no table of pins until it needs them.
     *
     * @return the domain
     */
    public EpochDomain build() {
        String called = name != null ? name : "EpochDomain-" + UNNAMED.incrementAndGet();
        return new EpochDomain(new DomainCore(new Settings(
                called,
                maxPending,
                maxWeight,
                policy,
                executor != null ? executor : new ThreadPerTask(called, threads),
                Settings.nanos(stallThreshold),
                onStall,
                onFailure,
                captureStacks,
                detectLeaks,
                strict,
                ticker,
                slots)));
    }

    private static long positive(long number, String what) {
        if (number <= 0) {
            throw new IllegalArgumentException(what + " must be positive: " + number);
        }
        return number;
    }

    private static <T> T notNull(@Nullable T argument, String what) {
        if (argument == null) {
            throw new NullPointerException(what + " is null");
        }
        return argument;
    }
}
