package org.xarray4j.examples.iplookup.table;

/** Country codes as numbers: the two characters in the lower 16 bits. */
public final class Country {
    /** The code of an address whose country the source does not know. */
    public static final int UNKNOWN = encode("??");

    private Country() {}

    /**
     * Returns whether a text has the form of a country code. The source uses codes beyond ISO 3166 too, such as EU, so
     * the form is all that can be checked.
     *
     * @param text the text
     * @return true for two letters A to Z and for {@code ??}
     */
    public static boolean isCountry(String text) {
        return text.length() == 2
                && (text.equals("??") || (isCapital(text.charAt(0)) && isCapital(text.charAt(1))));
    }

    /**
     * Returns the number of a code.
     *
     * @param text two characters
     * @return the number
     */
    public static int encode(String text) {
        return text.charAt(0) << 8 | text.charAt(1);
    }

    /**
     * Returns the code of a number.
     *
     * @param country what {@link #encode} answered
     * @return the two characters
     */
    public static String decode(int country) {
        return "" + (char) (country >> 8) + (char) (country & 0xFF);
    }

    private static boolean isCapital(char character) {
        return character >= 'A' && character <= 'Z';
    }
}
