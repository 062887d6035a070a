package io.sallyport.kit.store;

/**
 * Names of a stream and of what belongs to it. The scripts of a stream touch all of them, and a cluster runs a script only on
 * keys of one slot: there the others have the stream's own name in braces, which puts them into its slot. Elsewhere they are
 * named as ever, so that a store that runs needs no change.
 *
 * @param waiting how much waits
 * @param claimed who took over what
 * @param mark    the beginning of the names of the senders' last numbers
 */
record StreamNames(String stream, String waiting, String claimed, String mark) {
    static StreamNames of(String stream, boolean cluster) {
        String begin = cluster ? "{" + stream + "}" : stream;
        return new StreamNames(stream, begin + ":waiting", begin + ":claimed", begin + ":from:");
    }

    String from(String sender) {
        return mark + sender;
    }
}
