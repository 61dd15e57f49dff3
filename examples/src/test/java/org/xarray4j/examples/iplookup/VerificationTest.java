package org.xarray4j.examples.iplookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xarray4j.examples.iplookup.live.ErrorLog;
import org.xarray4j.examples.iplookup.table.Family;
import org.xarray4j.examples.iplookup.table.Ranges;
import org.xarray4j.examples.iplookup.table.TableText;
import org.xarray4j.examples.iplookup.table.XArrayTable;

class VerificationTest {
    private final Ranges ranges = TableText.ranges(TableText.V4, TableText.V6);
    private final ErrorLog errors = new ErrorLog();

    private XArrayTable table() {
        XArrayTable table = new XArrayTable(ranges);
        for (Family family : Family.values()) {
            table.load(family, table.originals(family), part -> {});
        }
        return table;
    }

    private long verify(XArrayTable table) {
        return new Verification(ranges, "path", table.lockFree(), errors).run(part -> {});
    }

    @Test
    void run_tableAsInTheFile_checksThreeOfEachRangeAndTwoOfEachGap() {
        List<String> gaps = new ArrayList<>();
        for (int range = 0; range + 1 < ranges.size(); range++) {
            boolean adjoining = ranges.isV4(range) != ranges.isV4(range + 1)
                    || (ranges.lastLow(range) + 1 == ranges.firstLow(range + 1)
                            && ranges.lastHigh(range) + (ranges.lastLow(range) == -1L ? 1 : 0)
                                    == ranges.firstHigh(range + 1));
            if (!adjoining) {
                gaps.add(ranges.describe(range));
            }
        }
        assertThat(gaps).isNotEmpty();
        assertThat(verify(table())).isEqualTo(3L * ranges.size() + 2L * gaps.size());
        assertThat(errors.first()).isEmpty();
    }

    @Test
    void run_missingRange_isFound() {
        XArrayTable table = table();
        table.withdraw(3);
        verify(table);
        assertThat(errors.count()).isEqualTo(3);
        assertThat(errors.first())
                .contains("path: 0.0.0.64 is in 0.0.0.64-0.0.0.127 (AC), but the answer was none");
    }

    @Test
    void run_wrongCountry_isFound() {
        XArrayTable table = table();
        int last = ranges.size() - 1;
        table.announce(table.announcement(last, ranges.country(0), 0));
        verify(table);
        String address = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
        assertThat(errors.first())
                .contains("path: " + address + " is in " + address + "-" + address
                        + " (EB), but the answer was " + address + "-" + address + " (AA)");
    }
}
