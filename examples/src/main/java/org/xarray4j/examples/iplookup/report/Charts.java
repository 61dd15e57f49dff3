package org.xarray4j.examples.iplookup.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.xarray4j.examples.iplookup.live.PathFigures;
import org.xarray4j.examples.iplookup.live.RoundResult;
import org.xarray4j.examples.iplookup.slab.RecordPool;

/** The results as pictures. */
final class Charts {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 380;
    private static final Color INK = new Color(0x1F2933);
    private static final Color LINES = new Color(0xD9DEE4);
    private static final Color FAINT_LINES = new Color(0xF1F3F5);

    /** One for each path, the XArray's two in related ones; they differ for the colour-blind too. */
    private static final Color[] COLOURS = {
        new Color(0x0B6E99), new Color(0x6BB7D6), new Color(0xE07A1F)
    };

    private static final double THOUSAND = 1e3;
    private static final double MILLION = 1e6;
    private static final double NINES = 10;
    private static final double HEADROOM = 1.08;

    private Charts() {}

    /** Throughput, a bar for each round. */
    static CategoryChart throughput(List<PathFigures> paths) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Lookups per second, all readers")
                .xAxisTitle("round")
                .yAxisTitle("million lookups/s")
                .build();
        style(chart.getStyler());
        for (PathFigures path : paths) {
            List<Integer> rounds =
                    IntStream.rangeClosed(1, path.rounds().size()).boxed().toList();
            List<Double> rates = path.rounds().stream()
                    .map(round -> round.lookupsPerSecond() / MILLION)
                    .toList();
            chart.addSeries(path.name(), rounds, rates);
        }
        chart.getStyler().setAvailableSpaceFill(0.8);
        double highest = paths.stream()
                .flatMap(path -> path.rounds().stream())
                .mapToDouble(RoundResult::lookupsPerSecond)
                .max()
                .orElse(0);
        chart.getStyler().setYAxisMax(Math.max(1, highest) / MILLION * HEADROOM);
        return chart;
    }

    /** Latency by percentile: each step to the right looks at ten times fewer lookups. */
    static XYChart latency(List<PathFigures> paths) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Latency of single lookups")
                .xAxisTitle("percentile")
                .yAxisTitle("latency")
                .build();
        style(chart.getStyler());
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmicDecadeOnly(true);
        // There is one for each digit, not only for each power of ten.
        chart.getStyler().setPlotGridLinesColor(FAINT_LINES);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Charts::percentileLabel);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(Charts::decadeLabel);
        for (PathFigures path : paths) {
            Histogram histogram = path.latency();
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            // From the median to one in 100,000, in steps that are even on this axis.
            for (double oneIn = 2;
                    oneIn <= 100_000 && oneIn <= histogram.getTotalCount();
                    oneIn *= 1.1) {
                x.add(oneIn);
                y.add((double) Math.max(1, histogram.getValueAtPercentile(100 - 100 / oneIn)));
            }
            if (!x.isEmpty()) {
                line(chart, path.name(), x, y);
            }
        }
        return chart;
    }

    private static String percentileLabel(double oneIn) {
        double nines = Math.log10(oneIn);
        return Math.abs(nines - Math.rint(nines)) > 1e-6 || oneIn < NINES
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%." + Math.max(0, (int) Math.rint(nines) - 2) + "f%%",
                        100 - 100 / oneIn);
    }

    private static String decadeLabel(double nanos) {
        return Units.time(Math.round(nanos)).replace(".0", "").replace("us", "\u00b5s");
    }

    /** Heap, a bar for each family and structure. */
    static CategoryChart heap(List<LoadFigures> load) {
        return byFamily(
                load, "Heap per range, without the answers", "bytes", LoadFigures::bytesPerRange);
    }

    /** Load time, a bar for each family and structure. */
    static CategoryChart loadTime(List<LoadFigures> load) {
        return byFamily(
                load,
                "Time to load all ranges",
                "milliseconds",
                figures -> figures.seconds() * 1000);
    }

    /** What was retired and released so far: the lines lie on each other where releases keep pace. */
    static XYChart released(List<HeldPoint> held) {
        XYChart chart = overTime("Values retired and released", "thousand values");
        if (!held.isEmpty()) {
            List<Double> x = held.stream().map(HeldPoint::seconds).toList();
            XYSeries retired = line(chart, "retired", x, thousands(held, HeldPoint::retired));
            // So broad that the other one can be seen to lie on it.
            retired.setLineColor(COLOURS[1]);
            retired.setLineStyle(new BasicStroke(8));
            XYSeries released = line(chart, "released", x, thousands(held, HeldPoint::released));
            released.setLineColor(COLOURS[2]);
        }
        return chart;
    }

    /** The most that was held back in each moment, by the path that readers took then. */
    static XYChart heldBack(List<HeldPoint> held) {
        XYChart chart = overTime("Held back for readers, at most", "kilobytes");
        for (String path : held.stream().map(HeldPoint::path).distinct().toList()) {
            List<HeldPoint> own =
                    held.stream().filter(point -> point.path().equals(path)).toList();
            XYSeries series = chart.addSeries(
                    path,
                    own.stream().map(HeldPoint::seconds).toList(),
                    own.stream()
                            .map(point -> point.most() * RecordPool.RECORD_BYTES / THOUSAND)
                            .toList());
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            series.setMarker(SeriesMarkers.CIRCLE);
        }
        chart.getStyler().setMarkerSize(7);
        double highest = held.stream().mapToLong(HeldPoint::most).max().orElse(0);
        chart.getStyler()
                .setYAxisMax(Math.max(1, highest) * RecordPool.RECORD_BYTES / THOUSAND * HEADROOM);
        return chart;
    }

    private static List<Double> thousands(List<HeldPoint> held, ToLongFunction<HeldPoint> figure) {
        return held.stream().map(point -> figure.applyAsLong(point) / THOUSAND).toList();
    }

    private static XYChart overTime(String title, String unit) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("seconds of rounds on the XArray")
                .yAxisTitle(unit)
                .build();
        style(chart.getStyler());
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisMin(0.0);
        return chart;
    }

    private static XYSeries line(XYChart chart, String name, List<Double> x, List<Double> y) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(new BasicStroke(2.5f));
        return series;
    }

    private static CategoryChart byFamily(
            List<LoadFigures> load,
            String title,
            String unit,
            ToDoubleFunction<LoadFigures> figure) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(unit)
                .build();
        style(chart.getStyler());
        chart.getStyler().setSeriesColors(new Color[] {COLOURS[0], COLOURS[2]});
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setLabelsPosition(0.5);
        chart.getStyler().setAvailableSpaceFill(0.6);
        chart.getStyler().setDecimalPattern("#,##0");
        Map<String, Map<String, Double>> byStructure = new LinkedHashMap<>();
        for (LoadFigures figures : load) {
            byStructure
                    .computeIfAbsent(figures.structure(), structure -> new LinkedHashMap<>())
                    .put(figures.family().toString(), figure.applyAsDouble(figures));
        }
        byStructure.forEach((structure, figures) -> chart.addSeries(
                structure, List.copyOf(figures.keySet()), List.copyOf(figures.values())));
        double highest = load.stream().mapToDouble(figure).max().orElse(0);
        chart.getStyler().setYAxisMax(Math.max(1, highest) * HEADROOM);
        return chart;
    }

    private static void style(AxesChartStyler styler) {
        Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        styler.setBaseFont(text);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        styler.setChartTitleBoxVisible(false);
        styler.setChartFontColor(INK);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(LINES);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTicksMarksVisible(false);
        styler.setAxisTitleFont(text);
        styler.setAxisTickLabelsFont(text);
        styler.setAxisTickLabelsColor(INK);
        styler.setLegendFont(text);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setSeriesColors(COLOURS);
        styler.setLocale(Locale.ROOT);
    }
}
