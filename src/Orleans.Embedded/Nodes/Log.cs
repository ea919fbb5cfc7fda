using EmbeddedEngine.Calls;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedEngine;

/// <summary>What the engine logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Activated {GrainId}")]
    public static partial void Activated(ILogger logger, GrainId grainId);

    [LoggerMessage(2, LogLevel.Error, "Could not activate {GrainId}")]
    public static partial void ActivationFailed(ILogger logger, Exception error, GrainId grainId);

    [LoggerMessage(3, LogLevel.Debug, "Deactivated {GrainId}: {Reason}")]
    public static partial void Deactivated(ILogger logger, GrainId grainId, DeactivationReasonCode reason);

    [LoggerMessage(4, LogLevel.Error, "OnDeactivateAsync of {GrainId} failed")]
    public static partial void DeactivationFailed(ILogger logger, Exception error, GrainId grainId);

    [LoggerMessage(5, LogLevel.Error, "A life cycle observer {Observer} of {GrainId} failed to stop")]
    public static partial void LifecycleStopFailed(ILogger logger, Exception error, GrainId grainId, string observer);

    [LoggerMessage(6, LogLevel.Error, "Could not dispose {GrainId}")]
    public static partial void DisposalFailed(ILogger logger, Exception error, GrainId grainId);

    [LoggerMessage(7, LogLevel.Warning, "The one-way call {Request} failed")]
    public static partial void OneWayFailed(ILogger logger, Exception error, GrainRequest request);

    [LoggerMessage(8, LogLevel.Warning, "The one-way call {Request} could not be delivered")]
    public static partial void OneWayRejected(ILogger logger, Exception error, GrainRequest request);

    [LoggerMessage(9, LogLevel.Warning, "{Count} activations had not deactivated in time and were dropped")]
    public static partial void DeactivationCutShort(ILogger logger, int count);

    [LoggerMessage(10, LogLevel.Warning, "A timer of {GrainId} failed")]
    public static partial void TimerFailed(ILogger logger, Exception error, GrainId grainId);

    [LoggerMessage(11, LogLevel.Error, "A silo life cycle observer {Observer} failed to stop")]
    public static partial void SiloStopFailed(ILogger logger, Exception error, string observer);

    [LoggerMessage(12, LogLevel.Information, "Silo {Name} at {Address} is active")]
    public static partial void SiloActive(ILogger logger, string name, SiloAddress address);

    [LoggerMessage(13, LogLevel.Information, "Silo {Name} at {Address} has stopped")]
    public static partial void SiloStopped(ILogger logger, string name, SiloAddress address);

    [LoggerMessage(14, LogLevel.Warning, "Reminder {Reminder} of {GrainId} could not be delivered")]
    public static partial void ReminderFailed(ILogger logger, Exception error, string reminder, GrainId grainId);

    [LoggerMessage(15, LogLevel.Error, "The [MayInterleave] method of {GrainId} failed on {Request}")]
    public static partial void InterleavingFailed(ILogger logger, Exception error, GrainId grainId, GrainRequest request);

    [LoggerMessage(16, LogLevel.Error, "Could not stop all that belongs to {GrainId}")]
    public static partial void StopFailed(ILogger logger, Exception error, GrainId grainId);
}
