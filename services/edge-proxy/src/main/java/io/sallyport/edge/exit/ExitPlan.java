package io.sallyport.edge.exit;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import io.sallyport.edge.netty.HopTls;
import io.sallyport.http.IpAddress;
import io.sallyport.kit.tls.TlsFilesException;
import io.sallyport.kit.tls.UpstreamTls;
import io.sallyport.policy.engine.exit.ExitGroup;
import io.sallyport.policy.engine.exit.ExitTable;
import io.sallyport.policy.engine.exit.ExitWay;
import io.sallyport.policy.engine.exit.Hop;
import io.sallyport.policy.engine.exit.Way;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;

/** The exits of a policy, ready to be used. Immutable. */
public final class ExitPlan {
    /** Of no policy. */
    public static final ExitPlan NONE = new ExitPlan(ExitTable.NONE, Map.of());

    private final ExitTable table;
    private final Map<String, HopTls> trust;

    private ExitPlan(ExitTable table, Map<String, HopTls> trust) {
        this.table = table;
        this.trust = trust;
    }

    /**
     * Reads the files of a policy's exits; blocking. Trust that has not changed is taken over, with its connections.
     *
     * @param folder where relative names of files begin
     */
    public static ExitPlan read(Vertx vertx, PoliciesDocument document, Path folder, ExitPlan before)
            throws TlsFilesException, SSLException {
        ExitTable table = ExitTable.compile(document);
        Map<String, HopTls> trust = new HashMap<>();
        for (ExitWay way : table.ways()) {
            if (isTls(way) && !trust.containsKey(way.ca())) {
                trust.put(way.ca(), trust(vertx, way.ca(), folder, before.trust.get(way.ca())));
            }
        }
        return table == ExitTable.NONE ? NONE : new ExitPlan(table, Map.copyOf(trust));
    }

    private static HopTls trust(Vertx vertx, String ca, Path folder, HopTls before)
            throws TlsFilesException, SSLException {
        ClientSSLOptions read = UpstreamTls.read(new UpstreamTlsDocument(ca, null, null, null, null), folder);
        return before != null && before.isOf(read) ? before : HopTls.of(vertx, read);
    }

    private static boolean isTls(ExitWay way) {
        return way.way() instanceof Way.Through through
                && through.hops().stream().anyMatch(Hop::isTls);
    }

    /** {@code null} when there is no such exit. */
    public ExitGroup group(String name) {
        return table.group(name);
    }

    /** All ways of all pools. */
    public Set<ExitWay> ways() {
        return table.ways();
    }

    /** Addresses of this machine that ways leave from. */
    public Set<IpAddress> sources() {
        Set<IpAddress> sources = new HashSet<>();
        for (ExitWay way : table.ways()) {
            if (way.way() instanceof Way.From from) {
                sources.add(from.source());
            }
        }
        return sources;
    }

    /** The trust of a way of this plan; {@code null} where none of its proxies is spoken to by TLS. */
    public HopTls trust(ExitWay way) {
        return trust.get(way.ca());
    }
}
