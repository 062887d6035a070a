package io.sallyport.router.health;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.router.health.BuildReader.Build;
import java.util.Map;

/**
 * Which build an endpoint is taken to run.
 *
 * @param version    discovered, else the label of the document, else empty
 * @param discovered whether the server has told it
 * @param facts      what else the server has told
 */
record Identity(String version, boolean discovered, Map<String, String> facts) {
    static Identity labelled(String label) {
        return new Identity(label, false, Map.of());
    }

    /** Takes over what another instance, or a former run, has found. */
    static Identity of(EndpointHealth before) {
        return new Identity(before.version(), before.discovered(), before.facts());
    }

    /** A label counts for as long as nothing was discovered. */
    Identity withLabel(String label) {
        return discovered ? this : labelled(label);
    }

    /** A version that could not be read leaves what was read before: the server did not change by not answering. */
    Identity after(Build build) {
        return build.version()
                .map(version -> new Identity(version, true, build.facts()))
                .orElse(this);
    }
}
