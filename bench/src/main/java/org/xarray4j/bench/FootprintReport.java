package org.xarray4j.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    private FootprintReport() {}

    /**
     * Prints bytes per entry.
     *
     * @param args {@code STRUCTURE DISTRIBUTION SIZE} for a line with one figure, where the distribution may be that of
     *     real addresses, which have their own size; nothing for a table of all at 65536 entries
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
            // With more digits than are shown, so that what is rounded was not rounded before.
            System.out.printf(
                    Locale.ROOT,
                    "%.5f%n",
                    bytesPerEntry(args[0], args[1], Integer.parseInt(args[2])));
        } else {
            throw new IllegalArgumentException(
                    "STRUCTURE DISTRIBUTION SIZE or nothing, not " + Arrays.toString(args));
        }
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

    private static double bytesPerRange(RangeStructure structure, Addresses addresses) {
        RangeTable table = AddressBenchmark.filled(structure, addresses.ranges());
        long all = GraphStats.parseInstance(table).totalSize();
        long value = GraphStats.parseInstance(new RangeTable.Assigned(0, 0)).totalSize();
        return (double) all / addresses.count() - value;
    }
}
