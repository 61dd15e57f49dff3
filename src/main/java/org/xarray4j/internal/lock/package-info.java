/**
 * The lock on which the writers of one array take turns. This package knows nothing of trees or of the public
 * interfaces.
 */
package org.xarray4j.internal.lock;
