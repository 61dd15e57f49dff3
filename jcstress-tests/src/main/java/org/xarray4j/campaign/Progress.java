package org.xarray4j.campaign;

import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.collectors.TestResultCollector;

/** Says now and then how far a long program has come, and at once what has failed. */
final class Progress implements TestResultCollector {
    private static final int INTERVAL = 10;

    private final TestResultCollector sink;
    private final int planned;
    private int done;

    Progress(TestResultCollector sink, int planned) {
        this.sink = sink;
        this.planned = planned;
    }

    @Override
    public synchronized void add(TestResult result) {
        sink.add(result);
        if (result.status() != Status.NORMAL || !result.grading().isPassed) {
            System.out.println(
                    "[stress]   " + result.status() + ", and not passed: " + result.getName());
        }
        if (++done % INTERVAL == 0) {
            System.out.println("[stress]   " + done + " of " + planned);
        }
    }
}
