/**
 * The tree: its nodes, how they are read, and how a new version of them is written.
 *
 * <p>This package knows nothing of locks, of publication or of the public interfaces. It is given a {@link
 * org.xarray4j.internal.tree.Root} that somebody else has loaded, and answers a new one that somebody else will
 * publish.
 *
 * <p>Reading: {@link org.xarray4j.internal.tree.Walk} (one index), {@link org.xarray4j.internal.tree.Finder} (search
 * and iteration), {@link org.xarray4j.internal.tree.FreeFinder} (free indices). Writing: {@link
 * org.xarray4j.internal.tree.Draft} is the version being written, {@link org.xarray4j.internal.tree.PointEdit} and
 * {@link org.xarray4j.internal.tree.RangeEdit} write it, {@link org.xarray4j.internal.tree.Fold} makes it small again, and {@link org.xarray4j.internal.tree.TreeWriter} is what the
 * public classes call.
 *
 * <h2>Notation of local variables</h2>
 *
 * <ul>
 *   <li>{@code node}: a bare {@code Object[65]}; {@code meta}: its last element;
 *   <li>{@code level}: 0 for a leaf; a slot of a node at level {@code l} covers {@code 64^l} indices;
 *   <li>{@code slot}: a position 0 to 63 within a node; {@code head}: the first slot of an entry; {@code run}: how many
 *       slots it takes; {@code mask}: a set of slots as bits.
 * </ul>
 */
package org.xarray4j.internal.tree;
