package io.sallyport.kit.service;

import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.config.SuiteConfigLoader;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one service in a JVM of its own. */
public final class ServiceLauncher {
    /** Exit code when the service cannot start. */
    public static final int FAILED = 1;

    /** Exit code when arguments or configuration are wrong. */
    public static final int MISCONFIGURED = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ServiceLauncher.class);

    private ServiceLauncher() {}

    /**
     * Starts the service with the folder of {@code --config DIR} (default {@code config}); SIGTERM or SIGINT then stops it
     * within {@code restart.delay}, {@code limits.drain} and ten seconds, and ends the JVM with 0; a second signal ends it
     * at once. Ends the JVM with {@value #MISCONFIGURED} when arguments or configuration are wrong and with
     * {@value #FAILED} when the service cannot start.
     */
    public static void run(Service service, String... args) {
        System.exit(runToEnd(service, args));
    }

    private static int runToEnd(Service service, String... args) {
        StopSignal stop = new StopSignal();
        service.whenReplaced(stop::ask);
        try {
            Path folder = folder(args);
            SuiteConfig config = SuiteConfigLoader.load(folder, System.getenv(), System.getProperties());
            ServiceProcess process = ServiceProcess.start(service, config, folder);
            stop.listen();
            LOG.info("{} is ready", service.name());
            stop.await();
            process.stop();
            return 0;
        } catch (ConfigException e) {
            LOG.error("{} cannot start, the configuration is wrong:\n{}", service.name(), e.getMessage());
            return MISCONFIGURED;
        } catch (RuntimeException e) {
            LOG.error("{} cannot start: {}", service.name(), e.getMessage(), e);
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static Path folder(String... args) {
        if (args.length == 0) {
            return Path.of("config");
        }
        if (args.length == 2 && args[0].equals("--config")) {
            return Path.of(args[1]);
        }
        throw new ConfigException(
                List.of(Finding.of("command line", '"' + String.join(" ", args) + '"', "--config DIR")));
    }
}
