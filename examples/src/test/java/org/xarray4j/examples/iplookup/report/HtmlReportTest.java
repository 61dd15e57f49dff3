package org.xarray4j.examples.iplookup.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.xarray4j.examples.iplookup.live.PathFigures;
import org.xarray4j.examples.iplookup.live.RoundResult;
import org.xarray4j.examples.iplookup.slab.PoolFigures;
import org.xarray4j.examples.iplookup.table.Family;
import org.xarray4j.examples.iplookup.table.Ownership;

class HtmlReportTest {
    private static PathFigures path(String name, double rate, long nanos) {
        List<RoundResult> rounds = IntStream.rangeClosed(1, 5)
                .mapToObj(round -> {
                    Histogram latency = new Histogram(3);
                    IntStream.range(0, 20_000)
                            .forEach(i -> latency.recordValue(nanos + i % 100 * (long) round));
                    return new RoundResult(rate * round, latency, latency, 1, 20_000, 10, 5, 0);
                })
                .toList();
        return new PathFigures(name, true, rounds);
    }

    /** Of 1,000 values of which all but some are released. */
    private static Ownership ownership(boolean closed, long present, long releasedTwice) {
        long released = 1000 - present;
        PoolFigures pool =
                new PoolFigures(1000, released, releasedTwice, 0, present, 4096 - present, 1);
        return new Ownership(closed, 1000, released, present, pool, 0, 0, Duration.ofMillis(12));
    }

    private static Results results(long errors, List<String> firstErrors) {
        return results(errors, firstErrors, 0);
    }

    private static Results results(long errors, List<String> firstErrors, long releasedTwice) {
        List<LoadFigures> load = new ArrayList<>();
        for (Family family : Family.values()) {
            load.add(new LoadFigures("XArray", family, 1000, 1500, 50_000, 0.2));
            load.add(new LoadFigures("ConcurrentSkipListMap", family, 1000, 1000, 90_000, 0.3));
        }
        return new Results(
                "2 x <test>",
                List.of("a & b.csv: 1,000 IPv4 ranges"),
                load,
                6000,
                List.of(
                        path("lock-free", 4e6, 200),
                        path("guarded", 1e6, 900),
                        path("skip list", 8e5, 2000)),
                2,
                10_000,
                4000,
                25,
                List.of(
                        new HeldPoint("lock-free", 0.2, 2000, 1900, 150),
                        new HeldPoint("guarded", 0.4, 4000, 4000, 90)),
                ownership(false, 600, releasedTwice),
                ownership(true, 0, releasedTwice),
                errors,
                firstErrors);
    }

    @Test
    void render_page_loadsNothing() {
        String page = HtmlReport.render(results(0, List.of()));
        assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(page.split("<!DOCTYPE", -1)).hasSize(2);
        assertThat(page)
                .doesNotContainPattern(
                        "(?i)(src|href|data|action|poster|srcset)\\s*=\\s*[\"']?\\s*(https?:)?//")
                .doesNotContainPattern("(?i)url\\(\\s*[\"']?\\s*(https?:)?//")
                .doesNotContainPattern("(?i)@import|<script|<link|<iframe|<img|<object|<base")
                .doesNotContain("<?xml");
    }

    @Test
    void render_pictures_areInsideAndKeepTheirIdentifiersApart() {
        String page = HtmlReport.render(results(0, List.of()));
        assertThat(page.split("<svg", -1)).hasSize(7);
        List<String> ids = new ArrayList<>();
        Matcher id = Pattern.compile(" id=\"([^\"]+)\"").matcher(page);
        while (id.find()) {
            ids.add(id.group(1));
        }
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
        Matcher reference = Pattern.compile("url\\(#([^)]+)\\)").matcher(page);
        while (reference.find()) {
            assertThat(ids).contains(reference.group(1));
        }
    }

    @Test
    void render_text_isEscaped() {
        String page = HtmlReport.render(results(1, List.of("a <b> & c")));
        assertThat(page)
                .contains("2 x &lt;test&gt;", "a &amp; b.csv", "<li>a &lt;b&gt; &amp; c</li>")
                .doesNotContain("<b>", "<test>");
    }

    @Test
    void render_figures_areTheMedianAndAllRounds() {
        String page = HtmlReport.render(results(0, List.of()));
        // The round in the middle of 4, 8, 12, 16 and 20 million.
        assertThat(page)
                .contains(
                        "12.0 M/s",
                        "3.0 M/s",
                        "100,000",
                        "310,000 answers checked, 0 wrong; 1,000 values released, each once and none in use");
    }

    @Test
    void render_errors_areNotGreen() {
        assertThat(HtmlReport.render(results(0, List.of()))).contains("class=\"verdict right\"");
        assertThat(HtmlReport.render(results(3, List.of("one"))))
                .contains("class=\"verdict wrong\"", "3 wrong");
    }

    @Test
    void render_wrongReleases_areNotGreen() {
        assertThat(HtmlReport.render(results(0, List.of(), 7)))
                .contains("class=\"verdict wrong\"", "not all rightly", "<h2>Errors: 1</h2>")
                .contains("<li>7 releases of values that had been released</li>");
    }

    @Test
    void render_releases_areCountedAndShown() {
        assertThat(HtmlReport.render(results(0, List.of())).replaceAll("\\s+", " "))
                .contains("Used after release: 0. Released twice: 0.")
                .contains("held back by readers: 12.0 ms")
                // 150 records of 32 bytes.
                .contains("while the table changed: 4.8 KB, of 131.1 KB in the pool");
    }

    @Test
    void picture_withoutFonts_saysWhatIsMissing() {
        assertThat(HtmlReport.picture("any", () -> {
                    throw new InternalError("Fontconfig head is null");
                }))
                .contains("needs a font", "Fontconfig head is null")
                .startsWith("<figure>")
                .endsWith("</figure>\n");
    }
}
