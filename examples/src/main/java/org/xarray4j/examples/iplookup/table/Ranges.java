package org.xarray4j.examples.iplookup.table;

/**
 * The ranges of both families, numbered through: IPv4 from 0, IPv6 after them.
 *
 * @see RangeList
 */
public final class Ranges {
    private final RangeList v4;
    private final RangeList v6;

    /**
     * Numbers two lists through.
     *
     * @param v4 the IPv4 ranges
     * @param v6 the IPv6 ranges
     */
    public Ranges(RangeList v4, RangeList v6) {
        if (v4.family() != Family.V4 || v6.family() != Family.V6) {
            throw new IllegalArgumentException(
                    "expected IPv4 and IPv6, but got " + v4.family() + " and " + v6.family());
        }
        this.v4 = v4;
        this.v6 = v6;
    }

    /**
     * Returns how many ranges there are in all.
     *
     * @return the number; ranges are 0 to this less one
     */
    public int size() {
        return v4.size() + v6.size();
    }

    /**
     * Returns how many ranges a family has.
     *
     * @param family the family
     * @return the number
     */
    public int size(Family family) {
        return family == Family.V4 ? v4.size() : v6.size();
    }

    /**
     * Returns the number of a family's first range; the others follow.
     *
     * @param family the family
     * @return the number
     */
    public int start(Family family) {
        return family == Family.V4 ? 0 : v4.size();
    }

    /**
     * Returns which family a range belongs to.
     *
     * @param range the range
     * @return true for IPv4
     */
    public boolean isV4(int range) {
        return range < v4.size();
    }

    /**
     * Returns the upper half of a range's first address.
     *
     * @param range the range
     * @return the half; 0 for IPv4
     */
    public long firstHigh(int range) {
        return isV4(range) ? 0 : v6.firstHigh(range - v4.size());
    }

    /**
     * Returns the lower half of a range's first address.
     *
     * @param range the range
     * @return the half
     */
    public long firstLow(int range) {
        return isV4(range) ? v4.firstLow(range) : v6.firstLow(range - v4.size());
    }

    /**
     * Returns the upper half of a range's last address.
     *
     * @param range the range
     * @return the half; 0 for IPv4
     */
    public long lastHigh(int range) {
        return isV4(range) ? 0 : v6.lastHigh(range - v4.size());
    }

    /**
     * Returns the lower half of a range's last address.
     *
     * @param range the range
     * @return the half
     */
    public long lastLow(int range) {
        return isV4(range) ? v4.lastLow(range) : v6.lastLow(range - v4.size());
    }

    /**
     * Returns a range's country in the file.
     *
     * @param range the range
     * @return the country, see {@link Country}
     */
    public int country(int range) {
        return isV4(range) ? v4.country(range) : v6.country(range - v4.size());
    }

    /**
     * Returns whether a range is made of whole indices of its family's array: always in IPv4, and in IPv6 when it
     * begins and ends with a /64.
     *
     * @param range the range
     * @return true when it is
     */
    public boolean isWhole(int range) {
        return isV4(range) || (firstLow(range) == 0 && lastLow(range) == -1L);
    }

    /**
     * Cuts an IPv6 range into what its upper halves cover wholly and the parts of a /64 that are left over, ascending:
     * at most one part, one whole piece and one more part.
     *
     * @param range an IPv6 range
     * @param visitor is told each piece
     */
    void cut(int range, PieceVisitor visitor) {
        long firstHigh = firstHigh(range);
        long firstLow = firstLow(range);
        long lastHigh = lastHigh(range);
        long lastLow = lastLow(range);
        if (isWhole(range)) {
            visitor.whole(firstHigh, lastHigh);
            return;
        }
        if (firstHigh == lastHigh) {
            visitor.part(firstHigh, firstLow, lastLow);
            return;
        }
        // Neither can wrap: there is a /64 after the first one and a /64 before the last one.
        long firstWhole = firstLow == 0 ? firstHigh : firstHigh + 1;
        long lastWhole = lastLow == -1L ? lastHigh : lastHigh - 1;
        if (firstLow != 0) {
            visitor.part(firstHigh, firstLow, -1L);
        }
        if (Long.compareUnsigned(firstWhole, lastWhole) <= 0) {
            visitor.whole(firstWhole, lastWhole);
        }
        if (lastLow != -1L) {
            visitor.part(lastHigh, 0, lastLow);
        }
    }

    /** Is told the pieces of an IPv6 range. */
    interface PieceVisitor {
        /** Every address from the first of one /64 to the last of another, by their upper halves. */
        void whole(long firstHigh, long lastHigh);

        /** Addresses within one /64. */
        void part(long high, long firstLow, long lastLow);
    }

    /**
     * Returns a range in words.
     *
     * @param range the range
     * @return its first and its last address
     */
    public String describe(int range) {
        Family family = isV4(range) ? Family.V4 : Family.V6;
        return new Address(family, firstHigh(range), firstLow(range))
                + "-"
                + new Address(family, lastHigh(range), lastLow(range));
    }
}
