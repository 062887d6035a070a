package io.sallyport.edge.netty.relay;

import io.netty.channel.Channel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * Keeps a connection usable whose peer has ended, where the transport is epoll. Netty 4.2.18 then watches the connection
 * for nothing, takes it out of the kernel's set, and fails when it wants to watch it again: the first write that the peer
 * does not take at once would close it. With one flag that stays, there is always something to watch; edge-triggered
 * is harmless where nothing is to be read any more. See docs/decisions/0055.
 */
public final class EndedInput {
    private static final int EPOLLET = 1 << 31;
    private static final String PACKAGE = "io.netty.channel.epoll.";

    private static final ClassValue<Optional<MethodHandle>> SETTERS = new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
            return setter(type);
        }
    };

    private EndedInput() {}

    private static Optional<MethodHandle> setter(Class<?> channel) {
        for (Class<?> type = channel; type != null && type.getName().startsWith(PACKAGE); type = type.getSuperclass()) {
            try {
                return Optional.of(MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                        .findVirtual(type, "setFlag", MethodType.methodType(void.class, int.class))
                        .asType(MethodType.methodType(void.class, Channel.class, int.class)));
            } catch (ReflectiveOperationException inherited) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** To be called while the news of the end is being handled. */
    public static void keepWatched(Channel channel) {
        Optional<MethodHandle> setter = SETTERS.get(channel.getClass());
        if (setter.isPresent()) {
            try {
                setter.get().invokeExact(channel, EPOLLET);
            } catch (Throwable failure) {
                channel.pipeline().fireExceptionCaught(failure);
            }
        }
    }
}
