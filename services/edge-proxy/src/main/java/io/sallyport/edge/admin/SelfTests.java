package io.sallyport.edge.admin;

import io.sallyport.edge.fingerprint.Fingerprint;
import io.sallyport.edge.selftest.Selftest;

/**
 * The two that ask ourselves.
 *
 * @param fingerprint runs at {@code /v1/fingerprint}
 * @param anonymity   runs at {@code /v1/anonymity}
 */
public record SelfTests(Fingerprint fingerprint, Selftest anonymity) {}
