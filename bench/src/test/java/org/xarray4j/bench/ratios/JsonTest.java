package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void parse_ofEachKind_isWhatItStandsFor() {
        Object parsed = Json.parse(
                " {\"a\": [1, -2.5e3, true], \"b\\n\\u0041\": {\"c\": \"\\\"\"}, \"d\": [], \"e\": null} ");
        assertThat(parsed)
                .isEqualTo(Map.of(
                        "a", List.of(1.0, -2500.0, true),
                        "b\nA", Map.of("c", "\""),
                        "d", List.of(),
                        "e", "null"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1",
                "{\"a\" 1}",
                "{\"a\": 1",
                "\"a",
                "nonsense",
                "[1] 2",
                "[1 2]",
                "\"\\u00\""
            })
    void parse_ofSomethingElse_throws(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
