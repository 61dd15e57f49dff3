package org.xarray4j.examples.iplookup;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.xarray4j.examples.iplookup.report.Units;
import org.xarray4j.examples.iplookup.table.BadTableException;
import org.xarray4j.examples.iplookup.table.Family;
import org.xarray4j.examples.iplookup.table.RangeFile;
import org.xarray4j.examples.iplookup.table.RangeList;
import org.xarray4j.examples.iplookup.table.Ranges;
import org.xarray4j.examples.iplookup.table.TableSource;

/**
 * The tables that were asked for, read to their ends.
 *
 * @param ranges their ranges
 * @param descriptions a line for each of them
 */
record LoadedTables(Ranges ranges, List<String> descriptions) {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /**
     * Reads tables.
     *
     * @param sources where they come from; at most one of each family
     * @param display shown how it goes
     * @throws BadTableException if one of them cannot be used; then none is
     */
    static LoadedTables read(List<TableSource> sources, Display display) throws BadTableException {
        Map<Family, RangeList> lists = new EnumMap<>(Family.class);
        Map<Family, TableSource> origins = new EnumMap<>(Family.class);
        List<String> descriptions = new ArrayList<>();
        for (TableSource source : sources) {
            long start = System.nanoTime();
            RangeList list = RangeFile.read(
                    source, part -> display.progress("reading " + source.name(), part));
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            TableSource other = origins.put(list.family(), source);
            if (other != null) {
                throw new BadTableException(
                        source.name(),
                        "it holds " + list.family() + " ranges as " + other.name()
                                + " does; one table of each family can be used");
            }
            lists.put(list.family(), list);
            descriptions.add(String.format(
                    Locale.ROOT,
                    "%s: %s %s ranges, read in %.1f s",
                    source.name(),
                    Units.count(list.size()),
                    list.family(),
                    seconds));
        }
        Ranges ranges = new Ranges(
                lists.getOrDefault(Family.V4, RangeList.empty(Family.V4)),
                lists.getOrDefault(Family.V6, RangeList.empty(Family.V6)));
        return new LoadedTables(ranges, descriptions);
    }
}
