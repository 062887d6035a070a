package io.sallyport.logs.archive;

import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.logs.record.KeptRecord;

/** What is kept apart because it is kept for another time. */
public enum Lane {
    /** Exchanges and tunnels: very many, for days. */
    TRAFFIC("traffic"),
    /** Changes through the admin plane: few, for a year. */
    AUDIT("audit");

    private final String word;

    Lane(String word) {
        this.word = word;
    }

    public static Lane of(KeptRecord kept) {
        return kept.access().kind() == Kind.ADMIN ? AUDIT : TRAFFIC;
    }

    /** In names of tables and files. */
    public String word() {
        return word;
    }
}
