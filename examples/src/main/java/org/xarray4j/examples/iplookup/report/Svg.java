package org.xarray4j.examples.iplookup.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/** Pictures as parts of a page. */
final class Svg {
    private Svg() {}

    /**
     * Returns a picture without the head that only a file of its own may have.
     *
     * @param chart the picture
     * @param id tells its identifiers from those of other pictures on the page
     */
    static String inline(Chart<?, ?> chart, String id) {
        String file = new String(bytes(chart), StandardCharsets.UTF_8);
        return file.substring(file.indexOf("<svg"))
                .replaceAll(" id=\"", " id=\"" + id + "-")
                .replaceAll("url\\(#", "url(#" + id + "-")
                .replaceAll("href=\"#", "href=\"#" + id + "-");
    }

    private static byte[] bytes(Chart<?, ?> chart) {
        try {
            return ChartEncoder.getBytes(chart, "svg");
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory failed", e);
        }
    }
}
