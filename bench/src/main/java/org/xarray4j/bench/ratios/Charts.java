package org.xarray4j.bench.ratios;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A run's figures as pictures: one for each question, a group of bars for each place, a bar for each structure. */
final class Charts {
    static final int HEIGHT = 440;
    static final int LEAST_WIDTH = 640;
    private static final int BAR_WIDTH = 26;

    /** More groups than these go to pictures of their own, one for each distribution or whatever tells them apart. */
    private static final int MOST_GROUPS = 12;

    /** From which span on an axis has to be logarithmic for the least to be seen. */
    private static final double WIDE_SPAN = 30;

    private static final double HEADROOM = 1.08;
    private static final Color INK = new Color(0x1F2933);
    private static final Color LINES = new Color(0xD9DEE4);

    /** Told apart by the colour-blind too; the first is the subject's. */
    private static final Color[] COLOURS = {
        new Color(0x0B6E99),
        new Color(0xE07A1F),
        new Color(0x8A9BA8),
        new Color(0xC44E52),
        new Color(0x6BB7D6),
        new Color(0x4C7A34),
        new Color(0xB59BD0),
        new Color(0xE3C16F),
        new Color(0x5B4A3F),
        new Color(0x9FC58B),
        new Color(0x2B2B6B)
    };

    /** What one picture shows. */
    private record Subject(String benchmark, String unit, String collector, String place) {
        String file() {
            String name = benchmark + "-" + unit + "-" + collector + "-" + place;
            return name.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-+$", "") + ".png";
        }
    }

    private final Report report;

    Charts(Report report) {
        this.report = report;
    }

    /** Writes the pictures of some comparisons into a directory; returns the titles by the names of their files. */
    Map<String, String> write(Path directory, List<Comparison> comparisons) throws IOException {
        Map<String, String> titles = new LinkedHashMap<>();
        for (Map.Entry<Subject, List<Comparison>> question :
                grouped(comparisons, Charts::question).entrySet()) {
            boolean isWhole = grouped(question.getValue(), Comparison::place).size() <= MOST_GROUPS;
            Map<Subject, List<Comparison>> parts = isWhole
                    ? Map.of(question.getKey(), question.getValue())
                    : grouped(bySize(question.getValue()), Charts::part);
            for (Map.Entry<Subject, List<Comparison>> part : parts.entrySet()) {
                Subject subject = part.getKey();
                Optional<CategoryChart> chart = chart(subject, part.getValue());
                if (chart.isPresent()) {
                    Files.write(
                            directory.resolve(subject.file()),
                            ChartEncoder.getBytes(chart.get(), "png"));
                    titles.put(subject.file(), title(subject));
                }
            }
        }
        return titles;
    }

    private static <K> Map<K, List<Comparison>> grouped(
            List<Comparison> comparisons, Function<Comparison, K> key) {
        Map<K, List<Comparison>> groups = new LinkedHashMap<>();
        for (Comparison comparison : comparisons) {
            groups.computeIfAbsent(key.apply(comparison), any -> new ArrayList<>())
                    .add(comparison);
        }
        return groups;
    }

    private static List<Comparison> bySize(List<Comparison> comparisons) {
        return comparisons.stream()
                .sorted(Comparator.comparingInt(Comparison::size))
                .toList();
    }

    private static Subject question(Comparison comparison) {
        Figure figure = comparison.figure();
        String unit = figure == Figure.TIME
                ? "time"
                : figure == Figure.GARBAGE
                        ? "garbage"
                        : figure == Figure.FOOTPRINT ? "memory" : "percentiles";
        return new Subject(
                comparison.benchmark(), unit, comparison.subject().collector().label(), "");
    }

    private static Subject part(Comparison comparison) {
        Subject whole = question(comparison);
        return new Subject(
                whole.benchmark,
                whole.unit,
                whole.collector,
                comparison.where().replace("%s", "").replaceAll("\\s+,", ",").strip());
    }

    /** Returns a picture; empty when nothing of it was measured. */
    private Optional<CategoryChart> chart(Subject subject, List<Comparison> comparisons)
            throws IOException {
        Set<String> places = new LinkedHashSet<>();
        Map<String, Map<String, Double>> byStructure = new LinkedHashMap<>();
        for (Comparison comparison : comparisons) {
            places.add(comparison.place());
            add(byStructure, comparison, comparison.subject());
            if (comparison.rival().isPresent()) {
                add(byStructure, comparison, comparison.rival().get());
            }
        }
        if (byStructure.isEmpty()) {
            return Optional.empty();
        }
        int bars = places.size() * Math.max(2, byStructure.size());
        CategoryChart chart = new CategoryChartBuilder()
                .width(Math.max(LEAST_WIDTH, bars * BAR_WIDTH))
                .height(HEIGHT)
                .title(title(subject))
                .yAxisTitle(comparisons.get(0).figure().unit)
                .build();
        byStructure.forEach((structure, figures) -> chart.addSeries(
                structure,
                List.copyOf(places),
                places.stream().map(figures::get).toList()));
        style(chart.getStyler());
        double[] all = byStructure.values().stream()
                .flatMap(figures -> figures.values().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        scale(chart.getStyler(), all[0], all[all.length - 1]);
        return Optional.of(chart);
    }

    private void add(Map<String, Map<String, Double>> byStructure, Comparison comparison, Task task)
            throws IOException {
        OptionalDouble median = report.median(task, comparison.figure());
        if (median.isPresent()) {
            byStructure
                    .computeIfAbsent(task.structure(), any -> new LinkedHashMap<>())
                    .put(comparison.place(), median.getAsDouble());
        }
    }

    private static String title(Subject subject) {
        return subject.benchmark
                + (subject.place.isEmpty() ? "" : ", " + subject.place)
                + switch (subject.unit) {
                    case "garbage" -> ": garbage of one operation";
                    case "memory" -> ": bytes for each entry or range";
                    case "percentiles" -> ": percentiles of single reads";
                    default -> ": time of one operation or entry";
                }
                + (subject.collector.equals(Collector.G1.label()) ? "" : ", " + subject.collector);
    }

    private static void scale(CategoryStyler styler, double least, double greatest) {
        if (least > 0 && greatest / least > WIDE_SPAN) {
            styler.setYAxisLogarithmic(true);
            styler.setYAxisMin(Math.pow(10, Math.floor(Math.log10(least))));
            styler.setYAxisMax(Math.pow(10, Math.ceil(Math.log10(greatest))));
        } else {
            styler.setYAxisMin(0.0);
            styler.setYAxisMax(Math.max(1, greatest) * HEADROOM);
        }
    }

    private static void style(CategoryStyler styler) {
        styler.setAvailableSpaceFill(0.85);
        styler.setXAxisLabelRotation(20);
        styleAxes(styler);
    }

    /** Gives a picture the looks of all. */
    static void styleAxes(AxesChartStyler styler) {
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
        styler.setAxisTicksMarksVisible(false);
        styler.setAxisTitleFont(text);
        styler.setAxisTickLabelsFont(text);
        styler.setAxisTickLabelsColor(INK);
        styler.setLegendFont(text);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setSeriesColors(Arrays.copyOf(COLOURS, COLOURS.length));
        styler.setLocale(Locale.ROOT);
    }
}
