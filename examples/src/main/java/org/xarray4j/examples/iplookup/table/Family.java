package org.xarray4j.examples.iplookup.table;

/** The two kinds of IP address. */
public enum Family {
    /** 32 bits: an address is an index below 2^32. */
    V4("IPv4"),
    /** 128 bits: the upper 64 are an index, and the lower 64 an index within it. */
    V6("IPv6");

    private final String label;

    Family(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
