package org.xarray4j.examples.iplookup.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "8.8.8.8",
                "127.255.0.1",
                "128.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "2001:db8::1",
                "2001:db8:1:2:3:4:5:6",
                "8000::",
                "7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            })
    void parse_canonicalText_isPrintedAgain(String text) {
        assertThat(Address.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:0db8:0000::0001, 2001:db8::1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "::1.2.3.4, ::102:304",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221"
    })
    void parse_otherForm_isPrintedCanonically(String text, String canonical) {
        assertThat(Address.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:192.0.2.1", "::ffff:c000:201", "0:0:0:0:0:FFFF:192.0.2.1"})
    void parse_mappedFromV4_isTheV4Address(String text) {
        assertThat(Address.parse(text)).isEqualTo(Address.v4(0xC0000201L));
    }

    @Test
    void parseUnmapped_mappedFromV4_staysV6() {
        assertThat(Address.parseUnmapped("::ffff:192.0.2.1"))
                .isEqualTo(Address.v6(0, 0xFFFF_C000_0201L));
    }

    @Test
    void toString_mappedRangeOfV6_isNotTheV4Address() {
        assertThat(Address.v6(0, 0xFFFF_C000_0201L)).hasToString("::ffff:c000:201");
    }

    @Test
    void parse_v4_isUnsigned() {
        assertThat(Address.parse("255.0.0.1")).isEqualTo(new Address(Family.V4, 0, 0xFF00_0001L));
    }

    @Test
    void parse_v6_splitsIntoHalves() {
        assertThat(Address.parse("8000::ffff:0:0:1"))
                .isEqualTo(new Address(Family.V6, 0x8000_0000_0000_0000L, 0xFFFF_0000_0000_0001L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.org",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.-4",
                "01.2.3.4",
                " 1.2.3.4",
                "1.2.3.4/8",
                "16909060",
                "1::2::3",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "[::1]",
                "::ffff:1.2.3"
            })
    void parse_anythingElse_isRefusedAndQuoted(String text) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not an IP address");
    }
}
