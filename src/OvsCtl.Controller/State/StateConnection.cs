using System.Globalization;
using Microsoft.Extensions.Logging;
using OvsCtl.Ovsdb;

namespace OvsCtl.Controller.State;

/// <summary>Connects to the OvsCtl database, and says in words why that does not work.</summary>
internal static class StateConnection
{
    public static async Task<OvsdbClient> ConnectAsync(StateOptions options, ILogger logger, TimeProvider time, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        var servers = string.Join(',', options.Endpoints);
        try
        {
            return await OvsdbClient.ConnectAsync(
                new OvsdbClientOptions { Endpoints = options.Endpoints, Database = StateSchema.Database, Columns = _ => StateSchema.Columns }, logger, either.Token).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw new StateException($"the database {StateSchema.Database} of {servers} has another schema: {e.Message}", e);
        }
        catch (OvsdbException e)
        {
            throw new StateException($"{servers}: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new StateException(string.Create(CultureInfo.InvariantCulture, $"no database {StateSchema.Database} at {servers} within {options.Patience.TotalSeconds} s"), e);
        }
    }
}
