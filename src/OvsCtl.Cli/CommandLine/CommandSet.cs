using System.Collections;
using System.CommandLine;

namespace OvsCtl.Cli.CommandLine;

/// <summary>Commands that are made when they are needed: making the whole tree takes longer than most commands run.</summary>
internal sealed class CommandSet : IEnumerable<string>
{
    private readonly List<(string Name, Func<Command> Make)> _commands = [];

    /// <param name="name">The name that the command has; its aliases are found only when all are made.</param>
    /// <param name="make">Makes it.</param>
    public void Add(string name, Func<Command> make) => _commands.Add((name, make));

    /// <summary>The command of that name; all of them when there is none, as for help and for the nearest name.</summary>
    public IEnumerable<Command> Make(string? name)
    {
        var named = _commands.FindIndex(command => command.Name == name);
        return named < 0 ? _commands.Select(command => command.Make()) : [_commands[named].Make()];
    }

    public IEnumerator<string> GetEnumerator() => _commands.Select(command => command.Name).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
