package org.xarray4j.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Flag;

/** A sequence of steps on a new array, which comes from a seed or is what is left of one. */
record Scenario(List<Flag> flags, long seed, List<Step> steps) {
    private static final int VALIDATE_EVERY = 3;
    private static final int MOST_DECODED = 300;

    /** Makes a random scenario; equal arguments make equal ones. */
    static Scenario random(Distribution distribution, long seed, int length, Flag... flags) {
        Generator generator = new Generator(new Random(seed), distribution, flags.length > 0);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            steps.add(generator.next());
        }
        return new Scenario(List.of(flags), seed, steps);
    }

    /** Makes the scenario that some bytes stand for; any bytes stand for one. */
    static Scenario decode(byte[] bytes) {
        BytesRandom choices = new BytesRandom(bytes);
        Distribution[] distributions = Distribution.values();
        Distribution distribution = distributions[choices.nextInt(distributions.length)];
        List<Flag> flags = switch (choices.nextInt(3)) {
            case 0 -> List.of();
            case 1 -> List.of(Flag.ALLOC);
            default -> List.of(Flag.ALLOC1);
        };
        Generator generator = new Generator(choices, distribution, !flags.isEmpty());
        List<Step> steps = new ArrayList<>();
        while (choices.hasMore() && steps.size() < MOST_DECODED) {
            steps.add(generator.next());
        }
        return new Scenario(flags, bytes.length, steps);
    }

    /**
     * Runs it, with a full comparison after every {@code compareEvery} steps and at the end.
     *
     * @return what went wrong, or null when nothing did
     */
    @Nullable Throwable run(int compareEvery) {
        Random random = new Random(seed);
        try (Twins twins = new Twins(flags.toArray(new Flag[0]))) {
            int taken = 0;
            for (Step step : steps) {
                step.take(twins);
                if (++taken % compareEvery == 0) {
                    twins.compare(random);
                } else if (taken % VALIDATE_EVERY == 0) {
                    twins.validate();
                }
            }
            twins.compare(random);
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    /** Drops steps for as long as what is left still fails. */
    Scenario shrink() {
        return with(Shrink.shrink(steps, fewer -> with(fewer).run(1) != null));
    }

    private Scenario with(List<Step> others) {
        return new Scenario(flags, seed, others);
    }

    /** Returns the steps as lines of Java. */
    String code() {
        StringBuilder code = new StringBuilder("XArray<String> array = XArray.create(");
        code.append(flags.stream().map(flag -> "Flag." + flag).collect(Collectors.joining(", ")));
        code.append(");\n");
        String receiver = "array";
        for (Step step : steps) {
            code.append(step.code().replace("$", receiver)).append(";\n");
            if (step instanceof Step.Control control) {
                receiver = receiverAfter(control, receiver);
            }
        }
        return code.toString();
    }

    private static String receiverAfter(Step.Control control, String receiver) {
        return switch (control) {
            case LOCK -> receiver.equals("array") ? "session" : receiver;
            case BEGIN -> receiver.equals("array") ? "transaction" : receiver;
            case UNLOCK -> receiver.equals("session") ? "array" : receiver;
            case COMMIT, ROLLBACK -> receiver.equals("transaction") ? "array" : receiver;
            case SNAPSHOT -> receiver;
        };
    }
}
