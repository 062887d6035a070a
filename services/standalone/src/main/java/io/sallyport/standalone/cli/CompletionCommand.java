package io.sallyport.standalone.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport completion}: a script by which a shell completes commands and options. */
@Command(
        name = "completion",
        description = {
            "Prints a script by which a shell completes commands and options.",
            "bash: source <(sallyport completion bash), or save it in /etc/bash_completion.d",
            "zsh:  source <(sallyport completion zsh), after compinit",
            "fish: sallyport completion fish > ~/.config/fish/completions/sallyport.fish"
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class CompletionCommand implements Callable<Integer> {
    /** Shells for which there is a script. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        // Picocli's script serves zsh as well, by bash's way of completing, which it turns on itself.
        out.print(shell == Shell.FISH ? FishCompletion.of(root) : AutoComplete.bash("sallyport", root));
        out.flush();
        return ExitCodes.OK;
    }
}
