package io.sallyport.faults.stack;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import java.util.Map;

/** A thread of another JVM that stands still, held by way of its debugging interface. */
public final class HeldThread implements AutoCloseable {
    private final VirtualMachine machine;

    private HeldThread(VirtualMachine machine) {
        this.machine = machine;
    }

    /** Of a JVM whose threads can be held. @param port on loopback where it will listen */
    public static Map<String, String> environment(int port) {
        return Map.of(
                "JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port);
    }

    /** Holds the thread of that name until this is closed. */
    public static HeldThread attach(int port, String name) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        VirtualMachine machine = connector.attach(arguments);
        machine.allThreads().stream()
                .filter(thread -> thread.name().equals(name))
                .findFirst()
                .orElseThrow()
                .suspend();
        return new HeldThread(machine);
    }

    @Override
    public void close() {
        machine.allThreads().stream().filter(ThreadReference::isSuspended).forEach(ThreadReference::resume);
        machine.dispose();
    }
}
