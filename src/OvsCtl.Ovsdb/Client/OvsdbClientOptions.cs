namespace OvsCtl.Ovsdb;

/// <summary>What an <see cref="OvsdbClient"/> follows, where, and how stubbornly.</summary>
public sealed record OvsdbClientOptions
{
    /// <summary>The servers of one database: one, or the members of a Raft cluster. Tried one after the other, again and again.</summary>
    public required IReadOnlyList<OvsdbEndpoint> Endpoints { get; init; }

    /// <summary>
    /// True, the default, to put the servers into an order chosen at random when the client starts, so that many clients do not all begin with the same
    /// one. False keeps the order given.
    /// </summary>
    public bool IsShuffled { get; init; } = true;

    /// <summary>Where chance comes from: the order of the servers, and the length of pauses. It must be safe to use from any thread, or be this client's alone.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>The database's name.</summary>
    public required string Database { get; init; }

    /// <summary>
    /// Chooses the tables to copy, and their columns (none means all), from the server's schema. Asked again when that has changed.
    /// An <see cref="ArgumentException"/> from it ends the client.
    /// </summary>
    public required Func<DatabaseSchema, IReadOnlyDictionary<string, IReadOnlyList<string>>> Columns { get; init; }

    /// <summary>For some tables, the conditions of which a row must meet any to be copied; rows of the others are all copied.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Condition>> Where { get; init; } = new Dictionary<string, IReadOnlyList<Condition>>();

    /// <summary>Of a cluster, talk to the leader only, whose data are never old. False takes any member that is connected to its cluster. Default true.</summary>
    public bool IsLeaderOnly { get; init; } = true;

    /// <summary>The first pause after a failure; at least one second. Each is shortened at random by up to a half, so that many clients do not come back at once.</summary>
    public TimeSpan MinimumBackoff { get; init; } = TimeSpan.FromMilliseconds(Reconnect.DefaultMinimumBackoff);

    /// <summary>The longest pause.</summary>
    public TimeSpan MaximumBackoff { get; init; } = TimeSpan.FromMilliseconds(Reconnect.DefaultMaximumBackoff);

    /// <summary>How many attempts to connect are made in a row before the client ends; null for no limit.</summary>
    public int? MaximumTries { get; init; }

    /// <summary>How long to wait for the replica to move after a guard failed, before that is an error.</summary>
    public TimeSpan ConflictTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How each connection behaves.</summary>
    public OvsdbConnectionOptions Connection { get; init; } = new();
}
