using System.Globalization;
using System.Numerics;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Tables one after the other, each by what differs from the one before; those in which nothing does are only counted.</summary>
internal sealed class TableFeaturesText(StringBuilder text)
{
    private TableCapabilities? _previous;
    private TableStats? _previousStats;
    private (int First, int Last)? _ditto;

    public static void Append(StringBuilder text, IReadOnlyList<TableFeatures> tables)
    {
        var writer = new TableFeaturesText(text);
        try
        {
            foreach (var table in tables) writer.Add(TableCapabilities.Of(table), null);
        }
        finally
        {
            // Also when a table is refused: those before it are shown.
            writer.EndDitto();
        }
    }

    public static void Append(StringBuilder text, IReadOnlyList<TableStats> tables)
    {
        var writer = new TableFeaturesText(text);
        foreach (var table in tables) writer.Add(new TableCapabilities { TableId = table.TableId.Value }, table);
        writer.EndDitto();
    }

    private void Add(TableCapabilities table, TableStats? stats)
    {
        var isSameStats = stats is null || (_previousStats is { } last && (stats with { TableId = last.TableId }) == last);
        var isSame = _previous is not null && table.IsSameAs(_previous);
        if (isSameStats && isSame && table.Name.Length == 0)
        {
            _ditto = (_ditto?.First ?? table.TableId, table.TableId);
        }
        else
        {
            EndDitto();
            text.Append(CultureInfo.InvariantCulture, $"\n  table {table.TableId}");
            if (table.Name.Length > 0) text.Append(" (\"").Append(table.Name).Append("\")");
            text.Append(':');
            if (isSameStats && isSame) text.Append(" ditto");
            else AppendContent(table, stats, isSame);
        }

        _previous = table;
        _previousStats = stats;
    }

    private void EndDitto()
    {
        if (_ditto is not { } ditto) return;
        if (ditto.First == ditto.Last) text.Append(CultureInfo.InvariantCulture, $"\n  table {ditto.First}: ditto\n");
        else text.Append(CultureInfo.InvariantCulture, $"\n  tables {ditto.First}...{ditto.Last}: ditto\n");
        _ditto = null;
    }

    private void AppendContent(TableCapabilities table, TableStats? stats, bool isSame)
    {
        var invariant = CultureInfo.InvariantCulture;
        text.Append('\n');
        if (stats is not null) text.Append(invariant, $"    active={stats.ActiveCount}, lookup={stats.LookupCount}, matched={stats.MatchedCount}\n");
        if (isSame)
        {
            if (!table.IsEmpty) text.Append("    (same features)\n");
            return;
        }

        if ((table.MetadataMatch | table.MetadataWrite) != 0)
            text.Append(invariant, $"    metadata: match={FieldText.Hex(table.MetadataMatch)} write={FieldText.Hex(table.MetadataWrite)}\n");
        if (table.MaxEntries != 0) text.Append(invariant, $"    max_entries={table.MaxEntries}\n");
        AppendInstructions(table);
        AppendMatching(table);
    }

    private void AppendInstructions(TableCapabilities table)
    {
        if (_previous is { } last && table.Hit.IsSameAs(last.Hit, table.TableId, last.TableId) && table.Miss.IsSameAs(last.Miss, table.TableId, last.TableId))
        {
            if (!table.Hit.IsEmpty) text.Append("    (same instructions)\n");
        }
        else if (!table.Hit.IsSameAs(table.Miss, table.TableId, table.TableId))
        {
            text.Append("    instructions (other than table miss):\n");
            Append(table.Hit, _previous?.Hit);
            text.Append("    instructions (table miss):\n");
            Append(table.Miss, _previous?.Miss);
        }
        else if (!table.Hit.IsEmpty)
        {
            text.Append("    instructions (table miss and others):\n");
            Append(table.Hit, _previous?.Hit);
        }
    }

    private void Append(TableInstructions table, TableInstructions? previous)
    {
        if (!table.Next.IsZero) text.Append("      next tables: ").AppendJoin(',', Ranges(table.Next)).Append('\n');
        if (table.Instructions != 0)
        {
            if (table.Instructions == previous?.Instructions) text.Append("      (same instructions)\n");
            else text.Append("      instructions: ").Append(ActionTypesText.FormatInstructions(table.Instructions)).Append('\n');
        }

        if (previous is not null && table.Write == previous.Write && table.Apply == previous.Apply && !table.Write.SetFields.IsEmpty)
        {
            text.Append("      (same actions)\n");
        }
        else if (table.Write != table.Apply)
        {
            Append("Write-Actions", table.Write);
            Append("Apply-Actions", table.Apply);
        }
        else if (!table.Write.IsEmpty)
        {
            Append("Write-Actions and Apply-Actions", table.Write);
        }
    }

    private void Append(string title, TableActions actions)
    {
        text.Append("      ").Append(title).Append(" features:\n");
        if (actions.Actions != 0) text.Append("        actions: ").Append(ActionTypesText.Format(actions.Actions)).Append('\n');
        Append("        supported on Set-Field: ", actions.SetFields);
    }

    private void AppendMatching(TableCapabilities table)
    {
        if (table.Match.IsEmpty) return;
        if (table.Match == _previous?.Match)
        {
            text.Append("    (same matching)\n");
            return;
        }

        text.Append("    matching:\n");
        Append("      arbitrary mask: ", table.Maskable & table.Optional);
        Append("      exact match or wildcard: ", table.Optional.Except(table.Maskable));
        Append("      must exact match: ", table.Match.Except(table.Maskable).Except(table.Optional));
    }

    private void Append(string title, FieldSet fields)
    {
        if (fields.IsEmpty) return;
        text.Append(title);
        fields.AppendTo(text);
        text.Append('\n');
    }

    private static IEnumerable<string> Ranges(BigInteger tables)
    {
        for (var start = 0; !(tables >> start).IsZero; start++)
        {
            if ((tables >> start).IsEven) continue;
            var end = start;
            while (!(tables >> end + 1).IsEven) end++;
            yield return start == end ? start.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{start}-{end}");
            start = end;
        }
    }
}
