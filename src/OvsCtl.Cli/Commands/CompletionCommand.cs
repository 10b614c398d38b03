using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class CompletionCommand : CliCommand
{
    private const string Bash = """
        # Completion of ovsctl for bash: commands, options, and the names of labs, hosts and bridges as they are.
        _ovsctl() {
            local IFS=$'\n' word="${COMP_LINE:0:COMP_POINT}" hidden='^-'
            word="${word##*[[:space:]]}"
            # Options only when one is begun.
            if [[ $word == -* ]]; then hidden='^$'; fi
            COMPREPLY=($(ovsctl "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null | grep -v -e "$hidden"))
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
            # Options only when one is begun.
            [[ $words[CURRENT] == -* ]] || candidates=(${candidates:#-*})
            if (( ${#candidates} )); then compadd -a candidates; else _files; fi
        }
        compdef _ovsctl ovsctl

        """;

    private const string Fish = """
        # Completion of ovsctl for fish: commands, options, and the names of labs, hosts and bridges as they are.
        function __ovsctl_complete
            set -l line (commandline -cp)
            # Options only when one is begun.
            if string match -q -- '-*' (commandline -ct)
                ovsctl "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            else
                ovsctl "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string match -v -- '-*'
            end
        end
        complete -c ovsctl -a '(__ovsctl_complete)'

        """;

    public CompletionCommand(GlobalOptions globals)
        : base(
            "completion",
            "Completion for a shell: commands, options, and the names of the daemon's labs, hosts and bridges as they are at that moment.",
            "ovsctl completion zsh >\"${fpath[1]}/_ovsctl\"",
            "source <(ovsctl completion bash)",
            "ovsctl completion fish >~/.config/fish/completions/ovsctl.fish")
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnly("bash", "zsh", "fish");
        Arguments.Add(shell);
        Run(globals, (parse, context, _) =>
        {
            context.Terminal.Out.Write(parse.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish });
            return Task.FromResult(ExitCode.Ok);
        });
    }
}
