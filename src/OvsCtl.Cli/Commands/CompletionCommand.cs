using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class CompletionCommand : CliCommand
{
    private const string Bash = """
        # Completion of ovsctl for bash: commands, options, and the names of labs, hosts and bridges as they are.
        _ovsctl() {
            local IFS=$'\n'
            COMPREPLY=($(ovsctl "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
            # Readline takes a word to begin after : and =.
            local before="${COMP_LINE:0:COMP_POINT}"
            before="${before##*[[:space:]]}"
            if [[ $before == *[:=]* ]]; then COMPREPLY=("${COMPREPLY[@]#"${before%"${before##*[:=]}"}"}"); fi
        }
        complete -o default -F _ovsctl ovsctl

        """;

    private const string Zsh = """
        #compdef ovsctl
        # Completion of ovsctl for zsh: commands, options, and the names of labs, hosts and bridges as they are.
        _ovsctl() {
            local line="${(j: :)words[1,CURRENT]}"
            local -a candidates
            candidates=(${(f)"$(ovsctl "[suggest:${#line}]" "$line" 2>/dev/null)"})
            if (( ${#candidates} )); then compadd -a candidates; else _files; fi
        }
        compdef _ovsctl ovsctl

        """;

    private const string Fish = """
        # Completion of ovsctl for fish: commands, options, and the names of labs, hosts and bridges as they are.
        function __ovsctl_complete
            set -l line (commandline -cp)
            ovsctl "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c ovsctl -a '(__ovsctl_complete)'

        """;

    public CompletionCommand(GlobalOptions globals)
        : base(
            "completion",
            "Completion for a shell: commands, options, and the names of the daemon's labs, hosts and bridges as they are at that moment.",
            "source <(ovsctl completion bash)",
            "ovsctl completion zsh >\"${fpath[1]}/_ovsctl\"",
            "ovsctl completion fish >~/.config/fish/completions/ovsctl.fish")
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Arguments.Add(shell);
        Run(globals, (parse, context, _) =>
        {
            context.Terminal.Out.Write(parse.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish });
            return Task.FromResult(ExitCode.Ok);
        });
    }
}
