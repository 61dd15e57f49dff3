/**
 * What stands at one index of an array that holds something smaller than objects: the bits of many ids, or many integers.
 *
 * <p>Everything here is immutable. A change makes another chunk, which somebody else stores; so readers of an array need no
 * more ordering for a chunk than for any other value. This package knows nothing of trees, locks or the public classes.
 */
package org.xarray4j.internal.chunk;
