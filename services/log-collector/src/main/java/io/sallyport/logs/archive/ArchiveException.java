package io.sallyport.logs.archive;

/** Records could not be kept or read: the disk is full or broken, or the database is. */
public class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
