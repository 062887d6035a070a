package io.sallyport.logs.keep;

import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.FolderTakenException;
import java.nio.file.Path;
import java.util.function.Function;

/** Where records may lie: one folder, or with {@code {n}} in its path the first of 16 that no other collector has. */
record Places(Path path) {
    private static final String NUMBER = "{n}";
    private static final int NUMBERS = 16;

    /**
     * Opens the first that is free.
     *
     * @param open opens one, or throws {@link FolderTakenException}
     * @throws ArchiveException with a message for an operator
     */
    <T> T first(Function<Path, T> open) {
        if (!path.toString().contains(NUMBER)) {
            return open.apply(path);
        }
        for (int number = 1; number <= NUMBERS; number++) {
            try {
                return open.apply(numbered(number));
            } catch (FolderTakenException taken) {
                // by another collector: the next one
            }
        }
        throw new ArchiveException(
                "logs.path: found " + path + ", of which other log-collectors have all " + NUMBERS
                        + " open; allowed: fewer of them",
                null);
    }

    private Path numbered(int number) {
        return Path.of(path.toString().replace(NUMBER, Integer.toString(number)));
    }
}
