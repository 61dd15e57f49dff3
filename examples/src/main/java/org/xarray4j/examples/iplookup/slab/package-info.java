/**
 * Memory outside the heap that is owned: records that must be given back once, and not before their last reader is done.
 *
 * <p>A {@link org.xarray4j.examples.iplookup.slab.RecordPool} hands out {@linkplain
 * org.xarray4j.examples.iplookup.slab.SlabRecord records}, takes them back, and uses them again. It trusts nobody: what
 * is read after its release, or released twice, is found and counted.
 */
@org.jspecify.annotations.NullMarked
package org.xarray4j.examples.iplookup.slab;
