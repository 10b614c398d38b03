namespace OvsCtl.Topology.Drawings;

/// <summary>A network as boxes and cables between them: what every form of picture is made of.</summary>
/// <param name="Title">What it is a picture of.</param>
/// <param name="Boxes">In the order in which people named them.</param>
/// <param name="Cables">Each between two boxes.</param>
public sealed record Drawing(string Title, IReadOnlyList<DrawnBox> Boxes, IReadOnlyList<DrawnCable> Cables)
{
    /// <summary>Ends a line of a box that tells of something that is down.</summary>
    public const string Down = " DOWN";
}

public enum BoxKind
{
    Host,
    Switch,

    /// <summary>The root namespace: the machine itself.</summary>
    Machine,
}

/// <param name="Name">Also how cables refer to it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Lines">What stands below its name.</param>
/// <param name="IsDown">Whether it is not there, or does not work.</param>
public sealed record DrawnBox(string Name, BoxKind Kind, IReadOnlyList<string> Lines, bool IsDown);

/// <param name="From">The name of a box.</param>
/// <param name="To">The name of another.</param>
/// <param name="FromLabel">What it is plugged into there: <c>eth0</c>, <c>port 3</c>; empty for nothing to say.</param>
/// <param name="ToLabel">The same at the other end.</param>
/// <param name="IsDown">Whether nothing goes through.</param>
public sealed record DrawnCable(string From, string To, string FromLabel, string ToLabel, bool IsDown);
