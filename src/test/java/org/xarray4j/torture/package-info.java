/**
 * Torture of whole arrays, after the Linux kernel's rcutorture: everything that readers and writers can do at once, at
 * random and under disturbances, with values that know when they were released.
 */
package org.xarray4j.torture;
