package org.xarray4j.bench.ratios;

/** Why a run is refused before anything was measured. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
