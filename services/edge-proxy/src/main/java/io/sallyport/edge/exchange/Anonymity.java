package io.sallyport.edge.exchange;

import io.sallyport.contract.policy.Profile;
import io.sallyport.edge.anonymity.ProbePass;
import io.sallyport.policy.engine.disclosure.Pseudonym;
import java.util.function.Supplier;

/**
 * What clients of the forward side may rely on where no rule says otherwise, and the words that stand for them in records.
 * Safe from any thread.
 */
public final class Anonymity {
    private final Profile profile;
    private final Supplier<byte[]> key;
    private final ProbePass probes;

    /**
     * @param profile of requests whose rule names none, or that came to no rule
     * @param key     of pseudonyms, asked at each use
     * @param probes  what lets the probes of the self-test pass
     */
    public Anonymity(Profile profile, Supplier<byte[]> key, ProbePass probes) {
        this.profile = profile;
        this.key = key;
        this.probes = probes;
    }

    public Profile profile() {
        return profile;
    }

    public ProbePass probes() {
        return probes;
    }

    /** @param kind what the text is; the same text of two kinds has two pseudonyms */
    String pseudonym(String kind, String text) {
        return Pseudonym.of(key.get(), kind, text);
    }
}
