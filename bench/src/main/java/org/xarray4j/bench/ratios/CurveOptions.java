package org.xarray4j.bench.ratios;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What the command line of {@code bench/curves} asks for. */
record CurveOptions(
        List<Curve> curves, int rounds, Optional<Path> directory, boolean busy, boolean help) {

    /**
     * Reads a command line.
     *
     * @throws Refusal if it names an option, a curve or a number that there is not
     */
    static CurveOptions parse(String... args) throws Refusal {
        List<Curve> curves = Curve.ALL;
        int rounds = 3;
        Optional<Path> directory = Optional.empty();
        boolean busy = false;
        Iterator<String> rest = Arrays.asList(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            try {
                switch (option) {
                    case "--curve" -> curves = named(rest.next());
                    case "--rounds" -> rounds = rounds(rest.next());
                    case "--dir" -> directory = Optional.of(Path.of(rest.next()));
                    case "--busy" -> busy = true;
                    case "--help" -> {
                        return new CurveOptions(curves, rounds, directory, busy, true);
                    }
                    default ->
                        throw new Refusal("unknown option: " + option + "; --help lists them");
                }
            } catch (NoSuchElementException e) {
                throw new Refusal(option + " needs a value");
            }
        }
        return new CurveOptions(curves, rounds, directory, busy, false);
    }

    private static List<Curve> named(String list) throws Refusal {
        List<Curve> curves = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            curves.add(Curve.ALL.stream()
                    .filter(curve -> curve.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("unknown curve: " + name + "; there are "
                            + Curve.ALL.stream().map(Curve::name).toList())));
        }
        return curves;
    }

    private static int rounds(String number) throws Refusal {
        try {
            int rounds = Integer.parseInt(number);
            if (rounds > 0) {
                return rounds;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Refusal("--rounds needs a number of at least 1, not " + number);
    }
}
