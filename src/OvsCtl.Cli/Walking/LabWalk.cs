using System.Globalization;
using OvsCtl.Api;
using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Rendering;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Cli.Walking;

/// <summary>A lab brought up phase by phase, then its checks one by one: what comes, the commands that do the same, what changed.</summary>
internal sealed class LabWalk(CliContext context, OvsCtlClient client, LabSource lab, WalkTalk talk)
{
    private const int MostSteps = 16;
    private const int CountingLooks = 10;
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly LabSpec _spec = LabFile.Parse(lab.Text, lab.FileName);
    private readonly TextWriter _out = context.Terminal.Out;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var outcome = await BringUpAsync(cancellationToken);
        if (!outcome.Succeeded) throw new CommandFailure(ExitCode.Failed, $"lab {lab.Name} is not up: {outcome.Error}\n'ovsctl lab down {lab.Name}' cleans up");
        _out.WriteLine();
        _out.WriteLine($"Lab {lab.Name} is up.");
        var allHold = await CheckAsync(cancellationToken);
        _out.WriteLine($"'ovsctl lab status {lab.Name}' shows it, 'ovsctl lab down {lab.Name}' takes it down.");
        return allHold ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private async Task<Outcome> BringUpAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string>? before = null;
        await foreach (var happened in client.Labs.UpAsync(new UpRequest { Text = lab.Text, FileName = lab.FileName, Walk = true, Terse = true }, cancellationToken))
        {
            switch (happened.EventCase)
            {
                case LabEvent.EventOneofCase.PhaseReady:
                    before = await TellChangesAsync(before, cancellationToken);
                    WritePhase(happened.PhaseReady);
                    await talk.PauseAsync(cancellationToken);
                    await client.Labs.ContinueAsync(new LabRequest { Lab = lab.Name }, cancellationToken);
                    break;
                case LabEvent.EventOneofCase.StepFailed:
                    _out.WriteLine($"  {happened.StepFailed.Step.Object}: {happened.StepFailed.Error}");
                    break;
                case LabEvent.EventOneofCase.Outcome:
                    if (before is not null) await TellChangesAsync(before, cancellationToken);
                    return happened.Outcome;
                default:
                    // Progress that a walk does not need.
                    break;
            }
        }

        throw new RpcException(GrpcStatusCode.Internal, "the daemon ended the walk without an outcome");
    }

    private void WritePhase(PhaseReady phase)
    {
        var page = context.Terminal.OutPage;
        _out.WriteLine();
        page.Line(page.Changed($"== {phase.Name} =="));
        if (PhaseWords.Of(phase.Name) is { Length: > 0 } words) _out.WriteLine(words);
        foreach (var step in phase.Steps.Take(context.IsVerbose ? phase.Steps.Count : MostSteps)) StepCommands.Write(step, _out);
        if (!context.IsVerbose && phase.Steps.Count > MostSteps) _out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# and {phase.Steps.Count - MostSteps} more; -v shows them all"));
    }

    /// <returns>How it is now.</returns>
    private async Task<IReadOnlyList<string>> TellChangesAsync(IReadOnlyList<string>? before, CancellationToken cancellationToken)
    {
        var now = StateLines.Of(await client.Labs.StatusAsync(new LabRequest { Lab = lab.Name }, cancellationToken));
        if (before is not null) Tell(now.Except(before), before.Except(now));
        return now;
    }

    private void Tell(IEnumerable<string> came, IEnumerable<string> went)
    {
        var page = context.Terminal.OutPage;
        foreach (var line in went) page.Line($"  {page.Bad("-")} {line}");
        foreach (var line in came) page.Line($"  {page.Good("+")} {line}");
    }

    private async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        var (held, predicted, right) = (0, 0, 0);
        for (var i = 0; i < _spec.Checks.Count; i++)
        {
            _out.WriteLine();
            _out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Check {i + 1} of {_spec.Checks.Count}: {_spec.Checks[i].Text}"));
            var prediction = await talk.PredictAsync(cancellationToken);
            var isHolding = await CheckAsync(i, cancellationToken);
            if (isHolding) held++;
            if (prediction is null) continue;
            predicted++;
            if (prediction == isHolding) right++;
            else _out.WriteLine("  not as you said");
        }

        _out.WriteLine();
        if (_spec.Checks.Count > 0) _out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{held} of {_spec.Checks.Count} checks hold."));
        if (predicted > 0) _out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"You were right {right} times of {predicted}."));
        return held == _spec.Checks.Count;
    }

    private async Task<bool> CheckAsync(int index, CancellationToken cancellationToken)
    {
        var before = await LookAsync(cancellationToken);
        var isHolding = false;
        await foreach (var result in client.Labs.CheckAsync(new CheckRequest { Lab = lab.Name, Only = (uint)index + 1 }, cancellationToken))
        {
            isHolding = result.Ok;
            CheckView.Write(context.Terminal.OutPage, result);
        }

        // The switch tells what it has counted with half a second's delay.
        var after = await LookAsync(cancellationToken);
        for (var look = 0; look < CountingLooks && _spec.Checks[index].Kind != CheckKind.Flows && !after.HasCountedSince(before); look++)
        {
            await Task.Delay(s_betweenLooks, cancellationToken);
            after = await LookAsync(cancellationToken);
        }

        Tell(after.Since(before), []);
        return isHolding;
    }

    private Task<TrafficLook> LookAsync(CancellationToken cancellationToken) =>
        TrafficLook.TakeAsync(client, lab.Name, [.. _spec.Hosts.Select(host => host.Name)], cancellationToken);
}
