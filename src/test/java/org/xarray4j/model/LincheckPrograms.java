package org.xarray4j.model;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * Draws programs for Lincheck: one operation, then three in each of two threads, then one.
 *
 * <p>Lincheck itself draws from the same seed in each of its checks, so that one check after the other has the same programs.
 */
final class LincheckPrograms {
    /** The parameter that is the number of the thread; before and after the threads, that of the first. */
    static final String THREAD = "thread";

    private static final int THREADS = 2;
    private static final int ACTORS = 3;

    /** Generators with seeds that lie together begin alike. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** The operations of a class, always in the same order, so that a seed stands for a program. */
    private final List<Method> operations;

    /** The least and the greatest value of the parameters, by the names of these. */
    private final Map<String, int[]> bounds = new HashMap<>();

    LincheckPrograms(Class<?> array) {
        operations = Stream.of(array.getMethods())
                .filter(method -> method.isAnnotationPresent(Operation.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        for (Class<?> each = array; each != Object.class; each = each.getSuperclass()) {
            for (Param param : each.getDeclaredAnnotationsByType(Param.class)) {
                String[] range = param.conf().split(":", -1);
                bounds.put(
                        param.name(),
                        new int[] {Integer.parseInt(range[0]), Integer.parseInt(range[1])});
            }
        }
    }

    /** Draws a program; equal seeds make equal ones. */
    ExecutionScenario draw(long seed) {
        Random random = new Random(seed * SPREAD);
        List<Actor> before = draw(1, 0, random);
        List<List<Actor>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(draw(ACTORS, i, random));
        }
        return new ExecutionScenario(before, threads, draw(1, 0, random), null);
    }

    private List<Actor> draw(int count, int thread, Random random) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Method operation = operations.get(random.nextInt(operations.size()));
            List<Object> arguments = new ArrayList<>();
            for (Parameter parameter : operation.getParameters()) {
                String name = parameter.getAnnotation(Param.class).name();
                int[] range = bounds.get(name);
                arguments.add(
                        name.equals(THREAD)
                                ? thread
                                : range[0] + random.nextInt(range[1] - range[0] + 1));
            }
            actors.add(new Actor(operation, arguments));
        }
        return actors;
    }
}
