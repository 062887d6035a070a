package io.sallyport.kit.cluster.guard;

import com.hazelcast.config.Config;
import com.hazelcast.config.SocketInterceptorConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.nio.MemberSocketInterceptor;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** Starts a Hazelcast whose membership port is for members only. */
public final class GuardedHazelcast {
    private GuardedHazelcast() {}

    /**
     * Blocks until it has joined or founded a cluster.
     *
     * @param context for handshakes in which both sides show a certificate
     * @param refused counts those that were no members
     */
    public static HazelcastInstance start(Config config, SSLContext context, AtomicLong refused) {
        MembersOnly door = new MembersOnly(context, refused);
        // Without it Hazelcast does not ask for the door, and does not let it wait on a thread of its own.
        config.getNetworkConfig()
                .setSocketInterceptorConfig(
                        new SocketInterceptorConfig().setEnabled(true).setImplementation(door));
        return HazelcastInstanceFactory.newHazelcastInstance(
                config, config.getInstanceName(), new DefaultNodeContext() {
                    @Override
                    public NodeExtension createNodeExtension(Node node) {
                        return new Guarded(node, door);
                    }
                });
    }

    private static final class Guarded extends DefaultNodeExtension {
        private final MemberSocketInterceptor door;

        Guarded(Node node, MemberSocketInterceptor door) {
            super(node);
            this.door = door;
        }

        @Override
        public MemberSocketInterceptor getSocketInterceptor(EndpointQualifier endpoint) {
            return door;
        }
    }
}
