namespace OvsCtl.Ovsdb;

/// <summary>What <see cref="JsonScanner"/> notes of an array or object that is open, as offsets from the message's first byte; -1 for what has not come.</summary>
internal struct JsonLevel
{
    public bool IsObject { get; private init; }

    /// <summary>Where the first member begins that was not taken out.</summary>
    public int MembersStart { get; private set; }

    /// <summary>Just after the comma behind the last whole member.</summary>
    public int MembersEnd { get; set; }

    /// <summary>Where the last member's quoted name begins.</summary>
    public int NameStart { get; private set; }

    /// <summary>Just after that name.</summary>
    public int NameEnd { get; set; }

    public static JsonLevel Opened(bool isObject) => new() { IsObject = isObject, MembersStart = -1, MembersEnd = -1, NameStart = -1, NameEnd = -1 };

    public void BeginName(int at)
    {
        NameStart = at;
        if (MembersStart < 0) MembersStart = at;
    }

    /// <summary>The level after bytes before all that it has now, or before all but its whole members, were taken out.</summary>
    public readonly JsonLevel After(int size, bool isCut) => this with
    {
        MembersStart = !isCut ? MembersStart - size : NameStart > MembersEnd - 1 ? NameStart - size : -1,
        MembersEnd = isCut ? -1 : MembersEnd - size,
        NameStart = NameStart - size,
        NameEnd = NameEnd - size,
    };
}
