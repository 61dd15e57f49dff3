/**
 * The library's memory orderings as small programs, and a machine that runs each of them in every way that Java allows.
 *
 * <p>A {@link org.xarray4j.memorymodel.Program} is some threads of {@link org.xarray4j.memorymodel.Step}s; each access has
 * a {@link org.xarray4j.memorymodel.Mode} and the tag that it bears in the library. {@link
 * org.xarray4j.memorymodel.Order} says which two steps of a thread must be performed in the order in which they are
 * written; {@link org.xarray4j.memorymodel.Machine} performs one step at a time, any that may come next; {@link
 * org.xarray4j.memorymodel.Explorer} tries all. What it finds is a {@link org.xarray4j.memorymodel.Verdict}: good, or bad
 * with the schedule that leads there.
 *
 * <p>Limits. Memory is one: a write is seen by all others at the same moment, as on x86, ARMv8 and RISC-V but not on
 * POWER. Programs are finite: a loop is what it does in one turn. A store waits for the conditions before it and for the
 * loads that its value or address is computed from, so nothing comes out of thin air; a compiler that stores on both
 * sides of a branch is not modelled. The formal model of {@code org.xarray4j.memorymodel.jam} has other limits.
 */
package org.xarray4j.memorymodel;
