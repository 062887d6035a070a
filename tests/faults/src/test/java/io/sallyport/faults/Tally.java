package io.sallyport.faults;

import java.util.List;

/**
 * What was counted on the other sides of a case.
 *
 * @param answered requests that clients had an answer to
 * @param sent     all of them, each as often as it was sent
 * @param records  of this case that collectors have kept; -1: they could not be asked
 * @param dropped  records that edges say they have dropped meanwhile
 * @param twice    POST bodies that reached servers more than once
 */
record Tally(long answered, long sent, long records, long dropped, long twice) {
    /** Records of answered requests that are not there; clients that got no answer may have one or not. */
    long lost() {
        return Math.max(0, answered - records);
    }

    void objections(Allowed allowed, List<String> objections) {
        if (twice > 0) {
            objections.add("wrong: " + twice + " POST requests reached servers twice");
        }
        if (records > sent) {
            objections.add("wrong: " + records + " records of " + sent + " requests");
        }
        if (!allowed.lost() && lost() > dropped) {
            objections.add("lost: " + records + " records of " + answered + " answers, " + dropped + " counted");
        }
    }
}
