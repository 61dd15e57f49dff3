package org.xarray4j.models;

import edu.mit.csail.sdg.alloy4.A4Reporter;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.parser.CompUtil;
import edu.mit.csail.sdg.translator.A4Options;
import edu.mit.csail.sdg.translator.A4Solution;
import edu.mit.csail.sdg.translator.A4Tuple;
import edu.mit.csail.sdg.translator.A4TupleSet;
import edu.mit.csail.sdg.translator.TranslateAlloyToKodkod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kodkod.engine.satlab.SATFactory;

/** Asks Alloy whether an execution is possible. */
final class Jam {
    private static final String MODEL = model();

    private Jam() {}

    private static String model() {
        try (InputStream in = Jam.class.getResourceAsStream("jam.als")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A pair of events in a relation. */
    record Edge(String from, String to) {}

    /**
     * What makes an execution possible.
     *
     * @param reads who reads from whom
     * @param pushed the one order of volatile accesses and full fences, each with all that come after it
     */
    record Found(List<Edge> reads, List<Edge> pushed) {}

    /** Returns what makes the execution possible, or null if nothing does. The solver is the one in pure Java. */
    static Found find(Execution execution) {
        CompModule module =
                CompUtil.parseEverything_fromString(A4Reporter.NOP, MODEL + execution.alloy());
        A4Options options = new A4Options();
        options.solver = SATFactory.find("sat4j").orElseThrow();
        A4Solution solution = TranslateAlloyToKodkod.execute_command(
                A4Reporter.NOP,
                module.getAllReachableSigs(),
                module.getAllCommands().get(0),
                options);
        if (!solution.satisfiable()) {
            return null;
        }
        return new Found(
                edges(module, solution, "Execution.rf"),
                edges(module, solution, "Execution.pushed"));
    }

    private static List<Edge> edges(CompModule module, A4Solution solution, String relation) {
        A4TupleSet tuples = (A4TupleSet)
                solution.eval(CompUtil.parseOneExpression_fromString(module, relation));
        List<Edge> edges = new ArrayList<>();
        for (A4Tuple tuple : tuples) {
            edges.add(new Edge(name(tuple.atom(0)), name(tuple.atom(1))));
        }
        return edges;
    }

    private static String name(String atom) {
        return atom.substring(0, atom.indexOf('$'));
    }
}
