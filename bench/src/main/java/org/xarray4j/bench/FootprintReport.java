package org.xarray4j.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.openjdk.jol.info.GraphStats;
import org.openjdk.jol.vm.VM;

/**
 * How many bytes does a structure take for each entry, or range of addresses, values not counted?
 *
 * <p>JOL counts everything that the structure refers to, objects of a fixed number included. All entries have one and
 * the same value, which is taken off; each range of addresses has one of its own, as it has in an address table, and these
 * are taken off too.
 */
public final class FootprintReport {
    private static final List<Structure> STRUCTURES = List.of(
            Structure.XARRAY,
            Structure.NBHML,
            Structure.CHM,
            Structure.SKIP_LIST,
            Structure.AGRONA,
            Structure.FASTUTIL,
            Structure.TRIE_MAP,
            Structure.INT_MAP);

    /** Asks for a structure whose keys were stored one by one. */
    private static final String SINGLY = "SINGLY";

    private static final long SEED = 0xf00;

    private FootprintReport() {}

    /**
     * Prints bytes per entry.
     *
     * @param args {@code STRUCTURE DISTRIBUTION SIZE} for a line with one figure, where the distribution may be that of
     *     real addresses, which have their own size, and {@code SINGLY} may follow for keys that are stored one by one;
     *     nothing for a table of all at 65536 entries
     */
    public static void main(String[] args) {
        System.out.printf(
                Locale.ROOT,
                "References take %d bytes, objects are aligned at %d.%n",
                VM.current().sizeOfField("java.lang.Object"),
                VM.current().objectAlignment());
        if (args.length == 0) {
            table(1 << 16);
        } else if (args.length == 3) {
            print(bytesPerEntry(args[0], args[1], Integer.parseInt(args[2])));
        } else if (args.length == 4 && args[3].equals(SINGLY)) {
            print(bytesPerEntryStoredSingly(
                    Structure.valueOf(args[0]),
                    Distribution.valueOf(args[1]),
                    Integer.parseInt(args[2])));
        } else {
            throw new IllegalArgumentException("STRUCTURE DISTRIBUTION SIZE [" + SINGLY
                    + "] or nothing, not " + Arrays.toString(args));
        }
    }

    /** Prints with more digits than are shown, so that what is rounded was not rounded before. */
    private static void print(double bytes) {
        System.out.printf(Locale.ROOT, "%.5f%n", bytes);
    }

    private static void table(int size) {
        System.out.printf("%-18s", "");
        STRUCTURES.forEach(structure -> System.out.printf("%12s", structure));
        System.out.println();
        for (Distribution distribution : Distribution.values()) {
            System.out.printf("%-18s", distribution);
            for (Structure structure : STRUCTURES) {
                double bytes = bytesPerEntry(structure, distribution, size);
                System.out.printf(Locale.ROOT, "%12.1f", bytes);
            }
            System.out.println();
        }
    }

    private static double bytesPerEntry(String structure, String distribution, int size) {
        for (Addresses addresses : Addresses.values()) {
            if (addresses.name().equals(distribution)) {
                return bytesPerRange(RangeStructure.valueOf(structure), addresses);
            }
        }
        return bytesPerEntry(
                Structure.valueOf(structure), Distribution.valueOf(distribution), size);
    }

    private static double bytesPerEntry(Structure structure, Distribution distribution, int size) {
        Payload value = new Payload(0, false);
        Table table = structure.create(size);
        table.fill(distribution.keys(size), Payload.copies(value, size));
        long all = GraphStats.parseInstance(table).totalSize();
        return (double) (all - GraphStats.parseInstance(value).totalSize()) / size;
    }

    /**
     * Returns the same of a structure into which keys were stored one by one, in random order, and overwritten in another:
     * with the shape that comes of that, and with what waits to be used again.
     */
    private static double bytesPerEntryStoredSingly(
            Structure structure, Distribution distribution, int size) {
        SplittableRandom random = new SplittableRandom(SEED);
        Table table = structure.create(size);
        long values = 0;
        for (int pass = 0; pass < 2; pass++) {
            Payload value = new Payload(pass, false);
            for (long key : Queries.shuffled(distribution.keys(size), random)) {
                table.put(key, value);
            }
            values += GraphStats.parseInstance(value).totalSize();
        }
        return (double) (GraphStats.parseInstance(table).totalSize() - values) / size;
    }

    private static double bytesPerRange(RangeStructure structure, Addresses addresses) {
        RangeTable table = AddressBenchmark.filled(structure, addresses.ranges());
        long all = GraphStats.parseInstance(table).totalSize();
        long value = GraphStats.parseInstance(new RangeTable.Assigned(0, 0)).totalSize();
        return (double) all / addresses.count() - value;
    }
}
