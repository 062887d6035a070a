package io.sallyport.standalone.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar, and of the Java that runs it. */
final class ProgramVersion implements IVersionProvider {
    static String text() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return "Sallyport " + (version == null ? "(development)" : version);
    }

    @Override
    public String[] getVersion() {
        return new String[] {text() + " on Java " + Runtime.version()};
    }
}
