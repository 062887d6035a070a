package io.sallyport.policy.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells one state of a file from another without reading it.
 *
 * @param size bytes; -1 when there is no such file
 * @param key  the file behind the name, so that a file moved into place is seen whatever its time and size
 */
public record FileStamp(FileTime modified, long size, String key) {
    /** No file there, or none that can be looked at. */
    public static final FileStamp NONE = new FileStamp(FileTime.fromMillis(0), -1, "");

    /** Asks the file system: not for an event loop. */
    public static FileStamp of(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(found.lastModifiedTime(), found.size(), String.valueOf(found.fileKey()));
        } catch (IOException e) {
            return NONE;
        }
    }
}
