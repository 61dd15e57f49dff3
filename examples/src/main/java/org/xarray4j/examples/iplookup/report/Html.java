package org.xarray4j.examples.iplookup.report;

import com.google.common.html.HtmlEscapers;

/** Text in HTML. */
final class Html {
    private Html() {}

    static String escape(String text) {
        return HtmlEscapers.htmlEscaper().escape(text);
    }
}
