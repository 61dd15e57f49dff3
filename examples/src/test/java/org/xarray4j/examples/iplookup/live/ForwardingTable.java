package org.xarray4j.examples.iplookup.live;

import java.util.function.DoubleConsumer;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.Family;
import org.xarray4j.examples.iplookup.table.LiveTable;
import org.xarray4j.examples.iplookup.table.LookupView;
import org.xarray4j.examples.iplookup.table.Ranges;

/** Another table, for tests to plant a fault in. */
class ForwardingTable implements LiveTable {
    private final LiveTable table;

    ForwardingTable(LiveTable table) {
        this.table = table;
    }

    @Override
    public Ranges ranges() {
        return table.ranges();
    }

    @Override
    public Announcement announcement(int range, int country, int generation) {
        return table.announcement(range, country, generation);
    }

    @Override
    public void load(Family family, Announcement[] answers, DoubleConsumer progress) {
        table.load(family, answers, progress);
    }

    @Override
    public void announce(Announcement answer) {
        table.announce(answer);
    }

    @Override
    public void announceTogether(Announcement[] answers) {
        table.announceTogether(answers);
    }

    @Override
    public void withdraw(int range) {
        table.withdraw(range);
    }

    @Override
    public LookupView view() {
        return table.view();
    }

    @Override
    public long entries(Family family) {
        return table.entries(family);
    }

    @Override
    public void close() {
        table.close();
    }
}
