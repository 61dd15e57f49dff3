/**
 * How epoch-based reclamation is done: {@link org.xarray4j.internal.epoch.PinTable} knows who is pinned and what is past,
 * {@link org.xarray4j.internal.epoch.Backlog} how much waits, {@link org.xarray4j.internal.epoch.Reclaimer} releases it
 * step by step, and {@link org.xarray4j.internal.epoch.Worker} finds it a thread. This package knows nothing of trees,
 * and nothing of the public interfaces above it.
 */
package org.xarray4j.internal.epoch;
