package io.sallyport.logs.archive.parts;

import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says which parts have been kept long enough. */
public final class Retention {
    private final ArchiveSettings settings;

    public Retention(ArchiveSettings settings) {
        this.settings = settings;
    }

    /**
     * Those that go, oldest first: what is too old, and of traffic as much as is too much.
     *
     * @param parts     of all lanes, whichever order; those that still grow are left out
     * @param nowMicros microseconds since 1970
     * @param bytes     that all of it takes, growing parts included
     */
    public List<Part> leaving(List<Part> parts, long nowMicros, long bytes) {
        List<Part> leaving = new ArrayList<>();
        List<Part> staying = new ArrayList<>();
        for (Part part : parts) {
            (isOld(part, nowMicros) ? leaving : staying).add(part);
        }
        long left = bytes - leaving.stream().mapToLong(Part::bytes).sum();
        staying.sort(Comparator.comparingLong(Part::number));
        for (Part part : staying) {
            if (left > settings.bytes() && part.lane() == Lane.TRAFFIC) {
                leaving.add(part);
                left -= part.bytes();
            }
        }
        return leaving;
    }

    /**
     * By its latest start; one that lies behind the writing of the part is of a clock that was wrong. A part without rows is as
     * old as its beginning.
     */
    private boolean isOld(Part part, long nowMicros) {
        Duration age = settings.age(part.lane());
        long newest =
                part.span().rows() == 0 ? part.micros() : Math.min(part.span().maxMicros(), part.micros());
        return newest < nowMicros - age.toSeconds() * 1_000_000;
    }
}
