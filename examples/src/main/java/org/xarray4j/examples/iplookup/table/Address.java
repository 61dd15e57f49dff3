package org.xarray4j.examples.iplookup.table;

import com.google.common.net.InetAddresses;
import com.google.common.primitives.Ints;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IP address as two unsigned halves.
 *
 * @param family its kind
 * @param high the upper 64 bits; 0 for IPv4
 * @param low the lower 64 bits; below 2^32 for IPv4
 */
public record Address(Family family, long high, long low) {
    /** What the upper 32 of the lower 64 bits are in ::ffff:0:0/96, where IPv6 speaks of IPv4 addresses. */
    private static final long MAPPED = 0xFFFF_0000_0000L;

    private static final long LOW_32_BITS = 0xFFFF_FFFFL;

    /**
     * Reads the text form of an address; no name is ever resolved.
     *
     * @param text a dotted IPv4 address or any text form of an IPv6 address; one that is mapped from IPv4, such as
     *     ::ffff:192.0.2.1, is the IPv4 address
     * @return the address
     * @throws IllegalArgumentException if the text is neither; the message quotes it
     */
    public static Address parse(String text) {
        Address address = parseUnmapped(text);
        boolean isMapped = address.family == Family.V6
                && address.high == 0
                && (address.low & ~LOW_32_BITS) == MAPPED;
        return isMapped ? v4(address.low & LOW_32_BITS) : address;
    }

    /**
     * Reads the text form of an address, and keeps what is written as IPv6 in IPv6.
     *
     * @param text a dotted IPv4 address or any text form of an IPv6 address
     * @return the address
     * @throws IllegalArgumentException if the text is neither; the message quotes it
     */
    static Address parseUnmapped(String text) {
        // A zone names a network interface of this machine, which has no place in a table.
        if (text.indexOf('%') >= 0 || !InetAddresses.isInetAddress(text)) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address");
        }
        byte[] bytes = InetAddresses.forString(text).getAddress();
        if (bytes.length == Integer.BYTES) {
            long value = Ints.fromByteArray(bytes) & LOW_32_BITS;
            // The JDK has no object for a mapped address and answers the IPv4 one.
            return text.indexOf(':') < 0 ? v4(value) : v6(0, MAPPED | value);
        }
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return v6(halves.getLong(), halves.getLong());
    }

    /**
     * Returns an IPv4 address.
     *
     * @param value its 32 bits
     * @return the address
     */
    public static Address v4(long value) {
        return new Address(Family.V4, 0, value);
    }

    /**
     * Returns an IPv6 address.
     *
     * @param high the upper 64 bits
     * @param low the lower 64 bits
     * @return the address
     */
    public static Address v6(long high, long low) {
        return new Address(Family.V6, high, low);
    }

    /**
     * Compares two IPv6 addresses, or two IPv4 ones with 0 as upper halves.
     *
     * @param high one's upper half
     * @param low one's lower half
     * @param otherHigh the other's upper half
     * @param otherLow the other's lower half
     * @return less than, equal to or greater than 0 as one is less than, equal to or greater than the other
     */
    public static int compare(long high, long low, long otherHigh, long otherLow) {
        int highs = Long.compareUnsigned(high, otherHigh);
        return highs != 0 ? highs : Long.compareUnsigned(low, otherLow);
    }

    /** Returns the canonical text form: dotted, or that of RFC 5952. */
    @Override
    public String toString() {
        return InetAddresses.toAddrString(toInetAddress());
    }

    private InetAddress toInetAddress() {
        byte[] bytes = family == Family.V4
                ? Ints.toByteArray((int) low)
                : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        try {
            // Inet6Address, not InetAddress: that would turn a mapped address into the IPv4 one.
            return family == Family.V4
                    ? InetAddress.getByAddress(bytes)
                    : Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("4 and 16 bytes are always an address", impossible);
        }
    }
}
