using System.Globalization;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Plans;

/// <summary>Shapes what an interface sends, or stops doing so.</summary>
public sealed record SetShape : PlanStep
{
    public SetShape(Place place, string name, Shape? shape, Shape? before)
        : base(PlanPhase.Shaping, before is null ? Change.Create : shape is null ? Change.Delete : Change.Update) => (Place, Interface, Shape, Before) = (place, name, shape, before);

    public Place Place { get; }

    public string Interface { get; }

    /// <summary>Null for none.</summary>
    public Shape? Shape { get; }

    /// <summary>What was there.</summary>
    public Shape? Before { get; }

    /// <summary>A discipline of another kind cannot be changed into this one.</summary>
    public bool MustBeRemovedFirst => Before is not null && (Shape is null || !Before.Disciplines.SequenceEqual(Shape.Disciplines));

    public override string Target => $"shape of {Place}:{Interface}";

    public override IReadOnlyList<string> Commands =>
    [
        .. MustBeRemovedFirst ? [Tc($"del dev {Interface} root")] : Array.Empty<string>(),
        .. Shape is { } shape ? Make(shape) : [],
    ];

    private IEnumerable<string> Make(Shape shape)
    {
        var isEmulated = shape.Delay is not null || shape.Loss is not null;
        if (isEmulated)
            yield return Tc($"replace dev {Interface} root handle 1: netem{(shape.Delay is { } delay ? $" delay {ShapeText.Delay(delay)}" : "")}{(shape.Loss is { } loss ? $" loss {ShapeText.Loss(loss)}" : "")}");
        if (shape.Rate is { } rate)
            yield return Tc(string.Create(CultureInfo.InvariantCulture, $"replace dev {Interface} {(isEmulated ? "parent 1:1" : "root")} tbf rate {ShapeText.Rate(rate)} burst {shape.Burst} latency 50ms"));
    }

    private string Tc(string command) => Place.IsRoot ? $"tc qdisc {command}" : $"tc -n {Place.Host} qdisc {command}";
}
