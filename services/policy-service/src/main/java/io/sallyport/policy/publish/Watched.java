package io.sallyport.policy.publish;

import io.sallyport.policy.compile.Compilation;
import io.sallyport.policy.source.FileStamp;
import java.nio.file.Path;
import java.util.Map;

/** What the service looks after for the texts that it has compiled. */
public interface Watched {
    /** Files that texts in force, or refused for want of a file, were compiled with. */
    void files(Map<Path, FileStamp> stamps);

    /** This is in force from now on, as far as this instance is concerned. */
    void inForce(Compilation.Ready ready);
}
