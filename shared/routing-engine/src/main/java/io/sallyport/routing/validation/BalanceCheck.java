package io.sallyport.routing.validation;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.Balance;
import io.sallyport.contract.route.ClusterDocument.EjectionDocument;
import io.sallyport.contract.route.ClusterDocument.HashDocument;
import io.sallyport.contract.route.RetryDocument;
import io.sallyport.contract.route.RouteDocument;
import java.time.Duration;

/** Checks how clusters share traffic and leave endpoints out, and how routes repeat requests. */
final class BalanceCheck {
    private final Findings findings;

    BalanceCheck(Findings findings) {
        this.findings = findings;
    }

    void check(ClusterDocument cluster, String path) {
        if (cluster.endpoints().stream().allMatch(endpoint -> endpoint.weight() == 0)) {
            findings.add(path + ".endpoints", "no weight above 0", "one endpoint or more with a weight from 1 to 1000");
        }
        boolean ring = cluster.balance() == Balance.RING_HASH;
        cluster.hash().ifPresent(hash -> hash(hash, ring, path + ".hash"));
        slowStart(cluster.slowStart(), ring, path + ".slowStart");
        cluster.ejection().ifPresent(ejection -> ejection(ejection, path + ".ejection"));
    }

    private void hash(HashDocument hash, boolean ring, String path) {
        if (!ring) {
            findings.add(path, "a hash without balance: ring-hash", "balance: ring-hash, or no hash");
        }
        int keys = (hash.header().isEmpty() ? 0 : 1) + (hash.cookie().isEmpty() ? 0 : 1) + (hash.client() ? 1 : 0);
        if (keys > 1) {
            findings.add(path, keys + " things to hash", "one of header, cookie and client");
        }
        if (!Findings.isToken(hash.header())) {
            findings.add(path + ".header", Findings.quoted(hash.header()), "the name of a field, such as X-User");
        }
        if (!Findings.isToken(hash.cookie())) {
            findings.add(path + ".cookie", Findings.quoted(hash.cookie()), "the name of a cookie, such as session");
        }
    }

    private void slowStart(Duration time, boolean ring, String path) {
        if (time.isNegative()) {
            findings.add(path, time.toString(), "0s, or a duration such as 30s");
        } else if (ring && !time.isZero()) {
            findings.add(path, time + " with balance: ring-hash, where it would move keys twice", "no slowStart");
        }
    }

    private void ejection(EjectionDocument ejection, String path) {
        if (ejection.consecutive() == 0 && ejection.errorShare().isEmpty()) {
            findings.add(path, "neither consecutive nor errorShare", "one of them or both, or no ejection");
        }
        if (ejection.errorShare().isPresent() && ejection.errorShare().get().value() == 0) {
            findings.add(path + ".errorShare", "0, which every endpoint has", "a share above 0, such as 50%");
        }
        if (ejection.max().compareTo(ejection.base()) < 0) {
            findings.add(
                    path + ".max",
                    ejection.max() + ", which is less than base, " + ejection.base(),
                    "a duration of at least base");
        }
        if (ejection.maxEjected().value() == 0) {
            findings.add(path + ".maxEjected", "0, which ejects nobody", "a share above 0, or no ejection");
        }
    }

    void check(RouteDocument route, String path) {
        route.retry().ifPresent(retry -> retry(retry, route, path + ".retry"));
    }

    private void retry(RetryDocument retry, RouteDocument route, String path) {
        for (int i = 0; i < retry.status().size(); i++) {
            int status = retry.status().get(i);
            if (status < 400 || status > 599) {
                findings.add(path + ".status[" + i + "]", Integer.toString(status), "a failure: 400 to 599");
            }
        }
        boolean once = retry.attempts() == 1;
        if (once && (!retry.status().isEmpty() || retry.tryTimeout().isPresent())) {
            findings.add(
                    path + ".attempts",
                    "1, with which nothing is repeated",
                    "2 to 10, or neither status nor tryTimeout");
        }
        retry.tryTimeout()
                .filter(time -> route.headTimeout().isPresent()
                        && time.compareTo(route.headTimeout().get()) >= 0)
                .ifPresent(time -> findings.add(
                        path + ".tryTimeout",
                        time + ", which leaves no time for another try",
                        "less than headTimeout, " + route.headTimeout().get()));
    }
}
