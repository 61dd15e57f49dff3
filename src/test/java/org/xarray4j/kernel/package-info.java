/**
 * What the kernel's own test of its XArray checks, one test for each of its checks and named after it: the behaviour in
 * our terms, also where we have decided otherwise. docs/KERNEL.md lists the functions.
 */
package org.xarray4j.kernel;
