package io.sallyport.logs.archive;

import java.nio.file.Path;

/** A folder of records that another log-collector has open. */
public final class FolderTakenException extends ArchiveException {
    private static final long serialVersionUID = 1;

    public FolderTakenException(Path folder) {
        super(
                "logs.path: found " + folder + ", which another log-collector has open; allowed: a folder for each, "
                        + "such as " + folder + "-{n}",
                null);
    }
}
