/** What a run has found out, as text and as a page with pictures. */
@org.jspecify.annotations.NullMarked
package org.xarray4j.examples.iplookup.report;
