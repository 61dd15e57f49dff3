package org.xarray4j.memorymodel;

/**
 * What became of a program.
 *
 * @param program its name
 * @param hazard what must not happen
 * @param schedule an execution in which it happens, with as few reorderings as there can be; or null
 * @param states how many states were looked at
 */
record Verdict(String program, String hazard, Schedule schedule, int states) {
    boolean isGood() {
        return schedule == null;
    }

    /** What suffices for it to happen. */
    String needs() {
        if (schedule == null) {
            return "good";
        }
        long reorderings = schedule.reorderings();
        return reorderings == 0 ? "BAD: interleaving" : "BAD: " + reorderings + " reordered";
    }

    @Override
    public String toString() {
        String head = program + ": " + needs() + " (" + states + " states)\n";
        return isGood() ? head : head + "  " + hazard + "\n" + schedule;
    }
}
