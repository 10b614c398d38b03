namespace OvsCtl.Cli.Commands;

/// <summary>What 'ovsdb wait' can wait for in a database, as ovsdb-client(1) names it.</summary>
internal enum DatabaseState
{
    Added,
    Connected,
    Removed,
}
