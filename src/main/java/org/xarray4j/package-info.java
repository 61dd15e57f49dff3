/**
 * A sparse array from unsigned 64-bit indices to objects, after the Linux kernel's XArray.
 *
 * <p>{@link org.xarray4j.XArray} is the array. Everything that can be read is an {@link org.xarray4j.XArrayView};
 * everything that can also be written is an {@link org.xarray4j.XArrayEditor}. There are five ways in:
 *
 * <ul>
 *   <li><b>lock-free</b>: {@link org.xarray4j.XArray#get get} and the other reads of the array itself; they never
 *       block and see the version published last;
 *   <li><b>pinned</b>: {@link org.xarray4j.XArray#read() read}, one version until it is closed, and no value that it shows
 *       is released before;
 *   <li><b>frozen</b>: {@link org.xarray4j.XArray#snapshot snapshot}, one version for ever;
 *   <li><b>locked</b>: {@link org.xarray4j.XArray#getLocked getLocked} and {@link org.xarray4j.XArray#lock lock},
 *       which keep every other writer out until they are closed;
 *   <li><b>transactional</b>: {@link org.xarray4j.XArray#begin begin}, many writes that become visible as one.
 * </ul>
 *
 * <h2>Words</h2>
 *
 * <dl>
 *   <dt>index
 *   <dd>The key: a {@code long} read as unsigned. Order, limits and printing are unsigned everywhere; all 2^64 are
 *       usable and none is special.
 *   <dt>entry
 *   <dd>A value and the indices it covers: one, or an aligned power-of-two block (a <i>multi-index</i> entry). The
 *       binary logarithm of the number of indices is its <i>order</i>.
 *   <dt>reserved
 *   <dd>An index that holds no value and yet is in use: not free for allocation, refused to {@code insert}.
 *   <dt>mark
 *   <dd>One of three bits beside each entry, by which entries are found fast.
 *   <dt>version
 *   <dd>The contents between two publications. Each write publishes one; a transaction publishes one at commit.
 *   <dt>discard, retire, release
 *   <dd>A value that a write takes out of the array and gives to nobody is discarded. Where values own something it is
 *       retired then, and released when every reader of that time is gone: see {@link org.xarray4j.epoch}.
 *   <dt>publish
 *   <dd>The one volatile store that makes a version visible to all readers at once.
 * </dl>
 *
 * <h2 id="MemoryVisibility">Memory consistency</h2>
 *
 * Actions in a thread before it stores a value into an array happen-before actions in another thread after it has
 * read that value from the array, by whichever way in. Writes to all arrays, and the reads of all arrays, are
 * linearizable: each takes effect at one moment between its call and its return, also across arrays.
 *
 * <h2 id="Weakly">Weak consistency</h2>
 *
 * Iterators and streams of an array that can still change walk it anew from its published version at each step. They
 * never throw {@link java.util.ConcurrentModificationException}, always advance, and return each entry that is there
 * during the whole iteration exactly once; entries that come or go meanwhile may or may not be seen.
 */
package org.xarray4j;
