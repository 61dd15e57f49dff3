package org.xarray4j.bench.ratios;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/**
 * The main class of {@code bench/curves}: measures the tree with other values of its constants, round by round, and draws
 * what each costs and saves.
 */
public final class Curves {
    static final String HELP = """
            Usage: bench/curves [OPTION]...

            Compiles the tree with other values of a constant, and shows bytes and times of a read for each.

              --curve LIST   only these: bucket, leaf, fold
              --rounds N     how often each is measured (3)
              --dir DIR      where tables and pictures go (bench/results/curves-<date>)
              --busy         measure although others use the machine
              --help         print this

            Exit status: 0 measured, 1 a fork failed, 2 refused.
            """;

    /** Short iterations, since there are many points: their median is what counts. */
    private static final List<String> LENGTHS = List.of(
            "-f", "1", "-wi", "3", "-w", "300ms", "-i", "10", "-r", "100ms", "-foe", "true");

    private static final List<String> HEAP =
            List.of("-Xms2g", "-Xmx2g", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch");

    /** What is measured: one line of a curve at one value. */
    private record Point(Curve curve, Curve.Line line, int value) {}

    private final Path root;
    private final Path jar;
    private final Path work;
    private final List<Curve> curves;
    private final Map<Point, List<Double>> times = new LinkedHashMap<>();
    private final Map<Point, Double> bytes = new HashMap<>();

    private Curves(Path root, Path jar, Path work, List<Curve> curves) {
        this.root = root;
        this.jar = jar;
        this.work = work;
        this.curves = curves;
    }

    /**
     * Runs the command line, whose options {@link #HELP} describes.
     *
     * @param args the options; the properties {@code bench.home} and {@code bench.jar} say where things are
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            run(args);
        } catch (Refusal e) {
            System.err.println("bench/curves: " + e.getMessage());
            System.exit(2);
        } catch (IllegalStateException e) {
            System.err.println("bench/curves: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String[] args) throws IOException, InterruptedException, Refusal {
        Path home = Path.of(System.getProperty("bench.home"));
        Path jar = Path.of(System.getProperty("bench.jar"));
        CurveOptions options = CurveOptions.parse(args);
        if (options.help()) {
            System.out.print(HELP);
            return;
        }
        Path directory = options.directory()
                .orElse(home.resolve("results/curves-" + LocalDate.now(ZoneId.systemDefault())));
        Results.checkWritable(directory);
        double others = Machine.others();
        if (others > Machine.TOO_BUSY && !options.busy()) {
            throw new Refusal(String.format(
                    Locale.ROOT,
                    "others use %.0f%% of the processors; --busy measures all the same",
                    100 * others));
        }
        Path work = Files.createTempDirectory("curves");
        Curves curves = new Curves(home.getParent(), jar, work, options.curves());
        curves.compile();
        curves.measure(options.rounds());
        curves.write(directory, conditions(home.getParent(), jar, options.rounds(), others));
        System.out.println("Tables and pictures: " + directory);
    }

    private static String conditions(Path root, Path jar, int rounds, double others)
            throws IOException, InterruptedException {
        return String.format(
                Locale.ROOT,
                "machine: %s%nJDK: %s%nbuild: %s%nflags: %s%nforks: %d rounds, %s%n"
                        + "others: they used %.0f%% of the processors before%n",
                Machine.describe(),
                Machine.describeJdk(),
                Build.describe(root, jar),
                String.join(" ", HEAP),
                rounds,
                String.join(" ", LENGTHS),
                100 * others);
    }

    private Path classes(Curve curve, int value) {
        return work.resolve(curve.name() + "-" + value);
    }

    private void compile() throws IOException, Refusal {
        for (Curve curve : curves) {
            for (int value : curve.values()) {
                Variant.compile(root, jar, curve, value, classes(curve, value));
            }
        }
    }

    private void measure(int rounds) throws IOException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (Curve curve : curves) {
            for (Curve.Line line : curve.lines()) {
                for (int value : curve.values()) {
                    points.add(new Point(curve, line, value));
                }
            }
        }
        for (Point point : points) {
            bytes.put(point, bytes(point));
        }
        for (int round = 1; round <= rounds; round++) {
            for (Point point : points) {
                double time = time(point);
                times.computeIfAbsent(point, any -> new ArrayList<>()).add(time);
                System.out.printf(
                        Locale.ROOT,
                        "%d/%d %s %d, %s: %.1f bytes, %.1f ns%n",
                        round,
                        rounds,
                        point.curve.name(),
                        point.value,
                        point.line.name(),
                        bytes.get(point),
                        time);
            }
            // So that a machine that gets slower favours neither end.
            Collections.reverse(points);
        }
    }

    private double bytes(Point point) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "-Xmx2g",
                "-Djdk.attach.allowAttachSelf=true",
                "-Djol.magicFieldOffset=true",
                "-cp",
                classPath(point),
                "org.xarray4j.bench.FootprintReport"));
        command.addAll(point.line.footprint());
        String[] lines = java(command).strip().split("\n", -1);
        return Double.parseDouble(lines[lines.length - 1]);
    }

    private double time(Point point) throws IOException, InterruptedException {
        Path json = work.resolve("result.json");
        List<String> command = new ArrayList<>(List.of(
                "-Xmx64m",
                "-Djava.io.tmpdir=" + work,
                "-cp",
                classPath(point),
                "org.openjdk.jmh.Main",
                "org.xarray4j.bench." + point.line.benchmark() + "$",
                "-rf",
                "json",
                "-rff",
                json.toString()));
        command.addAll(LENGTHS);
        command.addAll(List.of("-jvmArgsAppend", String.join(" ", HEAP)));
        point.line.params().forEach((name, value) -> {
            command.add("-p");
            command.add(name + "=" + value);
        });
        String printed = java(command);
        List<?> results = (List<?>) Json.parse(Files.readString(json));
        if (results.size() != 1) {
            throw new IllegalStateException("not one result for " + point + ":\n" + printed);
        }
        Map<?, ?> metric = (Map<?, ?>) ((Map<?, ?>) results.get(0)).get("primaryMetric");
        List<?> iterations = (List<?>) ((List<?>) metric.get("rawData")).get(0);
        return Spread.median(
                iterations.stream().map(Double.class::cast).collect(Collectors.toList()));
    }

    private String classPath(Point point) {
        return classes(point.curve, point.value) + System.getProperty("path.separator") + jar;
    }

    private static String java(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ":\n" + printed);
        }
        return printed;
    }

    private void write(Path directory, String conditions) throws IOException {
        StringBuilder text = new StringBuilder("# What the tree's constants cost and save\n\n```\n")
                .append(conditions)
                .append(
                        "time: of one read of a present key; the median of the rounds (least..most)\n```\n");
        for (Curve curve : curves) {
            text.append("\n## ").append(curve.title()).append("\n\n");
            text.append("`").append(curve.source()).append("`; the shipped value is ");
            text.append(curve.shippedValue()).append(".\n\n");
            table(
                    text,
                    curve,
                    "bytes an entry",
                    (line, value) -> String.format(
                            Locale.ROOT, "%.1f", bytes.get(new Point(curve, line, value))));
            table(text, curve, "ns a read", (line, value) -> {
                Spread spread = Spread.of(times.get(new Point(curve, line, value)));
                return String.format(
                        Locale.ROOT,
                        "%.1f (%.1f..%.1f)",
                        spread.median(),
                        spread.least(),
                        spread.greatest());
            });
            picture(
                    text,
                    directory,
                    curve,
                    "bytes",
                    (line, value) -> bytes.get(new Point(curve, line, value)));
            picture(
                    text,
                    directory,
                    curve,
                    "ns",
                    (line, value) -> Spread.median(times.get(new Point(curve, line, value))));
        }
        Files.writeString(directory.resolve("curves.md"), text);
    }

    private static void table(
            StringBuilder text,
            Curve curve,
            String what,
            BiFunction<Curve.Line, Integer, String> cell) {
        text.append("| ").append(what).append(" |");
        curve.values().forEach(value -> text.append(" ").append(value).append(" |"));
        text.append("\n|").append("---|".repeat(curve.values().size() + 1)).append("\n");
        for (Curve.Line line : curve.lines()) {
            text.append("| ").append(line.name()).append(" |");
            for (int value : curve.values()) {
                text.append(" ").append(cell.apply(line, value)).append(" |");
            }
            text.append("\n");
        }
        text.append("\n");
    }

    private static void picture(
            StringBuilder text,
            Path directory,
            Curve curve,
            String unit,
            BiFunction<Curve.Line, Integer, Double> figure)
            throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(Charts.LEAST_WIDTH)
                .height(Charts.HEIGHT)
                .title(curve.title() + ": " + unit)
                .yAxisTitle(unit)
                .build();
        Charts.styleAxes(chart.getStyler());
        chart.getStyler().setYAxisMin(0.0);
        for (Curve.Line line : curve.lines()) {
            chart.addSeries(
                    line.name(),
                    curve.values().stream().map(Integer::doubleValue).toList(),
                    curve.values().stream()
                            .map(value -> figure.apply(line, value))
                            .toList());
        }
        String file = curve.name() + "-" + unit + ".png";
        Files.write(directory.resolve(file), ChartEncoder.getBytes(chart, "png"));
        text.append("![").append(curve.title()).append(": ").append(unit);
        text.append("](").append(file).append(")\n\n");
    }
}
