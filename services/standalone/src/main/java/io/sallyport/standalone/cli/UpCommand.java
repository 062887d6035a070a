package io.sallyport.standalone.cli;

import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.kit.service.StopSignal;
import io.sallyport.policy.compile.ListProgress;
import io.sallyport.standalone.DemoServer;
import io.sallyport.standalone.PortProbe;
import io.sallyport.standalone.StartFailure;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sallyport up}: everything in this process, until a signal. */
@Command(
        name = "up",
        description = {
            "Starts all services in one process, and demo servers if the configuration is the demo.",
            "SIGINT (Ctrl-C) or SIGTERM stops it when the exchanges under way have finished; a second one at once."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final FolderOption folder = new FolderOption();

    @Option(names = "--no-demo", description = "Starts no demo servers.")
    private boolean noDemo;

    @Override
    public Integer call() throws InterruptedException {
        try {
            CheckedFolder checked = FolderCheck.run(
                    folder.folder(),
                    System.getenv(),
                    System.getProperties(),
                    FolderCheck.Depth.BEGINNINGS,
                    ListProgress.NONE);
            List<DemoServer> demo = noDemo ? List.of() : DemoServer.of(checked, FolderOption.home());
            checked.warnings().forEach(warning -> System.err.println("warning: " + warning));
            List<Finding> taken = PortProbe.run(checked, demo);
            if (taken.isEmpty()) {
                run(checked, demo);
                return ExitCodes.OK;
            }
            taken.forEach(System.err::println);
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return ExitCodes.MISCONFIGURED;
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
        }
        return ExitCodes.CANNOT_START;
    }

    private static void run(CheckedFolder folder, List<DemoServer> demo) throws InterruptedException {
        StopSignal signal = StopSignal.install();
        Suite suite = Suite.start(folder, demo, ProgressBar.onTerminal());
        Duration uptime = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        System.out.println(new ReadyBanner(folder, demo, suite.addresses()).text(uptime));
        signal.await();
        System.err.println("Stopping; a second signal stops at once.");
        suite.stop();
        System.err.println("Stopped.");
    }
}
