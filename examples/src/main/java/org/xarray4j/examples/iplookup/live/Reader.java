package org.xarray4j.examples.iplookup.live;

import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.xarray4j.examples.iplookup.slab.UseAfterReleaseException;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.LookupPath;
import org.xarray4j.examples.iplookup.table.LookupView;
import org.xarray4j.examples.iplookup.table.Ranges;

/**
 * A thread that looks up addresses and checks each answer.
 *
 * <p>It works in batches of 64, so that neither the clock nor the checks are a part of what is measured: it notes what
 * is committed for all 64 ranges, opens a view, looks up one address with the clock before and after, looks up the other
 * 63 with the clock before and after all of them, checks the answers, which reads what they own, and closes the view.
 * Looking at the counters of a batch rather than of a lookup widens what is accepted by a few microseconds. To catch
 * what these would hide, each batch also asks for the range that is being written at that moment, in a view by itself.
 */
final class Reader implements Callable<Reader.Totals> {
    /** How many lookups share a view. */
    static final int BATCH = 64;

    private static final int BATCHES_PER_BLOCK_CHECK = 16;
    private static final int ADDRESSES = 1 << 17;

    private final Contender contender;
    private final LookupPath path;
    private final Generations generations;
    private final Ranges ranges;
    private final AnswerCheck answerCheck;
    private final BlockCheck blockCheck;
    private final Blocks blocks;
    private final RoundState state;
    private final SplittableRandom random;
    private final int[] committed = new int[BATCH];
    private final @Nullable Announcement[] answers = new @Nullable Announcement[BATCH];
    private final Totals totals = new Totals();

    Reader(
            Contender contender,
            Ranges ranges,
            Blocks blocks,
            RoundState state,
            SplittableRandom random) {
        this.contender = contender;
        this.ranges = ranges;
        this.blocks = blocks;
        this.state = state;
        path = contender.path();
        generations = contender.feed().generations();
        answerCheck = new AnswerCheck(ranges, blocks);
        blockCheck = new BlockCheck(blocks);
        this.random = random;
    }

    /** What a reader has done. */
    static final class Totals {
        final Histogram latency = new Histogram(3);
        long timedLookups;
        long timedNanos;
        long blocksRead;
        long blocksTorn;
    }

    @Override
    public Totals call() throws InterruptedException {
        RandomAddresses addresses = new RandomAddresses(ranges, ADDRESSES, random);
        RandomAddresses target = new RandomAddresses(ranges, 1, random);
        state.awaitStart();
        int next = 0;
        for (int batch = 1; !state.isOver(); batch++) {
            lookUpTarget(target);
            lookUpBatch(addresses, next);
            next = (next + BATCH) % addresses.count();
            if (batch % BATCHES_PER_BLOCK_CHECK == 0 && blocks.count() > 0) {
                readBlock();
            }
        }
        return totals;
    }

    private void lookUpBatch(RandomAddresses addresses, int from) {
        for (int i = 0; i < BATCH; i++) {
            committed[i] = generations.committed(addresses.range(from + i));
        }
        long start = System.nanoTime();
        try (LookupView view = path.open()) {
            long afterOpen = System.nanoTime();
            answers[0] = find(view, addresses, from);
            long afterFirst = System.nanoTime();
            for (int i = 1; i < BATCH; i++) {
                answers[i] = find(view, addresses, from + i);
            }
            long end = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                int range = addresses.range(from + i);
                check(range, committed[i], answers[i], generations.begun(range));
            }
            totals.latency.recordValue(afterFirst - afterOpen);
            totals.timedLookups += BATCH - 1;
            totals.timedNanos += end - afterFirst + afterOpen - start;
        }
        state.addLookups(BATCH + 1);
    }

    private void lookUpTarget(RandomAddresses target) {
        target.draw(0, contender.feed().announcer().current());
        int range = target.range(0);
        int before = generations.committed(range);
        try (LookupView view = path.open()) {
            check(range, before, find(view, target, 0), generations.begun(range));
        }
    }

    private @Nullable Announcement find(LookupView view, RandomAddresses from, int i) {
        return view.find(ranges, from.range(i), from.high(i), from.low(i));
    }

    private void check(int range, int before, @Nullable Announcement answer, int begun) {
        try {
            if (!answerCheck.accepts(range, before, answer, begun)) {
                error(answerCheck.explain(range, before, answer, begun));
            }
        } catch (UseAfterReleaseException e) {
            error(String.valueOf(e.getMessage()));
        }
    }

    private void readBlock() {
        int block = contender.feed().mover().current();
        int start = blocks.start(block);
        int before = generations.committed(start);
        totals.blocksRead++;
        try (LookupView view = contender.feed().table().view()) {
            String tear = blockCheck.findTear(block, range -> view.findFirst(ranges, range));
            if (tear == null) {
                check(start, before, view.findFirst(ranges, start), generations.begun(start));
            } else {
                totals.blocksTorn++;
                if (contender.seesMovesWhole()) {
                    error(tear);
                }
            }
        } catch (UseAfterReleaseException e) {
            error(String.valueOf(e.getMessage()));
        }
    }

    private void error(String what) {
        state.errors().add(() -> contender.name() + ": " + what);
    }
}
