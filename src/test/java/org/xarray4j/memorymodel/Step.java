package org.xarray4j.memorymodel;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A step of a thread. A register is given a value by one step of a path only. */
sealed interface Step {
    /** A tag as it stands in the library's comments. */
    Pattern TAG = Pattern.compile("\\[([a-z]+-[0-9]+)\\]");

    /** A load into a register. */
    record Load(String into, Place from, Mode mode, String label) implements Step {}

    /** A store. */
    record Store(Place to, Term value, Mode mode, String label) implements Step {}

    /** An atomic read-modify-write; the register gets the value that was found. */
    record Update(String into, Place of, Change change, Mode mode, String label) implements Step {}

    /** A fence. */
    record Fence(Barrier barrier, String label) implements Step {}

    /** Steps that are done if a condition holds, and others that are if it does not. */
    record Branch(Condition condition, List<Step> then, List<Step> otherwise) implements Step {
        @Override
        public String label() {
            return "";
        }

        Branch otherwise(Step... steps) {
            return new Branch(condition, then, List.of(steps));
        }
    }

    /** On a path: which way it goes. */
    record Check(Condition condition) implements Step {
        @Override
        public String label() {
            return "";
        }
    }

    /** What the step is for: a tag, words, or both. */
    String label();

    /** The tag in the label, without brackets; empty if there is none. */
    default String tag() {
        Matcher matcher = TAG.matcher(label());
        return matcher.find() ? matcher.group(1) : "";
    }

    // ------------------------------------------------------------ how programs are written

    static Step load(String into, String from, Mode mode, String label) {
        return new Load(into, Place.at(from), mode, label);
    }

    static Step load(String into, Place from, Mode mode, String label) {
        return new Load(into, from, mode, label);
    }

    static Step store(String to, int value, Mode mode, String label) {
        return new Store(Place.at(to), Term.constant(value), mode, label);
    }

    static Step store(String to, Term value, Mode mode, String label) {
        return new Store(Place.at(to), value, mode, label);
    }

    static Step update(String into, String of, Change change, Mode mode, String label) {
        return new Update(into, Place.at(of), change, mode, label);
    }

    static Step fence(Barrier barrier, String label) {
        return new Fence(barrier, label);
    }

    static Branch when(String register, Condition.Relation relation, int than, Step... then) {
        return when(register, relation, Term.constant(than), then);
    }

    static Branch when(String register, Condition.Relation relation, Term than, Step... then) {
        return new Branch(new Condition(register, relation, than), List.of(then), List.of());
    }
}
