package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport backup}: the documents of a running suite in one file. */
@Command(
        name = "backup",
        description =
                "Writes the documents of a running suite to a file: revisions of the policy, unlocks, canaries, dates of "
                        + "rules, numbers of snapshots. Texts are as they were written, passwords in them included: only the owner may "
                        + "read the file. Exit code 1: it was refused, or the suite cannot be reached.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "FILE", description = "Where to; - for the standard output.")
    private Path file = Path.of("-");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Ask.work(spec, admin, client -> {
            String text = client.text("/v1/backup");
            if (file.toString().equals("-")) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8); // print() would write in the terminal's charset
                System.out.write(bytes, 0, bytes.length);
                System.out.flush();
            } else {
                write(text);
                System.out.println(
                        file + ": " + (text.lines().count() - 2) + " documents, " + text.length() + " characters");
            }
            return ExitCodes.OK;
        });
    }

    /** Whole or not at all. */
    private void write(String text) throws CallFailedException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(beside);
            create(beside);
            Files.writeString(beside, text, StandardCharsets.UTF_8);
            move(beside);
        } catch (IOException e) {
            throw new CallFailedException(file + ": cannot be written (" + e.getMessage() + ")");
        }
    }

    private static void create(Path beside) throws IOException {
        if (beside.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(beside);
        }
    }

    private void move(Path beside) throws IOException {
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
