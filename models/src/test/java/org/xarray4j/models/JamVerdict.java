package org.xarray4j.models;

/**
 * Whether what must not happen can.
 *
 * @param execution the first of a protocol's executions that is possible, or null
 * @param found what makes it possible, or null
 */
record JamVerdict(Execution execution, Jam.Found found) {
    static JamVerdict of(JamProtocols.Protocol protocol) {
        for (Execution execution : protocol.mustNotHappen()) {
            Jam.Found found = Jam.find(execution);
            if (found != null) {
                return new JamVerdict(execution, found);
            }
        }
        return new JamVerdict(null, null);
    }

    boolean isGood() {
        return found == null;
    }
}
