package org.xarray4j.examples.iplookup.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({"0, 0 ns", "999, 999 ns", "1234, 1.2 us", "1500000, 1.5 ms", "2500000000, 2.5 s"})
    void time_choosesTheUnit(long nanos, String expected) {
        assertThat(Units.time(nanos)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0 B", "999 | 999 B", "12345 | 12.3 KB", "1234567890 | 1,234.6 MB"})
    void bytes_choosesTheUnit(long bytes, String expected) {
        assertThat(Units.bytes(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0 /s", "9998 | 9,998 /s", "123456 | 123 k/s", "12345678 | 12.3 M/s"})
    void rate_choosesTheUnit(double rate, String expected) {
        assertThat(Units.rate(rate)).isEqualTo(expected);
    }
}
