namespace OvsCtl.Controller.Labs;

public enum IncidentKind
{
    /// <summary>Something differed from what was asked for, and was mended.</summary>
    Healed,

    /// <summary>Something differs and could not be mended; it is tried again.</summary>
    HealFailed,

    /// <summary>The lab was brought up or changed on command.</summary>
    Up,

    /// <summary>The lab was taken down.</summary>
    Down,

    Paused,
    Resumed,

    /// <summary>A restarted daemon found the lab in the database.</summary>
    Restored,

    /// <summary>Somebody changed the lab in the database.</summary>
    Changed,

    /// <summary>Somebody wrote a text into the database that is no lab; what was asked for before goes on.</summary>
    Refused,

    /// <summary>Somebody deleted the lab from the database: it is not kept any more, and nothing of it is removed.</summary>
    Orphaned,
}

/// <summary>Something that happened to a lab.</summary>
/// <param name="Number">Counts them, from 1.</param>
/// <param name="Time">When.</param>
/// <param name="Lab">The lab.</param>
/// <param name="Kind">What.</param>
/// <param name="Target">The object; empty for the whole lab.</param>
/// <param name="Message">Why: what differed, or the error.</param>
/// <param name="Elapsed">From the first sign to the end; zero when that means nothing.</param>
public sealed record LabIncident(long Number, DateTimeOffset Time, string Lab, IncidentKind Kind, string Target, string Message, TimeSpan Elapsed);
